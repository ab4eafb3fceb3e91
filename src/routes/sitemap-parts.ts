import { type Article, lastChange } from "../domain/article.ts";
import { articlePath, authorPath, columnsPath, tagPath } from "../domain/paths.ts";
import type { Snapshot } from "../store/article-store.ts";

/** How many addresses a sitemap lists: 50,000 are allowed, but one has to be written in a few milliseconds. */
const MOST_ADDRESSES = 1000;
/** How many articles are asked for at once: all that a bundled store can hold. */
const WINDOW = 50_000;

/** A page, and when what is on it last changed, where that is known. */
export interface ListedPage {
  readonly path: string;
  readonly lastChange?: Date | undefined;
}

/** As many pages as a sitemap lists, and when any of them last changed, where that is known. */
export interface SitemapPart {
  readonly lastChange: Date | undefined;
  /** Writes their addresses only when they are asked for. */
  readonly pages: () => readonly ListedPage[];
}

/**
 * Returns every page of `edition`, in parts that a sitemap can list: one part where that is enough.
 *
 * Lists come first, then articles from the oldest on, so that a new article changes the last part and those of
 * the lists alone.
 */
export async function sitemapParts(edition: Snapshot): Promise<readonly SitemapPart[]> {
  const articles = await everyArticle(edition);
  const lists = listPages(edition, articles);
  if (lists.length + articles.length <= MOST_ADDRESSES) {
    // The front page is among the lists.
    const pages = () => [...lists, ...articles.map(articlePage)];
    return [{ lastChange: edition.lastChange, pages }];
  }
  return [
    ...chunked(lists).map((some) => ({
      lastChange: latest(some.flatMap((page) => page.lastChange ?? [])),
      pages: () => some,
    })),
    ...chunked(articles.reverse()).map((some) => ({
      lastChange: latest(some.map(lastChange)),
      pages: () => some.map(articlePage),
    })),
  ];
}

/** Newest first. */
async function everyArticle(edition: Snapshot): Promise<Article[]> {
  let page = await edition.list({}, { limit: WINDOW });
  const articles = [...page.articles];
  while (page.next) {
    page = await edition.list({}, { limit: WINDOW, after: page.next });
    for (const article of page.articles) articles.push(article);
  }
  return articles;
}

/** The front page, columns, authors and tags: a list changes when something in it does. */
function listPages({ columns, lastChange: instant }: Snapshot, articles: readonly Article[]): ListedPage[] {
  const inColumns: Changes = new Map();
  const byAuthors: Changes = new Map();
  const withTags: Changes = new Map();
  for (const article of articles) {
    const time = lastChange(article).getTime();
    note(inColumns, article.column, time);
    for (const { name } of article.authors) note(byAuthors, name, time);
    for (const tag of article.tags) note(withTags, tag, time);
  }
  const page = (path: string, time: number | undefined): ListedPage => ({
    path,
    lastChange: time === undefined ? undefined : new Date(time),
  });
  return [
    { path: "/", lastChange: instant },
    // An empty column has a page, of which no change is known.
    ...columns.map(({ slug }) => page(columnsPath([slug]), inColumns.get(slug))),
    ...[...byAuthors].map(([name, time]) => page(authorPath(name), time)),
    ...[...withTags].map(([name, time]) => page(tagPath(name), time)),
  ];
}

/** When any of the articles under each name last changed, in milliseconds, which compare far faster than dates. */
type Changes = Map<string, number>;

function note(changes: Changes, name: string, time: number): void {
  const known = changes.get(name);
  if (known === undefined || known < time) changes.set(name, time);
}

function articlePage(article: Article): ListedPage {
  return { path: articlePath(article.id), lastChange: lastChange(article) };
}

function latest(dates: readonly Date[]): Date | undefined {
  if (dates.length === 0) return undefined;
  return new Date(dates.reduce((last, date) => Math.max(last, date.getTime()), Number.NEGATIVE_INFINITY));
}

function chunked<Item>(items: readonly Item[]): (readonly Item[])[] {
  const count = Math.ceil(items.length / MOST_ADDRESSES);
  return Array.from({ length: count }, (_, part) =>
    items.slice(part * MOST_ADDRESSES, (part + 1) * MOST_ADDRESSES),
  );
}
