import type { RemovedArticle } from "../../domain/removed-article.ts";
import { UserError } from "../../operator/user-error.ts";
import type { ArticleDigest, StoreContents } from "../store-contents.ts";
import { d1Articles } from "./d1-articles.ts";
import type { Database } from "./database.ts";
import { selectPages } from "./select-pages.ts";
import { readFacts } from "./store-facts.ts";

/** How many digests are read at once. */
const PAGE_SIZE = 10_000;

/** What is known of an article in a database without its text. */
interface IndexedArticle extends ArticleDigest {
  readonly seq: number;
}

/** Reads everything that is in the store in `db`. @throws {UserError} if there is none */
export async function d1Contents(db: Database, name: string): Promise<StoreContents> {
  const { row, facts } = await readFacts(db, name);
  const saved = d1Articles(db, facts.site.timeZone);
  return {
    ...facts,
    removed: await readRemoved(db),
    digests: await readIndex(db),
    async articles(ids) {
      const found = new Map((await saved.withIds(ids)).map(({ article }) => [article.id, article]));
      return ids.flatMap((id) => found.get(id) ?? []);
    },
    async requireUnchanged() {
      if ((await readFacts(db, name)).row.version !== row.version)
        throw new UserError(`${name}: another command changed it while it was read; run the command again`);
    },
  };
}

/** Reads what is kept of removed articles, in the order of their removal. */
export async function readRemoved(db: Database): Promise<readonly RemovedArticle[]> {
  const removed: RemovedArticle[] = [];
  for await (const article of d1Articles(db, "UTC").allRemoved()) removed.push(article);
  return removed;
}

/** Reads what is known of all articles, in the order in which they were added. */
export async function readIndex(db: Database): Promise<readonly IndexedArticle[]> {
  const sql = `SELECT seq, id, digest, instant FROM articles WHERE seq > ?1 ORDER BY seq LIMIT ${PAGE_SIZE}`;
  const index: IndexedArticle[] = [];
  for await (const row of selectPages<IndexedArticle>(db, { sql, size: PAGE_SIZE, keyOf: ({ seq }) => seq }))
    index.push(row);
  return index;
}
