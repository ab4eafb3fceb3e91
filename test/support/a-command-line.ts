import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../../src/cli/run-command.ts";
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
