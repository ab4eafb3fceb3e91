import type { ArticleHead } from "./article.ts";
import type { MarkedText } from "./word-search.ts";

/** An article that was found, with what it was found by. */
export interface FoundArticle {
  readonly head: ArticleHead;
  readonly title: readonly MarkedText[];
  /** Its summary, or a part of its text; empty where there is neither. */
  readonly excerpt: readonly MarkedText[];
}
