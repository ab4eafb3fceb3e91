import { readdir, readFile } from "node:fs/promises";
import { Miniflare } from "miniflare";
import { type Database, type Query, select } from "../../src/store/d1/database.ts";

/** The tables whose rows are deleted between tests; that of full text has others of its own. */
export const TABLES =
  "store articles bodies keys lists filings words days months removed removed_keys redirects".split(" ");

/** Runs the queries in a request: faster than the proxies of Miniflare, which ask for each statement by itself. */
const SCRIPT = `export default {
  async fetch(request, { DB }) {
    const queries = await request.json();
    const statements = queries.map(({ sql, parameters }) => DB.prepare(sql).bind(...parameters));
    try {
      return Response.json(await DB.batch(statements));
    } catch (error) {
      return Response.json({ error: error.message });
    }
  },
}`;

/** What a query cost. */
interface Cost {
  readonly sql: string;
  readonly rowsRead: number;
  readonly rowsWritten: number;
}

/** Local D1, as `wrangler dev` has it. */
export interface LocalD1 {
  readonly db: Database;
  /** The same database as a Worker has it, which is slower here. */
  readonly binding: D1Database;
  /** What each query has cost since the tables were emptied, batch by batch. */
  readonly costs: Cost[][];
  /** Deletes all rows. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

interface Answer {
  readonly results: readonly unknown[];
  readonly meta: { readonly rows_read: number; readonly rows_written: number };
}

/** Returns the statements of all migrations. */
export async function migrationStatements(): Promise<readonly string[]> {
  const files = (await readdir("migrations")).sort();
  const texts = await Promise.all(files.map((file) => readFile(`migrations/${file}`, "utf8")));
  return texts
    .flatMap((text) => text.replace(/^\s*--.*$/gm, "").split(";"))
    .filter((statement) => statement.trim() !== "");
}

/** Starts local D1 with the tables of the migrations, in memory or in a folder, where it may have been before. */
export async function startD1(folder?: string): Promise<LocalD1> {
  const miniflare = new Miniflare({
    modules: true,
    script: SCRIPT,
    compatibilityDate: "2026-04-01",
    d1Databases: ["DB"],
    ...(folder !== undefined && { d1Persist: folder }),
  });
  const costs: Cost[][] = [];
  const db: Database = {
    async batch(queries: readonly Query[]) {
      const response = await miniflare.dispatchFetch("http://d1.invalid/", {
        method: "POST",
        body: JSON.stringify(queries),
      });
      const answer = (await response.json()) as readonly Answer[] | { readonly error: string };
      if ("error" in answer) throw new Error(answer.error);
      costs.push(
        answer.map(({ meta }, index) => ({
          sql: queries[index]?.sql ?? "",
          rowsRead: meta.rows_read,
          rowsWritten: meta.rows_written,
        })),
      );
      return answer.map(({ results }) => results);
    },
  };
  const run = (statements: readonly string[]) => db.batch(statements.map((sql) => ({ sql, parameters: [] })));
  const tables = await select(db, "SELECT name FROM sqlite_master WHERE name = 'store'");
  if (tables.length === 0) await run(await migrationStatements());
  costs.length = 0;
  return {
    db,
    binding: await miniflare.getD1Database("DB"),
    costs,
    async empty() {
      await run(TABLES.map((table) => `DELETE FROM ${table}`));
      costs.length = 0;
    },
    close: () => miniflare.dispose(),
  };
}
