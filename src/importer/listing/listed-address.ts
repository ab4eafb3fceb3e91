import { pageKey, withoutTracking } from "../../domain/identifier-key.ts";
import { webAddress } from "../content/web-address.ts";

/** A fragment that a script reads as the address of a page. */
const SCRIPT_ROUTE = /^#!?\//;
/** Second-level domains below which publications register their names, as in `news.example.com.cn`. */
const SHARED_SUFFIX = /\.(?:com|net|org|gov|edu|ac|co|or|ne|go)\.[a-z]{2}$/;
const INDEX_FILE = /^(?:index|default|home|main)(?:[_-]?\d*)?\.\w+$/i;
const LIST_FILE = /^(?:list|node|col|column|channel)(?:[_-]?\d*)?\.\w+$/i;
const FILE =
  /\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|caj|rtf|txt|csv|zip|rar|7z|gz|tar|exe|apk|dmg|jpe?g|png|gif|bmp|webp|svg|mp[34]|m4[av]|mov|avi|flv|wmv|wav|swf|epub|xml|rss|atom|ics)$/i;
/** `/2026/11/26/`, `/202611/t20261126_1.html`, `/2026-11/26/`, `/2026/1126/c1.html`. */
const DATE_IN_PATH =
  /(?:^|[^\d])(?:19|20)\d{2}(?:[-/_]?(?:0[1-9]|1[0-2])(?:[-/_]?(?:0[1-9]|[12]\d|3[01]))?|[-/_]\d{1,2}(?:[-/_]\d{1,2})?)(?:\D|$)/;
/** A year, a month or a day alone: `/2026/`, `/archives/2026/11/`. */
const ARCHIVE = /^(?:\/archives?)?\/(?:19|20)\d{2}\/?$|\/(?:19|20)\d{2}(?:\/(?:0?[1-9]|[1-3]\d)){1,2}\/?$/;
const ID_IN_QUERY =
  /[?&](?:(?:id|p|aid|cid|nid|sn|tid|pid)=\w+|(?:s|no|num|idxno|\w*(?:article|news|info|item|content|doc|post|story)_?(?:id|no)?)=[\w-]*\d)/i;

/** Returns `href` as an absolute address without fragment and tracking parameters; `undefined` if it is no web address. */
export function listedAddress(href: string | null | undefined, base: string): string | undefined {
  const absolute = webAddress(href, base);
  if (absolute === undefined) return undefined;
  const url = new URL(absolute);
  if (!SCRIPT_ROUTE.test(url.hash)) url.hash = "";
  url.search = withoutTracking(url.search.slice(1));
  return url.href;
}

/** Tells whether two addresses are of one publication: of one host, or of two below the same registered name. */
export function isSameSite(one: string, other: string): boolean {
  const [a, b] = [new URL(one), new URL(other)];
  return a.host === b.host || (a.port === b.port && siteOf(a.hostname) === siteOf(b.hostname));
}

/** Tells whether an address is of the main host of a site, and not of one of its parts, such as `theory.example.com`. */
export function isMainHost(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname.replace(/^www\./, "") === siteOf(hostname);
}

function siteOf(hostname: string): string {
  if (/^[\d.]+$|:/.test(hostname)) return hostname;
  return hostname
    .split(".")
    .slice(SHARED_SUFFIX.test(hostname) ? -3 : -2)
    .join(".");
}

/** Tells whether an address is that of a file, such as a PDF or a picture, and not of a page. */
export function isFileAddress(address: string): boolean {
  return FILE.test(new URL(address).pathname);
}

/** Tells whether there is a date in the path of an address. */
export function isDatedAddress(address: string): boolean {
  return DATE_IN_PATH.test(new URL(address).pathname);
}

/** Tells whether an address looks like that of an article: it has a date, a number, or several words in its last part. */
export function isArticleAddress(address: string): boolean {
  const { pathname, search } = new URL(address);
  const segments = pathname.split("/").filter((segment) => segment !== "");
  const last = segments.at(-1) ?? "";
  if ((INDEX_FILE.test(last) || LIST_FILE.test(last)) && search === "")
    return /\/(?:19|20)\d{2}[-/]?\d{2}[-/]?\d{2}\//.test(pathname) && !LIST_FILE.test(last);
  if (ARCHIVE.test(pathname)) return false;
  if (DATE_IN_PATH.test(pathname) || ID_IN_QUERY.test(search)) return true;
  if (/\d{3,}/.test(last) || /^(?=.*\d)[\da-f]{8,}$/i.test(last)) return true;
  return wordsOf(last).length >= 3;
}

function wordsOf(segment: string): string[] {
  return decodeURIComponentSafely(segment)
    .split(/[-_+]/)
    .filter((word) => /\p{L}{2,}/u.test(word));
}

/**
 * Tells whether a page at `shown`, to which that of an article at `address` leads, is the home page or that of a folder
 * above the article, to which sites send the readers of articles that are not there any more.
 */
export function leadsAbove(address: string, shown: string): boolean {
  const folder = folderOf(shown);
  if (folder === undefined || folder === folderOf(address) || pageKey(shown) === pageKey(address))
    return false;
  const { pathname, search } = new URL(address);
  if (folder === "/") return pathname !== "/" || search !== "";
  return pathname.startsWith(folder) && !isArticleAddress(shown);
}

/** Returns the folder of which a page is the first, as `/theory/` or `/theory/index.html`. */
function folderOf(address: string): string | undefined {
  const { pathname, search } = new URL(address);
  return search === "" ? indexFolder(pathname) : undefined;
}

function indexFolder(pathname: string): string | undefined {
  const last = pathname.split("/").at(-1) ?? "";
  return last === "" || INDEX_FILE.test(last) ? pathname.slice(0, pathname.length - last.length) : undefined;
}

/** Returns the form of an address: with numbers, dates and names of pages replaced, so that those of one column are equal. */
export function addressForm(address: string): string {
  const { host, pathname, searchParams } = new URL(address);
  const segments = pathname.replace(/(?<=.)\/$/, "").split("/");
  const last = segments.pop() ?? "";
  const folders = segments.map((segment) =>
    wordsOf(segment).length >= 3 ? "*" : segment.replace(/\d+/g, "0"),
  );
  // Dates in an address are one folder, or two or three.
  const path = folders.join("/").replace(/(?:\/0(?:-0)*)+(?=\/|$)/g, "/0");
  const extension = /\.\w+$/.exec(last)?.[0] ?? "";
  const keys = [...searchParams.keys()].sort();
  return `${host}${path}/*${extension}${keys.length > 0 ? `?${keys.join("&")}` : ""}`;
}

/**
 * Tells whether two addresses differ only in numbers, while a name says what the numbers are, as `list_12.html` and
 * `list_13.html`: pages of one kind.
 */
export function isSameKindOfPage(one: string, other: string): boolean {
  const kind = kindOfPage(one);
  return kind !== undefined && one !== other && kind === kindOfPage(other);
}

function kindOfPage(address: string): string | undefined {
  const { host, pathname, search } = new URL(address);
  const path = pathname.replace(/\/$/, "");
  const names = path.replace(/\.\w+$/, "") + search;
  if (!/\d/.test(names) || !/[a-z]/i.test(names)) return undefined;
  return host + (path + search).replace(/\d+/g, "0");
}

/**
 * Tells whether `address` is in the folder of the page at `page`, where that is the folder of a column: the page is
 * the first of its folder, as `/theory/` or `/theory/index.html`.
 */
export function isInFolderOf(page: string, address: string): boolean {
  const { host, pathname } = new URL(page);
  const folder = indexFolder(pathname) ?? (/\.[^/]*$/.test(pathname) ? "/" : `${pathname}/`);
  const other = new URL(address);
  return folder !== "/" && other.host === host && other.pathname.startsWith(folder);
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Tells whether an address that a page states for itself leads to the same page as the one under which it is listed. */
export function isMainAddress(stated: string, listed: string): boolean {
  const address = listedAddress(stated, listed);
  return address !== undefined && pageKey(address) === pageKey(listed);
}
