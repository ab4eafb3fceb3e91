import type { StoredArticle } from "./article.ts";
import { isDraft } from "./draft-date.ts";
import { sourceIdHashIn } from "./source-id-hash-in.ts";

/** A tombstone: what a store keeps of an article that was removed. */
export interface RemovedArticle {
  /** No other article ever gets it. */
  readonly id: string;
  /** The id under which readers know it from an earlier feed; no other article ever gets it. */
  readonly guid?: string;
  readonly title: string;
  /** The original page. */
  readonly url?: string;
  /** When it was, or would have been, published; absent for a draft. */
  readonly published?: Date;
  /** Set where it was removed before it was published: readers have never seen it. */
  readonly unpublished?: true;
}

/**
 * Returns what is kept of an article that is removed at the instant `now`: what readers, who have its address, are to
 * be told, and what imports recognise it by. `undefined` for an article that readers have never seen and that no
 * import would bring back, such as a draft that was written here.
 */
export function removedArticle(article: StoredArticle, now: Date): RemovedArticle | undefined {
  const { id, guid, title, url, published } = article;
  const isUnpublished = published !== undefined && published > now;
  const hasSource = guid !== undefined || url !== undefined || sourceIdHashIn(id) !== undefined;
  if (isUnpublished && !hasSource) return undefined;
  return {
    id,
    ...(guid !== undefined && { guid }),
    title,
    ...(url !== undefined && { url }),
    ...(published && !isDraft(article) && { published }),
    ...(isUnpublished && { unpublished: true }),
  };
}
