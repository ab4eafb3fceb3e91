import { parseFeed } from "@rowanmanning/feed-parser";
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";

/** What a reader learns of an entry, in whatever format. */
export interface ToldEntry {
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly url: string | undefined;
  readonly published: string | undefined;
  readonly modified: string | undefined;
  readonly authors: readonly (string | undefined)[];
  readonly categories: readonly (string | undefined)[];
  readonly summary: string | undefined;
  readonly content: string | undefined;
}

/** The entries of an RSS document, as feedsmith reads them. */
export function fromRss(document: string): ToldEntry[] {
  return (parseRssFeed(document).items ?? []).map((item) => ({
    id: item.guid?.value,
    title: item.title,
    url: item.link,
    published: instant(item.pubDate),
    modified: instant(item.atom?.updated),
    authors: item.dc?.creators ?? [],
    categories: (item.categories ?? []).map(({ name }) => name),
    summary: item.description,
    content: item.content?.encoded,
  }));
}

/** The entries of an Atom document, as feedsmith reads them. */
export function fromAtom(document: string): ToldEntry[] {
  return (parseAtomFeed(document).entries ?? []).map((entry) => ({
    id: entry.id,
    title: entry.title?.value,
    url: entry.links?.find(({ rel }) => rel === "alternate")?.href,
    published: instant(entry.published),
    modified: instant(entry.updated),
    authors: (entry.authors ?? []).map(({ name }) => name),
    categories: (entry.categories ?? []).map(({ label }) => label),
    summary: entry.summary?.value,
    content: entry.content?.value,
  }));
}

/** The entries of a JSON Feed, as feedsmith reads them. */
export function fromJson(document: string): ToldEntry[] {
  return (parseJsonFeed(document).items ?? []).map((item) => ({
    id: item.id,
    title: item.title,
    url: item.url,
    published: instant(item.date_published),
    modified: instant(item.date_modified),
    authors: (item.authors ?? []).map(({ name }) => name),
    categories: item.tags ?? [],
    summary: item.summary,
    content: item.content_html,
  }));
}

/** The entries of an RSS or Atom document, as feed-parser reads them: it cannot tell when RSS was modified. */
export function fromXml(document: string): Omit<ToldEntry, "modified">[] {
  return parseFeed(document).items.map((item) => ({
    id: item.id ?? undefined,
    title: item.title ?? undefined,
    url: item.url ?? undefined,
    published: item.published?.toISOString(),
    authors: item.authors.map(({ name }) => name ?? undefined),
    categories: item.categories.map(({ label }) => label ?? undefined),
    summary: item.description ?? undefined,
    content: item.content ?? undefined,
  }));
}

function instant(date: string | undefined): string | undefined {
  return date === undefined ? undefined : new Date(date).toISOString();
}
