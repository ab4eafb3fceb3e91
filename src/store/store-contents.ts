import { isDeepStrictEqual } from "node:util";
import type { StoredArticle } from "../domain/article.ts";
import type { NamedFeeds } from "../domain/named-feed.ts";
import type { RemovedArticle } from "../domain/removed-article.ts";
import type { StoredArticles } from "./article-writer.ts";

/** The port of copies: everything in a store, and how to make it what another store is. */
export interface CopyableStore {
  /** How messages name it. */
  readonly name: string;
  /**
   * Runs `work` on everything that is in the store, which has passed its check.
   *
   * @throws {UserError} where there is no store, or it cannot be read
   * @throws {InvalidStoreError} where it does not pass its check
   */
  read<Result>(work: (contents: StoreContents) => Promise<Result>): Promise<Result>;
  /**
   * Makes the store exactly what `contents` are; where there is none yet, makes one. What is the same already is not
   * written. Where it is ended before all is written, the next run goes on.
   *
   * @throws {UserError} where others write the store meanwhile, or it cannot be written
   */
  replace(contents: StoreContents, options: ReplaceOptions): Promise<StoreDifferences>;
}

/** What a store holds besides its articles, and what is kept of removed ones, in the order of their removal. */
export interface StoreFacts
  extends Pick<StoredArticles, "site" | "columns" | "redirects" | "former" | "updated" | keyof NamedFeeds> {}

/** Everything that is in a store. */
export interface StoreContents extends StoreFacts {
  readonly removed: readonly RemovedArticle[];
  /** Of all articles, in the order in which they were added. */
  readonly digests: readonly ArticleDigest[];
  /** Reads the articles with these ids, in the order of the ids. */
  articles(ids: readonly string[]): Promise<readonly StoredArticle[]>;
  /** @throws {UserError} if the store has been changed since it was first read */
  requireUnchanged(): Promise<void>;
}

/** What is known of an article without its text. */
export interface ArticleDigest {
  readonly id: string;
  /** Two articles with one digest are the same. */
  readonly digest: string;
  /** By which it is ordered, in milliseconds since 1970. */
  readonly instant: number;
}

/** How a store is replaced. */
export interface ReplaceOptions {
  readonly now: Date;
  /** Only returns what would change. */
  readonly dryRun?: boolean;
  /** Is called with the number of articles that will be written, then with how many have been, again and again. */
  readonly onProgress?: (progress: { readonly expected: number } | { readonly done: number }) => void;
}

/** In what one store differs from another. */
export interface StoreDifferences {
  /** Whether there was none yet. */
  readonly isNew: boolean;
  /** The ids of articles that only the other one has, that are not the same, and that only this one has. */
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Whether the articles that both have are in another order. */
  readonly isReordered: boolean;
  /** What else is not the same. */
  readonly facts: readonly FactName[];
}

/** What a store holds besides articles. */
const FACT_NAMES = [
  "site",
  "columns",
  "feeds",
  "removedFeeds",
  "redirects",
  "former",
  "removed",
  "updated",
] as const satisfies readonly (keyof StoreContents)[];

type FactName = (typeof FACT_NAMES)[number];

/** Returns in what a store differs from `contents`; without `before`, there is none yet. */
export function compareStores(
  before: Pick<StoreContents, FactName | "digests"> | undefined,
  contents: Pick<StoreContents, FactName | "digests">,
): StoreDifferences {
  const digests = new Map((before?.digests ?? []).map(({ id, digest }) => [id, digest]));
  const present = new Set(contents.digests.map(({ id }) => id));
  const kept = contents.digests.filter(({ id }) => digests.has(id));
  const keptBefore = [...digests.keys()].filter((id) => present.has(id));
  return {
    isNew: before === undefined,
    added: contents.digests.flatMap(({ id }) => (digests.has(id) ? [] : [id])),
    changed: kept.flatMap(({ id, digest }) => (digests.get(id) === digest ? [] : [id])),
    removed: [...digests.keys()].filter((id) => !present.has(id)),
    isReordered: kept.some(({ id }, index) => keptBefore[index] !== id),
    facts: FACT_NAMES.filter((name) => !before || !isDeepStrictEqual(before[name], contents[name])),
  };
}

/** Tells whether there are no differences. */
export function isSame({ isNew, added, changed, removed, isReordered, facts }: StoreDifferences): boolean {
  return !isNew && added.length + changed.length + removed.length + facts.length === 0 && !isReordered;
}
