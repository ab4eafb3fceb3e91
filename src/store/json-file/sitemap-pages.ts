import type { Column } from "../../domain/site.ts";
import { SITEMAP_PART_SIZE, type SitemapPage, type Snapshot } from "../snapshot.ts";
import type { IndexEntry } from "./index-entry.ts";

type Facts = Pick<Snapshot, "columns" | "feeds" | "lastChange">;

/** Returns every page of the publication in the parts that {@linkcode Snapshot.sitemapParts} numbers. */
export function sitemapPages(
  entries: readonly IndexEntry[],
  facts: Facts,
): readonly (readonly SitemapPage[])[] {
  const lists = listPages(entries, facts);
  const articles = entries.map(
    ({ id, changed }): SitemapPage => ({ kind: "article", id, lastChange: new Date(changed) }),
  );
  if (lists.length + articles.length <= SITEMAP_PART_SIZE) return [[...lists, ...articles]];
  // Oldest first, so that a new article changes the last part and those of the lists alone.
  return [...inParts(lists), ...inParts(articles.reverse())];
}

/** Returns the pages that list articles; each changes when an article in it does. */
function listPages(entries: readonly IndexEntry[], facts: Facts): SitemapPage[] {
  const columns = new Map<Column["slug"], number>();
  const authors = new Map<string, number>();
  const tags = new Map<string, number>();
  for (const { column, changed, ...names } of entries) {
    keepLatest(columns, column, changed);
    for (const name of names.authors) keepLatest(authors, name, changed);
    for (const tag of names.tags) keepLatest(tags, tag, changed);
  }
  const dated = (time: number | undefined) => ({
    lastChange: time === undefined ? undefined : new Date(time),
  });
  return [
    { kind: "home", lastChange: facts.lastChange },
    ...facts.columns.map(({ slug }): SitemapPage => ({ kind: "column", slug, ...dated(columns.get(slug)) })),
    ...facts.feeds.map(({ slug }): SitemapPage => ({ kind: "feed", slug })),
    ...[...authors].map(([name, time]): SitemapPage => ({ kind: "author", name, ...dated(time) })),
    ...[...tags].map(([name, time]): SitemapPage => ({ kind: "tag", name, ...dated(time) })),
  ];
}

function keepLatest<Name>(changes: Map<Name, number>, name: Name, time: number): void {
  const known = changes.get(name);
  if (known === undefined || known < time) changes.set(name, time);
}

function inParts(pages: readonly SitemapPage[]): (readonly SitemapPage[])[] {
  const count = Math.ceil(pages.length / SITEMAP_PART_SIZE);
  return Array.from({ length: count }, (_, part) =>
    pages.slice(part * SITEMAP_PART_SIZE, (part + 1) * SITEMAP_PART_SIZE),
  );
}

/** Returns the last change of any of `pages`, where one is known. */
export function latestChange(pages: readonly SitemapPage[]): Date | undefined {
  const times = pages.flatMap((page) => page.lastChange?.getTime() ?? []);
  return times.length === 0 ? undefined : new Date(times.reduce((a, b) => Math.max(a, b)));
}
