import type { Slug } from "./slug.ts";

/** Returns the path of an article's page. */
export function articlePath(id: string): string {
  return `/articles/${encodeURIComponent(id)}`;
}

/** Returns the path below which the feeds of columns are; the order and repetition of slugs make no difference. */
export function columnsPath(slugs: readonly Slug[]): string {
  return `/columns/${[...new Set(slugs)].sort().join("+")}`;
}

/** Returns the path below which the feeds of an author are. */
export function authorPath(name: string): string {
  return `/authors/${encodeURIComponent(name)}`;
}

/** Returns the path below which the feeds of a tag are. */
export function tagPath(tag: string): string {
  return `/tags/${encodeURIComponent(tag)}`;
}

/** Returns the path below which the feeds of a named feed are. */
export function namedFeedPath(slug: Slug): string {
  return `/feeds/${slug}`;
}

/** The path of the page of what a filter leaves of the whole site. */
export const SEARCH_PATH = "/search";

/** The path of the description by which browsers and readers search. */
export const OPENSEARCH_PATH = "/opensearch.xml";
