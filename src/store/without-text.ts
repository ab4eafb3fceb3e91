import type { StoredArticle } from "../domain/article.ts";

/** An article as it was written, but for its text, which most of its bytes are. */
export interface ArticleWithoutText extends Omit<StoredArticle, "content"> {
  readonly hasText: boolean;
}

/** Returns `article` without its text. */
export function withoutText({ content, ...article }: StoredArticle): ArticleWithoutText {
  return { ...article, hasText: content !== undefined };
}
