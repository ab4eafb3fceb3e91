import { WORD_SEARCH } from "../../src/store/character-variants.ts";
import { d1Store } from "../../src/store/d1/d1-store.ts";
import type { Database, Query } from "../../src/store/d1/database.ts";
import type { ReadableDatabase } from "../../src/store/d1/read-connection.ts";
import { parseStore } from "../../src/store/json-file/parse-store.ts";
import type { StoreDocument } from "../../src/store/json-file/store-document.ts";
import type { ArticleStore } from "../../src/store/snapshot.ts";
import type { LocalD1 } from "./a-database.ts";
import { fillStore } from "./fill-store.ts";

/** Returns a database that is read without sessions, by `batch`. */
export function aReadableDatabase(batch: Database["batch"]): ReadableDatabase {
  return { openSession: () => ({ batch, bookmark: () => null }) };
}

/** What {@linkcode aD1Store} last filled a database with. */
const filled = new WeakMap<LocalD1, string>();

/** Returns the store that a Worker has of the database, which has `document` alone; it is filled where it has not. */
export async function aD1Store(d1: LocalD1, document: StoreDocument): Promise<ArticleStore> {
  const text = JSON.stringify(document);
  if (filled.get(d1) !== text) await fillD1(d1, document);
  filled.set(d1, text);
  return d1Store(aReadableDatabase(d1.db.batch), { search: WORD_SEARCH, servedSince: new Date(0) });
}

/** Fills the database with `document` alone. */
export async function fillD1(d1: LocalD1, document: StoreDocument): Promise<void> {
  const store = parseStore(document);
  filled.delete(d1);
  await d1.empty();
  await fillStore(d1.db, store, { name: "d1", search: WORD_SEARCH, now: store.updated });
  d1.costs.length = 0;
}

/** What EXPLAIN QUERY PLAN says of a query, step by step. */
export async function planOf(d1: LocalD1, { sql, parameters }: Query): Promise<readonly string[]> {
  const [rows] = await d1.db.batch([{ sql: `EXPLAIN QUERY PLAN ${sql}`, parameters }]);
  return (rows ?? []).map((row) => (row as { readonly detail: string }).detail);
}
