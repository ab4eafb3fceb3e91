import {
  LISTS_PART,
  MAX_CHANGES_OF_COLUMN,
  MAX_NAMES,
  MAX_SITEMAP_PAGES,
  SITEMAP_PART_SIZE,
  type Sitemap,
  type SitemapPage,
  type Snapshot,
} from "../snapshot.ts";
import type { IndexEntry } from "./index-entry.ts";
import { newNames } from "./name-order.ts";

type Facts = Pick<Snapshot, "columns" | "feeds" | "lastChange">;

/** Returns what {@linkcode Snapshot.sitemap} does, of `entries`, which are newest first. */
export function memorySitemap(entries: readonly IndexEntry[], facts: Facts): Sitemap {
  const lists = listPages(entries, facts);
  if (lists.length + entries.length <= SITEMAP_PART_SIZE)
    return { pages: [...lists, ...articlePages(entries)] };

  const parts = [...groups(entries, monthOf)].flatMap(([month, ofMonth]) =>
    ofMonth.length <= SITEMAP_PART_SIZE ? [[month, ofMonth] as const] : [...groups(ofMonth, dayOf)],
  );
  return {
    parts: [
      { name: LISTS_PART, lastChange: latestChange(namedPages(lists)) },
      ...parts.map(([name, ofPart]) => ({ name, lastChange: latestChange(articlePages(ofPart)) })),
    ],
  };
}

/** Returns what {@linkcode Snapshot.sitemapPart} does, of `entries`, which are newest first. */
export function memorySitemapPart(
  name: string,
  entries: readonly IndexEntry[],
  facts: Facts,
): readonly SitemapPage[] | undefined {
  if (name === LISTS_PART) return namedPages(listPages(entries, facts));
  const month = entries.filter((entry) => monthOf(entry) === name.slice(0, "2026-11".length));
  const isOfDays = month.length > SITEMAP_PART_SIZE;
  const found = isOfDays
    ? month.filter((entry) => dayOf(entry) === name)
    : name === monthOf(month[0])
      ? month
      : [];
  return found.length === 0 ? undefined : articlePages(found);
}

function monthOf(entry: IndexEntry | undefined): string | undefined {
  return entry && new Date(entry.instant).toISOString().slice(0, "2026-11".length);
}

function dayOf({ instant }: IndexEntry): string {
  return new Date(instant).toISOString().slice(0, "2026-11-28".length);
}

function groups(
  entries: readonly IndexEntry[],
  keyOf: (entry: IndexEntry) => string | undefined,
): ReadonlyMap<string, readonly IndexEntry[]> {
  const found = new Map<string, IndexEntry[]>();
  for (const entry of entries) {
    const key = keyOf(entry) ?? "";
    const group = found.get(key);
    if (group) group.push(entry);
    else found.set(key, [entry]);
  }
  return found;
}

function articlePages(entries: readonly IndexEntry[]): SitemapPage[] {
  return entries
    .slice(0, MAX_SITEMAP_PAGES)
    .map(({ id, changed }): SitemapPage => ({ kind: "article", id, lastChange: new Date(changed) }));
}

/** Returns the pages that list articles, each with the last change of the newest articles in it. */
function listPages(entries: readonly IndexEntry[], facts: Facts): readonly SitemapPage[] {
  const columns: LastChanges = new Map();
  const authors: LastChanges = new Map();
  const tags: LastChanges = new Map();
  for (const entry of entries) {
    addChange(columns, [entry.column], entry, MAX_CHANGES_OF_COLUMN);
    addChange(authors, entry.authors, entry, 1);
    addChange(tags, entry.tags, entry, 1);
  }
  const dated = (changes: LastChanges, name: string) => {
    const time = changes.get(name)?.time;
    return { lastChange: time === undefined ? undefined : new Date(time) };
  };
  return [
    { kind: "home", lastChange: facts.lastChange },
    ...facts.columns.map(({ slug }): SitemapPage => ({ kind: "column", slug, ...dated(columns, slug) })),
    ...facts.feeds.map(({ slug }): SitemapPage => ({ kind: "feed", slug })),
    ...[...authors.keys()].map((name): SitemapPage => ({ kind: "author", name, ...dated(authors, name) })),
    ...[...tags.keys()].map((name): SitemapPage => ({ kind: "tag", name, ...dated(tags, name) })),
  ];
}

/** Returns the pages of {@linkcode LISTS_PART}: of authors and tags, those with the newest articles. */
function namedPages(pages: readonly SitemapPage[]): readonly SitemapPage[] {
  const counts = { author: 0, tag: 0 };
  return pages.filter((page) => {
    if (page.kind !== "author" && page.kind !== "tag") return true;
    counts[page.kind] += 1;
    return counts[page.kind] <= MAX_NAMES;
  });
}

/** The last change of the articles of each name so far, and how many they are. */
type LastChanges = Map<string, { readonly time: number; readonly count: number }>;

/** Takes the change of an article into account where it is among the `maximum` newest of each of its `names`. */
function addChange(
  changes: LastChanges,
  names: readonly string[],
  { changed }: IndexEntry,
  maximum: number,
): void {
  for (const name of newNames(names, changes)) changes.set(name, { time: 0, count: 0 });
  for (const name of new Set(names)) {
    const { time, count } = changes.get(name) ?? { time: 0, count: 0 };
    if (count < maximum) changes.set(name, { time: Math.max(time, changed), count: count + 1 });
  }
}

/** Returns the last change of any of `pages`, where one is known. */
function latestChange(pages: readonly SitemapPage[]): Date | undefined {
  const times = pages.flatMap((page) => page.lastChange?.getTime() ?? []);
  return times.length === 0 ? undefined : new Date(times.reduce((a, b) => Math.max(a, b)));
}
