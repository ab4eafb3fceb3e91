import type { NamedFeeds } from "../../domain/named-feed.ts";
import type { WordSearch } from "../../domain/word-search.ts";
import { UserError } from "../../operator/user-error.ts";
import { deriveColumn, deriveSite } from "../derive-article.ts";
import { wholeSecond } from "../json-file/modification-dates.ts";
import type { ParsedStore } from "../json-file/parse-store.ts";
import { readFacts, runBatch } from "./d1-writer.ts";
import { type Database, query } from "./database.ts";
import type { StoreChanges } from "./store-changes.ts";
import { servedFeeds } from "./store-queries.ts";
import { writeChanges } from "./write-changes.ts";

/** What an empty database is filled with. */
interface FillOptions {
  /** How messages name the store. */
  readonly name: string;
  readonly search: WordSearch;
  readonly now: Date;
}

/** How many articles are written at once. */
const GROUP_SIZE = 200;

/** Creates a store without articles in an empty database. */
export async function createStore(
  db: Database,
  {
    site,
    columns,
    feeds,
    removedFeeds,
    updated,
  }: Pick<ParsedStore, "site" | "columns" | "updated" | keyof NamedFeeds>,
  { name, now }: Pick<FillOptions, "name" | "now">,
): Promise<void> {
  const modified = wholeSecond(now.getTime());
  const served = columns.map((column) => ({ ...deriveColumn(column), modified }));
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
      throw new UserError(`${name}: the database holds a store already`);
    throw error;
  }
}

/** Fills an empty database with what another store holds, which has passed its check. */
export async function fillStore(db: Database, store: ParsedStore, options: FillOptions): Promise<void> {
  await createStore(db, store, options);
  const { articles, former, removed, redirects, updated } = store;
  const write = async (changes: Partial<StoreChanges>, ended: readonly ["author" | "tag", string][] = []) => {
    const { row, facts } = await readFacts(db, options.name);
    const all = {
      ...facts,
      isChanged: true,
      articles: [],
      ids: NO_IDS,
      restored: [],
      removed: [],
      ...changes,
    };
    const names = { ended: ended.map(([kind, name]) => ({ kind, name })), returned: [] };
    await runBatch(
      db,
      await writeChanges(db, all, { ...options, store: row, facts, former: names, updated }),
    );
  };
  for (let start = 0; start < articles.length; start += GROUP_SIZE)
    await write({ articles: articles.slice(start, start + GROUP_SIZE).map((after) => ({ after })) });
  await write({ redirects, removed }, [
    ...former.authors.map((name) => ["author", name] as ["author", string]),
    ...former.tags.map((name) => ["tag", name] as ["tag", string]),
  ]);
}

const NO_IDS: StoreChanges["ids"] = { added: [], updated: [], removed: [] };
