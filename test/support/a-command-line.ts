import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../../src/cli/run-command.ts";
import type { WorkerContext } from "../../src/cli/terminal/command-context.ts";
import { UserError } from "../../src/operator/user-error.ts";
import type { Database } from "../../src/store/d1/database.ts";
import type { StoreDocument } from "../../src/store/json-file/store-document.ts";
import { aProcess, type TestProcess } from "./a-process.ts";

/** How a command ended, and what it wrote where. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The command line with a store of its own. */
export interface CommandLine {
  readonly folder: string;
  readonly file: string;
  /** Runs `articles` with these arguments, and `input` on standard input; in this process, not in one of its own. */
  readonly run: (args: readonly string[], input?: string | Uint8Array) => Promise<Ended>;
  /** Runs it with a process that the test has made, and may send signals to. */
  readonly runIn: (process: TestProcess, args: readonly string[]) => Promise<Ended>;
  readonly store: () => Promise<StoreDocument>;
  readonly remove: () => Promise<void>;
}

/** The command line with the store in a database. */
export interface DatabaseCommandLine {
  readonly folder: string;
  /** Runs `articles` with these arguments, and `input` on standard input. */
  readonly run: (args: readonly string[], input?: string | Uint8Array) => Promise<Ended>;
  readonly remove: () => Promise<void>;
}

/** Creates the command line of a Worker that has `db` for its local database, which may have no store yet. */
export async function aDatabaseCommandLine(db: Database): Promise<DatabaseCommandLine> {
  const folder = await mkdtemp(join(tmpdir(), "lanmu-command-"));
  const worker: WorkerContext = {
    folder,
    openDatabase: async (isRemote) => {
      if (isRemote) throw new UserError("There is no account in this test");
      return { db, close: async () => {} };
    },
  };
  return {
    folder,
    async run(args, input = "") {
      const process = aProcess({ input, worker });
      const code = await runCommand(["--store", "d1", ...args], process);
      return { code, out: process.out(), err: process.err() };
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

/** Creates the command line with `document` for its store. */
export async function aCommandLine(document: StoreDocument): Promise<CommandLine> {
  const folder = await mkdtemp(join(tmpdir(), "lanmu-command-"));
  const file = join(folder, "articles.json");
  await writeFile(file, `${JSON.stringify(document, null, 2)}\n`);
  async function runIn(process: TestProcess, args: readonly string[]): Promise<Ended> {
    const code = await runCommand(["--store", file, ...args], process);
    return { code, out: process.out(), err: process.err() };
  }
  return {
    folder,
    file,
    run: (args, input = "") => runIn(aProcess({ input }), args),
    runIn,
    store: async () => JSON.parse(await readFile(file, "utf8")),
    remove: () => rm(folder, { recursive: true }),
  };
}
