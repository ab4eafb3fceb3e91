import { type Article, type ArticleHead, sortInstant } from "../../domain/article.ts";
import { type Cursor, cursorTo, isAfter, isBefore } from "../../domain/cursor.ts";
import { type Filter, matchesFilter } from "../../domain/filter.ts";
import {
  type HeadPage,
  MAX_LIMIT,
  MAX_NAMES,
  type NameCount,
  type NamePageRequest,
  type PageRequest,
  type PrevNext,
  type Snapshot,
  type Summary,
} from "../snapshot.ts";
import { latestChange, sitemapPages } from "./sitemap-pages.ts";

/** The facts of a snapshot, without its queries. */
export type SnapshotFacts = Pick<Snapshot, "version" | "lastChange" | "nextChange" | "site" | "columns">;

/** What a snapshot in memory answers from. */
export interface SnapshotContent extends SnapshotFacts {
  /** Everything that is visible, newest first. */
  readonly heads: readonly ArticleHead[];
  /** Returns the whole article of one of `heads`. */
  readonly load: (head: ArticleHead) => Article;
}

/** Returns a snapshot that answers from heads in memory. It never expires. */
export function memorySnapshot({ heads, load, ...facts }: SnapshotContent): Snapshot {
  const byId = once(() => new Map(heads.map((head) => [head.id, head])));
  const sitemap = once(() => sitemapPages(heads, facts));
  const authors = once(() => countNames(heads, (head) => head.authors.map(({ name }) => name)));
  const tags = once(() => countNames(heads, (head) => head.tags));
  const matching = (filter: Filter) =>
    isEmpty(filter) ? heads : heads.filter((head) => matchesFilter(head, filter));

  return {
    ...facts,

    async list(filter, page) {
      requireAtMost(page.limit, MAX_LIMIT);
      return pageOf(matching(filter), page);
    },

    async article(id) {
      const head = byId().get(id);
      return head && load(head);
    },

    async articles(ids) {
      requireAtMost(ids.length, MAX_LIMIT);
      return ids.flatMap((id) => {
        const head = byId().get(id);
        return head ? [load(head)] : [];
      });
    },

    async exists(filter) {
      return heads.some((head) => matchesFilter(head, filter));
    },

    async summaries(filters, newest = 0) {
      requireAtMost(newest, MAX_LIMIT);
      return filters.map((filter) => summaryOf(matching(filter), newest));
    },

    async prevNext(article) {
      return prevNextIn(matching({ columns: [article.column] }), cursorTo(article));
    },

    async authors(page) {
      return namePage(authors(), page);
    },

    async tags(page) {
      return namePage(tags(), page);
    },

    async sitemapParts() {
      return sitemap().map((pages) => ({ lastChange: latestChange(pages) }));
    },

    async sitemapPart(index) {
      return sitemap()[index];
    },
  };
}

function isEmpty({ columns, exclude, author, tag }: Filter): boolean {
  return columns === undefined && exclude === undefined && author === undefined && tag === undefined;
}

function requireAtMost(asked: number, maximum: number): void {
  if (asked > maximum) throw new RangeError(`Found ${asked}; a query returns at most ${maximum}`);
}

function pageOf(heads: readonly ArticleHead[], { limit, after, before }: PageRequest): HeadPage {
  const start = after ? firstIndex(heads, (head) => isAfter(head, after)) : 0;
  const end = before ? firstIndex(heads, (head) => !isBefore(head, before)) : undefined;
  const from = end === undefined ? start : Math.max(0, end - limit);
  const shown = heads.slice(from, Math.min(from + limit, end ?? heads.length));
  const [first, last] = [shown[0], shown.at(-1)];
  return {
    heads: shown,
    ...(last && from + shown.length < heads.length && { next: cursorTo(last) }),
    ...(first && from > 0 && { previous: cursorTo(first) }),
    isSecond: shown.length > 0 && from > 0 && from <= limit,
  };
}

/** Returns the index of the first of `heads`, in order, that passes; the length where none does. */
function firstIndex(heads: readonly ArticleHead[], passes: (head: ArticleHead) => boolean): number {
  let [low, high] = [0, heads.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const head = heads[middle];
    if (head && passes(head)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function summaryOf(heads: readonly ArticleHead[], newest: number): Summary {
  const [first] = heads;
  return {
    count: heads.length,
    newest: heads.slice(0, newest),
    ...(first && { newestInstant: sortInstant(first) }),
  };
}

function prevNextIn(heads: readonly ArticleHead[], cursor: Cursor): PrevNext {
  const newer = heads[firstIndex(heads, (head) => !isBefore(head, cursor)) - 1];
  const older = heads[firstIndex(heads, (head) => isAfter(head, cursor))];
  return { newer, older };
}

/** Returns every name once, in the order of its newest article, with the number of its articles. */
function countNames(
  heads: readonly ArticleHead[],
  namesOf: (head: ArticleHead) => readonly string[],
): readonly NameCount[] {
  const counts = new Map<string, number>();
  for (const head of heads) {
    for (const name of new Set(namesOf(head))) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => ({ name, count }));
}

function namePage(names: readonly NameCount[], { limit, offset = 0 }: NamePageRequest): readonly NameCount[] {
  requireAtMost(limit, MAX_NAMES);
  return names.slice(offset, offset + limit);
}

/** Returns what computes a value when it is first asked for, and keeps it. */
function once<Value>(compute: () => Value): () => Value {
  let kept: { readonly value: Value } | undefined;
  return () => {
    kept ??= { value: compute() };
    return kept.value;
  };
}
