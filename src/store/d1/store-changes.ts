import type { StoredArticle } from "../../domain/article.ts";
import type { NamedFeeds } from "../../domain/named-feed.ts";
import type { RemovedArticle } from "../../domain/removed-article.ts";
import type { StoreFacts } from "../store-contents.ts";
import type { SavedArticle } from "./d1-articles.ts";

/** What becomes of one article. */
export interface ArticleChange {
  readonly before?: SavedArticle | undefined;
  /** Absent where it is removed. */
  readonly after?: StoredArticle | undefined;
  /** Its new position in the order in which articles were added; without it, the one that it has, or the last. */
  readonly seq?: number | undefined;
}

/** What a store is changed to. What does not change is as in its facts. */
export interface StoreChanges extends Pick<StoreFacts, "site" | "columns" | "redirects" | keyof NamedFeeds> {
  /** Those that were there, then the added ones in their order. */
  readonly articles: readonly ArticleChange[];
  /** The ids of articles that are not removed ones any more. */
  readonly restored: readonly string[];
  /** What is kept of the articles that are removed. */
  readonly removed: readonly RemovedArticle[];
}

/** Returns what changes nothing of a store with these `facts`. */
export function noChanges({ site, columns, feeds, removedFeeds, redirects }: StoreFacts): StoreChanges {
  return { site, columns, feeds, removedFeeds, redirects, articles: [], restored: [], removed: [] };
}
