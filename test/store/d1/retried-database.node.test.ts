import { expect, it } from "vitest";
import type { Database } from "../../../src/store/d1/database.ts";
import { query } from "../../../src/store/d1/database.ts";
import { retriedDatabase } from "../../../src/store/d1/retried-database.ts";

const QUERIES = [query("SELECT 1")];

/** Returns a database that fails with each of `messages`, then answers, and how often it was asked. */
function failing(...messages: readonly string[]): { readonly db: Database; readonly asked: () => number } {
  let asked = 0;
  const batch: Database["batch"] = async () => {
    const message = messages[asked];
    asked += 1;
    if (message !== undefined) throw new Error(message);
    return [[{ one: 1 }]];
  };
  return { db: retriedDatabase({ batch }), asked: () => asked };
}

it.each([
  "D1_ERROR: Network connection lost.",
  "D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.",
  "D1_ERROR: D1 DB is overloaded. Requests queued for too long.",
  "D1_ERROR: NOSENTRY database is locked: SQLITE_BUSY",
  "D1_ERROR: Failed to parse body as JSON, got: Error: internal error; reference = 6avc5e69",
])("a batch is run again that failed with %s", async (message) => {
  const { db, asked } = failing(message, message);

  expect(await db.batch(QUERIES)).toEqual([[{ one: 1 }]]);
  expect(asked()).toBe(3);
});

it("a batch is not run again that fails by itself", async () => {
  const { db, asked } = failing("D1_ERROR: UNIQUE constraint failed: store.id");

  await expect(db.batch(QUERIES)).rejects.toThrow("UNIQUE constraint failed");
  expect(asked()).toBe(1);
});
