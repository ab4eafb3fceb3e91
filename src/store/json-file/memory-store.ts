import type { Article, ArticleHead } from "../../domain/article.ts";
import type { FormerNames } from "../../domain/former-names.ts";
import type { NamedFeeds } from "../../domain/named-feed.ts";
import type { Column, Site } from "../../domain/site.ts";
import type { SearchedText, WordSearch } from "../../domain/word-search.ts";
import type { ArticleStore, Snapshot } from "../snapshot.ts";
import type { IndexEntry } from "./index-entry.ts";
import { memorySnapshot } from "./memory-snapshot.ts";
import { type ModificationDates, wholeSecond } from "./modification-dates.ts";

/** Everything that a store holds, what is published later included. */
interface StoreContent<Entry extends IndexEntry> extends NamedFeeds {
  /** When the store was last changed. */
  readonly updated: Date;
  readonly site: Site;
  /** In the printed order. */
  readonly columns: readonly Column[];
  /** Newest first, as `comparePositions` orders them. */
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

/** Returns a store that answers from an index in memory. */
export function memoryStore<Entry extends IndexEntry>(content: StoreContent<Entry>): ArticleStore {
  const { updated, entries, ...rest } = content;
  const updatedTime = updated.getTime();
  // Without a date of publication, an article is ordered by a date that is not after that of the store.
  const embargoes = entries
    .flatMap(({ instant }) => (instant > updatedTime ? [instant] : []))
    .sort((a, b) => a - b);
  let latest: Snapshot | undefined;

  return {
    async snapshot(now) {
      const time = Math.max(now.getTime(), updatedTime);
      const ended = embargoes.filter((instant) => instant <= time).length;
      const version = `${updated.toISOString()}+${ended}`;
      if (latest?.version !== version) {
        const next = embargoes[ended];
        latest = memorySnapshot({
          ...rest,
          version,
          lastChange: new Date(embargoes[ended - 1] ?? updatedTime),
          lastModified: new Date(Math.max(rest.dates.latest, wholeSecond(embargoes[ended - 1] ?? 0))),
          nextChange: next === undefined ? undefined : new Date(next),
          entries: next === undefined ? entries : entries.filter(({ instant }) => instant < next),
        });
      }
      return latest;
    },
  };
}
