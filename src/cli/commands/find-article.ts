import { programName } from "../../operator/program-name.ts";
import { UserError } from "../../operator/user-error.ts";
import type { ArticleRecord, StoreDocument } from "../../store/json-file/store-document.ts";
import { columnNames } from "./column-names.ts";

/** Returns the article with this id. @throws {UserError} when there is none */
export function findArticle(store: StoreDocument, id: string): ArticleRecord {
  const article = store.articles.find((one) => one.id === id);
  if (article) return article;
  throw new UserError(`There is no article "${id}"; "${programName()} list" shows the ids`);
}

/** Returns `store` with the article of this id replaced. @throws {UserError} when there is none */
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

/** Returns the column that `named` is the slug or the title of. @throws {UserError} when there is none, or several */
export function requireColumn(
  { columns }: Pick<StoreDocument, "columns">,
  named: string,
): StoreDocument["columns"][number] {
  const bySlug = columns.find(({ slug }) => slug === named);
  if (bySlug) return bySlug;
  const [titled, another] = columns.filter(({ title }) => title === named);
  if (titled && another) throw new UserError(`Several columns are called "${named}"; name one by its slug`);
  if (titled) return titled;
  throw new UserError(
    columns.length === 0
      ? `There is no column yet; add one with "${programName()} column add"`
      : `There is no column "${named}"; take one of these (${columnNames(columns)}) or add it with "${programName()} column add"`,
  );
}
