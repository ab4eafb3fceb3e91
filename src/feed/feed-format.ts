import type { FeedScope } from "../domain/feed-scope.ts";

/** Where the addresses of a scope are; without `search`, they have no query. */
type ScopePlace = Pick<FeedScope, "path"> & Partial<Pick<FeedScope, "search">>;

/** The formats of feeds, each with the last segment of its addresses and its media type. */
export const FEED_FORMATS = {
  rss: { name: "RSS 2.0", file: "rss.xml", type: "application/rss+xml" },
  atom: { name: "Atom 1.0", file: "atom.xml", type: "application/atom+xml" },
  json: { name: "JSON Feed 1.1", file: "feed.json", type: "application/feed+json" },
} as const;

export type FeedFormat = keyof typeof FEED_FORMATS;

/** The formats, in the order in which they are listed. */
export const FEED_FORMAT_NAMES = Object.keys(FEED_FORMATS) as readonly FeedFormat[];

/** Customary names of feeds, each with the format that it means here. */
export const ALIASES: Readonly<Record<string, FeedFormat>> = {
  feed: "rss",
  rss: "rss",
  "feed.xml": "rss",
  "index.xml": "rss",
  atom: "atom",
  json: "json",
};

/** Returns the format of the feed that is at `name`, the last segment of a path, or that `name` redirects to. */
export function formatAt(name: string): FeedFormat | undefined {
  const lowerCase = name.toLowerCase();
  return Object.hasOwn(ALIASES, lowerCase)
    ? ALIASES[lowerCase]
    : FEED_FORMAT_NAMES.find((format) => FEED_FORMATS[format].file === lowerCase);
}

/** Returns the path of the feed in `format` of the scope at `path`. */
export function feedPath(path: string, format: FeedFormat): string {
  return `${path}/${FEED_FORMATS[format].file}`;
}

/** Returns the path and query of the feed in `format` of a scope. */
export function feedHref({ path, search = "" }: ScopePlace, format: FeedFormat): string {
  return feedPath(path, format) + search;
}

/** Returns the addresses of the feeds of a scope, one a format. */
export function feedAddresses(origin: string, scope: ScopePlace): Readonly<Record<FeedFormat, string>> {
  const addressOf = (format: FeedFormat) => origin + feedHref(scope, format);
  return { rss: addressOf("rss"), atom: addressOf("atom"), json: addressOf("json") };
}
