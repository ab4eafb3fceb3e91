import type { Article, ArticleHead } from "../../domain/article.ts";
import { type Cursor, comparePositions, type Position } from "../../domain/cursor.ts";
import { allWords, type Filter, isOfLists, matchesFilter } from "../../domain/filter.ts";
import type { AbsentName, FormerNames } from "../../domain/former-names.ts";
import { addressKey } from "../../domain/redirect-rule.ts";
import type { SearchedText, WordSearch } from "../../domain/word-search.ts";
import {
  type HeadPage,
  MAX_COUNT,
  MAX_FOUND,
  MAX_LIMIT,
  MAX_NAMES,
  type NameCount,
  type PageRequest,
  type Snapshot,
} from "../snapshot.ts";
import { firstAfter, firstFrom } from "./entry-positions.ts";
import type { IndexEntry } from "./index-entry.ts";
import { lastLoss, type ModificationDates, wholeSecond } from "./modification-dates.ts";
import { newNames } from "./name-order.ts";
import { rangeOf, requireAtMost } from "./page-range.ts";
import { memorySitemap, memorySitemapPart } from "./sitemap-pages.ts";
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

  /** Returns when a representation of `parts`, which match `filter`, last changed. */
  function lastModifiedOf(filter: Filter, parts: readonly Entry[]): Date {
    const { base, columns, losses } = dates;
    let latest = Math.max(base, lastLoss(losses, filter));
    for (const slug of [...(filter.columns ?? []), ...(filter.notColumns ?? [])])
      latest = Math.max(latest, columns.get(slug) ?? 0);
    for (const { instant, column, since = 0 } of parts)
      latest = Math.max(latest, since, wholeSecond(instant), columns.get(column) ?? 0);
    return new Date(latest);
  }

  function listPage<Head extends ArticleHead>(
    filter: Filter,
    request: PageRequest,
    load: (entry: Entry) => Head,
  ): HeadPage<Head> {
    const all = request.order === "relevance" ? byRelevance(filter) : matching(filter);
    const { from, to, isSecond } = rangeOf(all, request);
    const found = all.slice(from, to);
    const [first, last, before] = [found[0], found.at(-1), all[from - 1]];
    // An edit can take an article out of those that match words, of which nothing is left to see in them.
    const shown = allWords(filter) ? filed(filter) : all.slice(from, to + 1);
    return {
      heads: found.map(load),
      ...(last && to < all.length && { next: cursorOf(last) }),
      ...(first && from > 0 && { previous: cursorOf(first) }),
      ...(first && before && (request.number ?? 1) > 1 && { after: cursorOf(before) }),
      isSecond,
      // The one that follows these shows that older ones do.
      lastModified: lastModifiedOf(filter, shown),
    };
  }

  /** Returns the entries that match `filter`, which has words, the best matches first. */
  function byRelevance(filter: Filter): readonly Entry[] {
    const words = allWords(filter);
    if (!words) return matching(filter);
    const ranked = matching(filter).map((entry) => ({ ...entry, tier: tierOf(entry, words) ?? 2 }));
    return ranked.sort(comparePositions);
  }

  return {
    ...facts,

    async list(filter, page) {
      return listPage(filter, page, loadHead);
    },

    async listWhole(filter, page) {
      return listPage(filter, page, loadArticle);
    },

    async article(id) {
      const entry = byId().get(id);
      return entry && loadArticle(entry);
    },

    async isRemoved(id) {
      return removed.has(id);
    },

    async lastModifiedOf(filter) {
      return lastModifiedOf(filter, filed(filter));
    },

    async articleLastModified(id) {
      const entry = byId().get(id);
      return entry ? lastModifiedOf({ columns: [entry.column] }, [entry]) : facts.lastModified;
    },

    feedLastModified(slug) {
      return new Date(Math.max(dates.base, dates.feeds.get(slug) ?? 0));
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
        const maximum = allWords(filter) ? MAX_FOUND : MAX_COUNT;
        const isMore = !isOfLists(filter) && found.length > maximum;
        return {
          count: isMore ? maximum : found.length,
          ...(isMore && { isMore }),
          newest: found.slice(0, newest).map(loadHead),
          ...(first && { newestInstant: new Date(first.instant) }),
        };
      });
    },

    mark: search.mark,

    async prevNext(id) {
      const entry = byId().get(id);
      if (!entry) return {};
      const column = matching({ columns: [entry.column] });
      return {
        newer: head(column[firstFrom(column, entry) - 1]),
        older: head(column[firstAfter(column, entry)]),
      };
    },

    async authors(limit) {
      requireAtMost(limit, MAX_NAMES);
      return authors().slice(0, limit);
    },

    async tags(limit) {
      requireAtMost(limit, MAX_NAMES);
      return tags().slice(0, limit);
    },

    async sitemap() {
      return memorySitemap(entries, facts);
    },

    async sitemapPart(name) {
      return memorySitemapPart(name, entries, facts);
    },

    async redirectTarget(address) {
      return redirects.size === 0 ? undefined : redirects.get(addressKey(address));
    },
  };
}

function cursorOf({ instant, id, tier }: Position): Cursor {
  return { instant: new Date(instant), id, ...(tier !== undefined && { tier }) };
}

/** Returns every name once, in the order of its newest article, then of names, with the number of its articles. */
function countNames(
  entries: readonly IndexEntry[],
  namesOf: (entry: IndexEntry) => readonly string[],
): readonly NameCount[] {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const names = namesOf(entry);
    for (const name of newNames(names, counts)) counts.set(name, 0);
    for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => ({ name, count }));
}

/** Returns a function that computes a value when it is first called, and returns the same value from then on. */
function once<Value>(compute: () => Value): () => Value {
  let kept: { readonly value: Value } | undefined;
  return () => {
    kept ??= { value: compute() };
    return kept.value;
  };
}
