import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/cli/open-database.ts";
import { select } from "../../src/store/d1/database.ts";

const WORKER = 'name = "lanmu"\nmain = "src/worker.ts"\ncompatibility_date = "2026-04-01"\n';
const DATABASE = '[[d1_databases]]\nbinding = "DB"\ndatabase_name = "lanmu"\n';

let folder: string;
let configuration: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanmu-worker-"));
  configuration = join(folder, "wrangler.toml");
});
afterEach(() => rm(folder, { recursive: true }));

describe("openDatabase()", () => {
  it("opens the local database of wrangler dev, which keeps what is written", async () => {
    await writeFile(configuration, WORKER + DATABASE);
    const first = await openDatabase(configuration, false);
    await first.db.batch([
      { sql: "CREATE TABLE t (a TEXT)", parameters: [] },
      { sql: "INSERT INTO t VALUES (?1)", parameters: ["kept"] },
    ]);
    await first.close();

    const second = await openDatabase(configuration, false);
    const rows = await select(second.db, "SELECT a FROM t");
    await second.close();

    expect(rows).toEqual([{ a: "kept" }]);
    expect(await readdir(join(folder, ".wrangler/state/v3"))).toContain("d1");
    // Wrangler is loaded, and starts workerd twice.
  }, 60_000);

  it.each([
    [
      "no configuration",
      undefined,
      false,
      "There is no <file> here, which names the database; run the command in the folder of the Worker",
    ],
    [
      "a configuration that cannot be parsed",
      "name = ",
      false,
      expect.stringMatching(/^<file>: cannot be read: .+$/),
    ],
    [
      "no binding DB",
      `${WORKER}${DATABASE.replace("DB", "OTHER")}`,
      false,
      "<file> binds no database as DB; take the # off the lines of [[d1_databases]] there, or add them as docs/d1.md shows",
    ],
    [
      "no id of a database of the account",
      `${WORKER}${DATABASE}database_id = "<the id that was printed>"\n`,
      true,
      '<file>: found database_id = "<the id that was printed>"; write the id that "npx wrangler d1 create" printed, which "npx wrangler d1 list" shows too',
    ],
  ])(
    "says what to do where there is %s",
    async (_, text, isRemote, message) => {
      if (text !== undefined) await writeFile(configuration, text);

      const opened = openDatabase(configuration, isRemote).catch((error: Error) =>
        error.message.replaceAll(configuration, "<file>"),
      );

      expect(await opened).toEqual(message);
    },
    60_000,
  );
});
