import { createHash } from "node:crypto";
import { type StoredArticle, sortInstant } from "../domain/article.ts";
import { articleRecord } from "../domain/article-record.ts";
import type { ArticleDigest } from "./store-contents.ts";

/** Returns what is known of `article` without its text. */
export function articleFacts(article: StoredArticle): ArticleDigest {
  return {
    id: article.id,
    digest: articleDigest(article),
    instant: sortInstant(article).getTime(),
  };
}

/** Returns a hash of everything that was written of an article. */
export function articleDigest(article: StoredArticle): string {
  return createHash("sha256")
    .update(JSON.stringify(articleRecord(article, "UTC")))
    .digest("base64url")
    .slice(0, 16);
}
