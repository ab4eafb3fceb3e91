import { type StoredArticle, sortInstant } from "../domain/article.ts";

/**
 * Returns `article` with its place in the order of articles, where no date of publication decides it: the place that it
 * had as `before`, or that of its `updated`, which is when it came into the store or, earlier, what its source says.
 */
export function withPlace(article: StoredArticle, before: StoredArticle | undefined): StoredArticle {
  const { published, added, updated } = article;
  if (published !== undefined || added !== undefined) return article;
  const instant = sortInstant(before ?? article);
  return { ...article, added: instant < updated ? instant : updated };
}

/** Returns `article` with the date of its publication, where it was published after its last edit. */
export function withPublication(article: StoredArticle, now: Date): StoredArticle {
  const { published, updated } = article;
  if (published === undefined || published > now || updated >= published) return article;
  return { ...article, updated: published };
}
