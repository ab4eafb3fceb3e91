import type { ArticleRecord, StoreDocument } from "../domain/store-document.ts";
import { Refusal } from "./refusal.ts";

/** Returns the article with this id. @throws {Refusal} when there is none */
export function findArticle(store: StoreDocument, id: string): ArticleRecord {
  const article = store.articles.find((one) => one.id === id);
  if (article) return article;
  throw new Refusal(`There is no article "${id}"; "articles list" shows the ids`);
}

/** Returns `store` with the article of this id replaced. @throws {Refusal} when there is none */
export function withArticle(
  store: StoreDocument,
  id: string,
  change: (article: ArticleRecord) => ArticleRecord,
): StoreDocument {
  const old = findArticle(store, id);
  const changed = change(old);
  if (changed === old) return store;
  return { ...store, articles: store.articles.map((article) => (article === old ? changed : article)) };
}

/** Throws unless `store` has a column with this slug. @throws {Refusal} */
export function requireColumn(store: StoreDocument, slug: string): void {
  if (store.columns.some((column) => column.slug === slug)) return;
  const known = store.columns.map((column) => column.slug).join(", ") || "none yet";
  throw new Refusal(
    `There is no column "${slug}"; take one of these (${known}) or add it with "articles column add"`,
  );
}
