import type { Article } from "../domain/article.ts";
import { excerptAround } from "../domain/excerpt-around.ts";
import type { FoundArticle } from "../domain/found-article.ts";
import type { MarkedText } from "../domain/word-search.ts";
import type { Words } from "../domain/words.ts";
import type { Snapshot } from "../store/snapshot.ts";

/**
 * Returns `articles` with what `words` match in their titles, and in their summaries or, where these do not match, in the
 * part of their texts that does.
 */
export function foundArticles(
  articles: readonly Article[],
  words: Words,
  snapshot: Pick<Snapshot, "mark">,
): readonly FoundArticle[] {
  const mark = (text: string) => snapshot.mark(text, words);
  return articles.map((head) => {
    const excerpt = mark(head.summary ?? head.excerpt ?? "");
    const ofText = hasMatch(excerpt) ? undefined : excerptAround(head.body?.text ?? "", mark);
    return { head, title: mark(head.title), excerpt: ofText ?? excerpt };
  });
}

function hasMatch(parts: readonly MarkedText[]): boolean {
  return parts.some(({ isMatch }) => isMatch);
}
