import { type ArticleHead, lastChange } from "../../domain/article.ts";
import type { Column } from "../../domain/site.ts";
import { SITEMAP_PART_SIZE, type SitemapPage, type Snapshot } from "../snapshot.ts";

type Facts = Pick<Snapshot, "columns" | "lastChange">;

/** Returns every page of the publication in the parts that {@linkcode Snapshot.sitemapParts} numbers. */
export function sitemapPages(
  heads: readonly ArticleHead[],
  facts: Facts,
): readonly (readonly SitemapPage[])[] {
  const lists = listPages(heads, facts);
  const articles = heads.map(
    (head): SitemapPage => ({ kind: "article", id: head.id, lastChange: lastChange(head) }),
  );
  if (lists.length + articles.length <= SITEMAP_PART_SIZE) return [[...lists, ...articles]];
  // Oldest first, so that a new article changes the last part and those of the lists alone.
  return [...inParts(lists), ...inParts(articles.reverse())];
}

/** Returns the pages that list articles; each changes when an article in it does. */
function listPages(heads: readonly ArticleHead[], facts: Facts): SitemapPage[] {
  const columns = new Map<Column["slug"], number>();
  const authors = new Map<string, number>();
  const tags = new Map<string, number>();
  for (const head of heads) {
    // Numbers compare far faster than dates.
    const time = lastChange(head).getTime();
    keepLatest(columns, head.column, time);
    for (const { name } of head.authors) keepLatest(authors, name, time);
    for (const tag of head.tags) keepLatest(tags, tag, time);
  }
  const dated = (time: number | undefined) => ({
    lastChange: time === undefined ? undefined : new Date(time),
  });
  return [
    { kind: "home", lastChange: facts.lastChange },
    ...facts.columns.map(({ slug }): SitemapPage => ({ kind: "column", slug, ...dated(columns.get(slug)) })),
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
