import type { NamedFeeds } from "../../domain/named-feed.ts";
import { UserError } from "../../operator/user-error.ts";
import { deriveColumn, deriveSite } from "../derive-article.ts";
import { wholeSecond } from "../json-file/modification-dates.ts";
import type { ParsedStore } from "../json-file/parse-store.ts";
import { type Database, query } from "./database.ts";
import { unreadable } from "./store-facts.ts";
import { servedFeeds } from "./store-queries.ts";

/** What a store is created with. */
interface CreateOptions {
  /** How messages name it. */
  readonly name: string;
  readonly now: Date;
}

/** Creates a store without articles in a database. @throws {UserError} if it holds one already */
export async function createStore(
  db: Database,
  {
    site,
    columns,
    feeds,
    removedFeeds,
    updated,
  }: Pick<ParsedStore, "site" | "columns" | "updated" | keyof NamedFeeds>,
  { name, now }: CreateOptions,
): Promise<void> {
  const modified = wholeSecond(now.getTime());
  const served = columns.map((column) => ({ ...deriveColumn(column), modified }));
  await requireNoStore(db, name);
  try {
    await db.batch([
      query(
        `INSERT INTO store (id, version, updated, modified, site_modified, site, columns, served_site, served_columns,
            feeds, removed_feeds)
          VALUES (1, 1, ?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
        updated.getTime(),
        modified,
        JSON.stringify(site),
        JSON.stringify(columns),
        JSON.stringify(deriveSite(site)),
        JSON.stringify(served),
        JSON.stringify(servedFeeds(feeds, { feeds: "[]" }, modified)),
        JSON.stringify(removedFeeds),
      ),
      query(
        "INSERT INTO lists (number, kind, name, count, drafts, modified, lost) VALUES (1, 'site', '', 0, 0, 0, 0)",
      ),
    ]);
  } catch (error) {
    if (error instanceof Error && error.message.includes("UNIQUE constraint failed: store.id"))
      throw holdsStore(name);
    throw error;
  }
}

/** Checks that there is no store in a database. @throws {UserError} if there is one */
export async function requireNoStore(db: Database, name: string): Promise<void> {
  const [row] = await db.batch([query("SELECT id FROM store")]).catch((error: unknown) => {
    throw unreadable(name, error);
  });
  if (row && row.length > 0) throw holdsStore(name);
}

function holdsStore(name: string): UserError {
  return new UserError(`${name}: the database holds a store already`);
}
