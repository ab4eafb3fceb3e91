import type { ArticleRecord, StoreDocument } from "../domain/store-document.ts";
import { columnNames } from "./column-names.ts";
import { programName } from "./program-name.ts";
import { Refusal } from "./refusal.ts";

/** Returns the article with this id. @throws {Refusal} when there is none */
export function findArticle(store: StoreDocument, id: string): ArticleRecord {
  const article = store.articles.find((one) => one.id === id);
  if (article) return article;
  throw new Refusal(`There is no article "${id}"; "${programName()} list" shows the ids`);
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

/** Returns the column that `named` is the slug or the title of. @throws {Refusal} when there is none, or several */
export function requireColumn(
  { columns }: Pick<StoreDocument, "columns">,
  named: string,
): StoreDocument["columns"][number] {
  const bySlug = columns.find(({ slug }) => slug === named);
  if (bySlug) return bySlug;
  const [titled, another] = columns.filter(({ title }) => title === named);
  if (titled && another) throw new Refusal(`Several columns are called "${named}"; name one by its slug`);
  if (titled) return titled;
  throw new Refusal(
    columns.length === 0
      ? `There is no column yet; add one with "${programName()} column add"`
      : `There is no column "${named}"; take one of these (${columnNames(columns)}) or add it with "${programName()} column add"`,
  );
}
