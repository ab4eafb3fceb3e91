import type { Article, ArticleHead } from "../../domain/article.ts";
import { type Cursor, comparePositions, cursorTo, type Position } from "../../domain/cursor.ts";
import { allWords, type Filter, matchesFilter } from "../../domain/filter.ts";
import type { AbsentName, FormerNames } from "../../domain/former-names.ts";
import { addressKey } from "../../domain/redirect-rule.ts";
import type { SearchedText, WordSearch } from "../../domain/word-search.ts";
import {
  type HeadPage,
  MAX_LIMIT,
  MAX_NAMES,
  type NameCount,
  type NamePageRequest,
  type PageRequest,
  type ShownArticles,
  type Snapshot,
} from "../snapshot.ts";
import { firstAfter, firstFrom, firstIndex } from "./entry-positions.ts";
import type { IndexEntry } from "./index-entry.ts";
import { lastLoss, type ModificationDates, wholeSecond } from "./modification-dates.ts";
import { latestChange, sitemapPages } from "./sitemap-pages.ts";
import { wordTiers } from "./word-tiers.ts";

/** The facts of a snapshot, without its queries. */
type SnapshotFacts = Pick<
  Snapshot,
  "version" | "lastChange" | "lastModified" | "nextChange" | "site" | "columns" | "feeds" | "removedFeeds"
>;

/** What a snapshot in memory answers from. */
interface SnapshotContent<Entry extends IndexEntry> extends SnapshotFacts {
  /** Everything that is visible, newest first. */
  readonly entries: readonly Entry[];
  /** Where old addresses have moved to, by their keys. */
  readonly redirects: ReadonlyMap<string, string>;
  readonly dates: ModificationDates;
  readonly former: FormerNames;
  /** The ids of published articles that were removed. */
  readonly removed: ReadonlySet<string>;
  readonly loadHead: (entry: Entry) => ArticleHead;
  readonly loadArticle: (entry: Entry) => Article;
  /** Returns the text of an article as `search` looks words up in it. */
  readonly loadNormalized: (entry: Entry) => SearchedText;
  readonly search: WordSearch;
}

/** Returns a snapshot that answers from an index in memory. It never expires. */
export function memorySnapshot<Entry extends IndexEntry>(content: SnapshotContent<Entry>): Snapshot {
  const { entries, redirects, dates, former, removed, search, ...rest } = content;
  const { loadHead, loadArticle, loadNormalized, ...facts } = rest;
  const byId = once(() => new Map(entries.map((entry) => [entry.id, entry])));
  const sitemap = once(() => sitemapPages(entries, facts));
  const authors = once(() => countNames(entries, (entry) => entry.authors));
  const tags = once(() => countNames(entries, (entry) => entry.tags));
  const tierOf = wordTiers(search, loadNormalized);
  const filed = (filter: Filter) =>
    Object.keys(filter).length === 0 ? entries : entries.filter((entry) => matchesFilter(entry, filter));
  const matching = (filter: Filter) => {
    const words = allWords(filter);
    return words ? filed(filter).filter((entry) => tierOf(entry, words) !== undefined) : filed(filter);
  };
  const head = (entry: Entry | undefined) => entry && loadHead(entry);

  /** Returns the entries of `shown`, and the one with which older articles begin. */
  function shownEntries(filter: Filter, { heads, next }: ShownArticles): readonly Entry[] {
    const all = next ? matching(filter) : [];
    const following = next && all[firstAfter(all, positionOf(next))];
    return [...heads.flatMap(({ id }) => byId().get(id) ?? []), ...(following ? [following] : [])];
  }

  return {
    ...facts,

    async list(filter, page) {
      requireAtMost(page.limit, MAX_LIMIT);
      const words = allWords(filter);
      if (page.order !== "relevance" || !words) return pageOf(matching(filter), page, loadHead);
      const ranked = matching(filter).map((entry) => ({ ...entry, tier: tierOf(entry, words) ?? 2 }));
      return pageOf(ranked.sort(comparePositions), page, loadHead);
    },

    async article(id) {
      const entry = byId().get(id);
      return entry && loadArticle(entry);
    },

    async isRemoved(id) {
      return removed.has(id);
    },

    async articles(ids) {
      requireAtMost(ids.length, MAX_LIMIT);
      return ids.flatMap((id) => {
        const entry = byId().get(id);
        return entry ? [loadArticle(entry)] : [];
      });
    },

    async lastModifiedOf(filter, shown, feed) {
      const { base, columns, feeds, losses } = dates;
      // An edit can take an article out of those that match words, of which nothing is left to see in them.
      const isByWords = allWords(filter) !== undefined;
      const parts = shown && !isByWords ? shownEntries(filter, shown) : filed(filter);
      let latest = Math.max(base, lastLoss(losses, filter), (feed && feeds.get(feed)) ?? 0);
      for (const slug of [...(filter.columns ?? []), ...(filter.notColumns ?? [])])
        latest = Math.max(latest, columns.get(slug) ?? 0);
      for (const { instant, column, since = 0 } of parts)
        latest = Math.max(latest, since, wholeSecond(instant), columns.get(column) ?? 0);
      return new Date(latest);
    },

    async absentNames({ authors: someAuthors = [], tags: someTags = [] }) {
      const absent = (kind: AbsentName["kind"], field: "authors" | "tags", names: readonly string[]) =>
        names
          .filter((name) => !entries.some((entry) => entry[field].includes(name)))
          .map((name) => ({ kind, name, isFormer: former[field].includes(name) }));
      return [...absent("author", "authors", someAuthors), ...absent("tag", "tags", someTags)];
    },

    async summaries(filters, newest = 0) {
      requireAtMost(newest, MAX_LIMIT);
      return filters.map((filter) => {
        const found = matching(filter);
        const [first] = found;
        return {
          count: found.length,
          newest: found.slice(0, newest).map(loadHead),
          ...(first && { newestInstant: new Date(first.instant) }),
        };
      });
    },

    mark: search.mark,

    async prevNext(article) {
      const column = matching({ columns: [article.column] });
      const position = positionOf(cursorTo(article));
      return {
        newer: head(column[firstFrom(column, position) - 1]),
        older: head(column[firstAfter(column, position)]),
      };
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

    async redirectTarget(address) {
      return redirects.size === 0 ? undefined : redirects.get(addressKey(address));
    },
  };
}

function requireAtMost(asked: number, maximum: number): void {
  if (asked > maximum) throw new RangeError(`Found ${asked}; a query returns at most ${maximum}`);
}

function pageOf<Entry extends IndexEntry>(
  entries: readonly Entry[],
  { limit: asked, withinMs, skip = 0, after, before }: PageRequest,
  loadHead: (entry: Entry) => ArticleHead,
): HeadPage {
  const limit = withinMs === undefined ? asked : Math.max(asked, countWithin(entries, withinMs));
  const start = after ? firstAfter(entries, positionOf(after)) : skip;
  const end = before ? firstFrom(entries, positionOf(before)) : undefined;
  const from = end === undefined ? start : Math.max(0, end - limit);
  const found = entries.slice(from, Math.min(from + limit, end ?? entries.length));
  const [first, last] = [found[0], found.at(-1)];
  return {
    heads: found.map(loadHead),
    ...(last && from + found.length < entries.length && { next: cursorOf(last) }),
    ...(first && from > 0 && { previous: cursorOf(first) }),
    isSecond: found.length > 0 && from > 0 && from <= limit,
  };
}

/** Returns how many of `entries` are at most `withinMs` before the newest; the maximum of a query where more are. */
function countWithin(entries: readonly IndexEntry[], withinMs: number): number {
  const oldest = (entries[0]?.instant ?? 0) - withinMs;
  return Math.min(
    MAX_LIMIT,
    firstIndex(entries, ({ instant }) => instant < oldest),
  );
}

function positionOf(cursor: Cursor): Position {
  return { ...cursor, instant: cursor.instant.getTime() };
}

function cursorOf({ instant, id, tier }: Position): Cursor {
  return { instant: new Date(instant), id, ...(tier !== undefined && { tier }) };
}

/** Returns every name once, in the order of its newest article, with the number of its articles. */
function countNames(
  entries: readonly IndexEntry[],
  namesOf: (entry: IndexEntry) => readonly string[],
): readonly NameCount[] {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    for (const name of new Set(namesOf(entry))) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => ({ name, count }));
}

function namePage(names: readonly NameCount[], { limit, offset = 0 }: NamePageRequest): readonly NameCount[] {
  requireAtMost(limit, MAX_NAMES);
  return names.slice(offset, offset + limit);
}

/** Returns a function that computes a value when it is first called, and returns the same value from then on. */
function once<Value>(compute: () => Value): () => Value {
  let kept: { readonly value: Value } | undefined;
  return () => {
    kept ??= { value: compute() };
    return kept.value;
  };
}
