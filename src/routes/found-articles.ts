import type { ArticleHead } from "../domain/article.ts";
import { excerptAround } from "../domain/excerpt-around.ts";
import type { FoundArticle } from "../domain/found-article.ts";
import type { MarkedText } from "../domain/word-search.ts";
import type { Words } from "../domain/words.ts";
import type { Snapshot } from "../store/snapshot.ts";

/**
 * Returns `heads` with what `words` match in their titles, and in their summaries or, where these do not match, in the
 * part of their texts that does. Asks the store once, for the articles whose texts are needed, or not at all.
 */
export async function foundArticles(
  heads: readonly ArticleHead[],
  words: Words,
  snapshot: Snapshot,
  { readsTexts = true } = {},
): Promise<readonly FoundArticle[]> {
  const mark = (text: string) => snapshot.mark(text, words);
  const marked = heads.map((head) => ({
    head,
    title: mark(head.title),
    excerpt: mark(head.summary ?? head.excerpt ?? ""),
  }));
  const others = marked.filter(({ head, excerpt }) => readsTexts && head.hasBody && !hasMatch(excerpt));
  const ids = others.map(({ head }) => head.id);
  const articles = ids.length === 0 ? [] : await snapshot.articles(ids);
  const texts = new Map(articles.map(({ id, body }) => [id, body?.text ?? ""]));
  return marked.map((found) => ({
    ...found,
    excerpt: excerptAround(texts.get(found.head.id) ?? "", mark) ?? found.excerpt,
  }));
}

function hasMatch(parts: readonly MarkedText[]): boolean {
  return parts.some(({ isMatch }) => isMatch);
}
