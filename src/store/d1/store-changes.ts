import type { StoredArticle } from "../../domain/article.ts";
import type { NamedFeeds } from "../../domain/named-feed.ts";
import type { RemovedArticle } from "../../domain/removed-article.ts";
import type { Committed, StoredArticles } from "../article-writer.ts";
import type { SavedArticle } from "./d1-articles.ts";

/** The facts of a store when a transaction begins. */
export type StoreFacts = Pick<
  StoredArticles,
  "site" | "columns" | "redirects" | "former" | "updated" | keyof NamedFeeds
>;

/** What becomes of one article. */
export interface ArticleChange {
  readonly before?: SavedArticle | undefined;
  /** Absent where it is removed. */
  readonly after?: StoredArticle | undefined;
}

/** What a transaction makes of a store. What it does not change is as in its facts. */
export interface StoreChanges extends Pick<StoreFacts, "site" | "columns" | "redirects" | keyof NamedFeeds> {
  readonly isChanged: boolean;
  /** Those that were there, then the added ones in their order. */
  readonly articles: readonly ArticleChange[];
  readonly ids: Committed<unknown>["articles"];
  /** The ids of articles that are not removed ones any more. */
  readonly restored: readonly string[];
  /** What is kept of the articles that are removed. */
  readonly removed: readonly RemovedArticle[];
}
