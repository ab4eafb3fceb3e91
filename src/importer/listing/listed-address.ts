import { pageKey, withoutTracking } from "../../domain/identifier-key.ts";
import { webAddress } from "../content/web-address.ts";

/** A fragment that a script reads as the address of a page. */
const SCRIPT_ROUTE = /^#!?\//;
/** Second-level domains below which publications register their names, as in `news.example.com.cn`. */
const SHARED_SUFFIX = /\.(?:com|net|org|gov|edu|ac|co|or|ne|go)\.[a-z]{2}$/;
const PAGE_FILE = /^(?:index|default|home|list)(?:[_-]?\d*)?\.\w+$/i;

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

function siteOf(hostname: string): string {
  if (/^[\d.]+$|:/.test(hostname)) return hostname;
  return hostname
    .split(".")
    .slice(SHARED_SUFFIX.test(hostname) ? -3 : -2)
    .join(".");
}

/** Tells whether an address looks like that of an article: it has a date, a number, or several words in its last part. */
export function isArticleAddress(address: string): boolean {
  const { pathname, search } = new URL(address);
  const segments = pathname.split("/").filter((segment) => segment !== "");
  const last = segments.at(-1) ?? "";
  if (PAGE_FILE.test(last) && search === "") return /\/(?:19|20)\d{2}[-/]?\d{2}[-/]?\d{2}\//.test(pathname);
  if (/(?:^|\D)(?:19|20)\d{2}[-/]?(?:0?[1-9]|1[0-2])(?:\D|\d\d)/.test(pathname)) return true;
  if (/\d{3,}|(?:^|[-_/])\d+\.\w+$/.test(last)) return true;
  if (/[?&](?:id|p|aid|cid|nid|article|newsid|articleid|docid|contentid|tid|pid)=\w+/i.test(search))
    return true;
  return (
    decodeURIComponentSafely(last)
      .split(/[-_]/)
      .filter((word) => /\p{L}{2,}/u.test(word)).length >= 3
  );
}

/** Returns the form of an address: with numbers, dates and names of pages replaced, so that those of one column are equal. */
export function addressForm(address: string): string {
  const { host, pathname, searchParams } = new URL(address);
  const segments = pathname.split("/");
  const last = segments.pop() ?? "";
  const folders = segments.map((segment) => segment.replace(/\d+/g, "0"));
  // Dates in an address are one folder, or two or three.
  const path = folders.join("/").replace(/(?:\/0)+/g, "/0");
  const extension = /\.\w+$/.exec(last)?.[0] ?? "";
  const keys = [...searchParams.keys()].sort();
  return `${host}${path}/*${extension}${keys.length > 0 ? `?${keys.join("&")}` : ""}`;
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
