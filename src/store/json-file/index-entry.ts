import { type ArticleHead, lastChange, type StoredArticle } from "../../domain/article.ts";
import type { Position } from "../../domain/cursor.ts";
import { type Filed, filed } from "../../domain/filter.ts";

/** What articles are selected, ordered and counted by. Dates are milliseconds since 1970. */
export interface IndexEntry extends Filed, Position {
  /** The date of the last change. */
  readonly changed: number;
  /** Since when the build has found it as it is, where that is later than everything else. */
  readonly since?: number;
}

/** Returns the index entry of `article`. */
export function indexEntry(article: StoredArticle | ArticleHead): IndexEntry {
  return {
    id: article.id,
    ...filed(article),
    changed: lastChange(article).getTime(),
  };
}
