import { SaxesParser } from "saxes";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { UserError } from "../../operator/user-error.ts";
import type { SourceDocument } from "../draft.ts";
import { parseMetadataDate } from "../parse-date.ts";
import { isArticleAddress, isFileAddress, isSameSite, listedAddress } from "./listed-address.ts";
import {
  countReasons,
  type LeftOutLink,
  type LeftOutReason,
  type ListedArticle,
  type Listing,
} from "./listing.ts";

/** An entry of a sitemap or of a sitemap index: the texts of the elements that are read, by their path. */
type Entry = Partial<Record<(typeof PATHS)[number], string>>;

interface ReadOptions {
  readonly timeZone: string;
  /** Every page is an article, because the operator has given a pattern of addresses. */
  readonly isEveryPage: boolean;
}

/** The elements of an entry that are read (sitemaps.org 0.9, Google's news extension), without prefixes. */
const PATHS = ["loc", "lastmod", "news/title", "news/publication_date"] as const;
/** The most that a sitemap may have (sitemaps.org, "XML tag definitions"). */
const MAX_ENTRIES = 50_000;

/** Returns the articles of a sitemap, newest first, and what it left out. @throws {UserError} if it is not well-formed */
export function readSitemap(
  { text, url: address = "" }: SourceDocument,
  { timeZone, isEveryPage }: ReadOptions,
): Pick<Listing, "articles" | "leftOut"> {
  const leftOut: LeftOutLink[] = [];
  const found = readEntries(text).flatMap((entry) => {
    const url = listedAddress(entry.loc, address);
    if (url === undefined) return [];
    const article = omitUndefined<ListedArticle>({
      url,
      title: entry["news/title"] || undefined,
      published: parseMetadataDate(entry["news/publication_date"], timeZone),
    });
    const reason = leftOutReason(url, address, isEveryPage || "news/title" in entry);
    if (reason) leftOut.push({ reason, url, text: article.title ?? url });
    return reason ? [] : [{ article, changed: instantOf(entry.lastmod, timeZone) }];
  });
  const instant = ({ article, changed }: (typeof found)[number]) => article.published?.getTime() ?? changed;
  return {
    articles: found.sort((one, other) => instant(other) - instant(one)).map(({ article }) => article),
    leftOut: countReasons(leftOut),
  };
}

function leftOutReason(url: string, address: string, isArticle: boolean): LeftOutReason | undefined {
  if (!isSameSite(url, address)) return "other host";
  if (isFileAddress(url)) return "file";
  return isArticle || isArticleAddress(url) ? undefined : "navigation";
}

/** Returns the addresses of the sitemaps of the site in an index, the most recently changed first. @throws {UserError} */
export function readSitemapIndex(
  { text, url: address = "" }: SourceDocument,
  timeZone: string,
): readonly string[] {
  return readEntries(text)
    .map(({ loc, lastmod }) => ({ url: listedAddress(loc, address), changed: instantOf(lastmod, timeZone) }))
    .sort((one, other) => other.changed - one.changed)
    .flatMap(({ url }) => (url !== undefined && isSameSite(url, address) ? [url] : []));
}

/** Tells whether a text is a sitemap as text: an address in each line, and nothing else (sitemaps.org, "Text file"). */
export function isTextSitemap(text: string): boolean {
  const lines = linesOf(text);
  return lines.length > 0 && lines.every((line) => /^https?:\/\/\S+$/i.test(line));
}

/** Returns the articles in a sitemap as text, in its order, and what it left out. */
export function readTextSitemap(
  { text, url: address = "" }: SourceDocument,
  { isEveryPage }: Pick<ReadOptions, "isEveryPage">,
): Pick<Listing, "articles" | "leftOut"> {
  const urls = linesOf(text).flatMap((line) => listedAddress(line, address) ?? []);
  const found = urls.map((url) => ({ url, text: url, reason: leftOutReason(url, address, isEveryPage) }));
  return {
    articles: found.flatMap(({ url, reason }) => (reason ? [] : { url })),
    leftOut: countReasons(found.flatMap(({ reason, ...link }) => (reason ? { ...link, reason } : []))),
  };
}

function linesOf(text: string): string[] {
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Returns the entries of a sitemap or of an index: the children of the root element. @throws {UserError} */
function readEntries(text: string): Entry[] {
  const entries: Entry[] = [];
  const names: string[] = [];
  const parser = new SaxesParser();
  const path = () => PATHS.find((one) => one === names.slice(2).join("/"));
  const read = (value: string) => {
    const [entry, name] = [entries.at(-1), path()];
    if (entry && name) entry[name] = (entry[name] ?? "") + value;
  };
  // Prefixes are not looked up: sitemaps in use have others than Google's, and some declare none.
  parser.on("opentag", ({ name }) => {
    names.push(name.replace(/^.*:/, ""));
    if (names.length === 2) entries.push({});
  });
  parser.on("closetag", () => {
    const [entry, name] = [entries.at(-1), path()];
    const value = name && entry?.[name]?.replace(/\s+/g, " ").trim();
    if (entry && name && value !== undefined) entry[name] = value;
    names.pop();
  });
  parser.on("text", read);
  parser.on("cdata", read);
  parser.on("error", ({ message }) => {
    throw new UserError(`Is a sitemap that is not well-formed XML, at ${message}; ask its publisher`);
  });
  parser.write(text.replace(/^[\s\uFEFF]+/, "")).close();
  return entries.slice(0, MAX_ENTRIES);
}

/** Returns the instant of a `lastmod`, by which entries are sorted; 0 where it has none. */
function instantOf(lastmod = "", timeZone: string): number {
  // ISO 8601, the usual form, is parsed much faster than all others.
  const instant = Date.parse(lastmod);
  return Number.isNaN(instant) ? (parseMetadataDate(lastmod, timeZone)?.getTime() ?? 0) : instant;
}
