import { readdir, readFile } from "node:fs/promises";
import { Miniflare } from "miniflare";
import type { Database } from "../../src/store/d1/database.ts";

/** The tables whose rows are deleted between tests; that of full text has others of its own. */
const TABLES =
  "store articles bodies keys lists filings words days months removed removed_keys redirects feeds";

/** Local D1, as `wrangler dev` has it. */
export interface LocalD1 {
  /** Returns a database with empty tables; it is the same one each time. */
  empty(): Promise<Database>;
  close(): Promise<void>;
}

/** Starts local D1 in memory, with the tables of the migrations. */
export async function startD1(): Promise<LocalD1> {
  const miniflare = new Miniflare({
    modules: true,
    script: "export default {}",
    compatibilityDate: "2026-04-01",
    d1Databases: ["DB"],
  });
  const db: Database = await miniflare.getD1Database("DB");
  for (const file of (await readdir("migrations")).sort()) {
    const sql = (await readFile(`migrations/${file}`, "utf8")).replace(/^\s*--.*$/gm, "");
    await db.batch(
      sql
        .split(";")
        .filter((statement) => statement.trim() !== "")
        .map((statement) => db.prepare(statement)),
    );
  }
  return {
    async empty() {
      await db.batch(TABLES.split(" ").map((table) => db.prepare(`DELETE FROM ${table}`)));
      return db;
    },
    close: () => miniflare.dispose(),
  };
}
