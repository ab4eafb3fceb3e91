import type { ArticleHead } from "../../domain/article.ts";
import { type Database, select } from "./database.ts";
import { type HeadRow, parseHead } from "./rows.ts";

/** Reads the heads of the drafts of a store, which no snapshot has, in the order of articles. */
export async function readDrafts(db: Database): Promise<readonly ArticleHead[]> {
  const rows = await select<HeadRow>(
    db,
    "SELECT id, head FROM articles WHERE place IS NULL ORDER BY instant DESC, id",
  );
  return rows.map(parseHead);
}
