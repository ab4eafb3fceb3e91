import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { StoreDocument } from "../../src/store/json-file/store-document.ts";

/** How a command has ended, and what it wrote where. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command line with a store of its own. */
export interface CommandLine {
  readonly folder: string;
  readonly file: string;
  /** Runs `articles` with these arguments, and `input` on standard input. */
  readonly run: (args: readonly string[], input?: string | Uint8Array) => Promise<Ended>;
  readonly store: () => Promise<StoreDocument>;
  readonly remove: () => Promise<void>;
}

/** Returns the command line with `document` for its store. */
export async function aCommandLine(document: StoreDocument): Promise<CommandLine> {
  const folder = await mkdtemp(join(tmpdir(), "lanmu-command-"));
  const file = join(folder, "articles.json");
  await writeFile(file, `${JSON.stringify(document, null, 2)}\n`);
  // The program calls itself as it was called: by its own name, however the tests are.
  const { NODE_OPTIONS: _, npm_lifecycle_event: __, ...inherited } = process.env;
  return {
    folder,
    file,
    async run(args, input = "") {
      const child = spawn(
        process.execPath,
        ["--import", "tsx", "src/cli/main.ts", "--store", file, ...args],
        {
          env: { ...inherited, NO_COLOR: "1", PUBLIC_ORIGIN: "" },
        },
      );
      child.stdin.on("error", () => {}).end(input);
      const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
      const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
      return { code: await ended, out, err };
    },
    store: async () => JSON.parse(await readFile(file, "utf8")),
    remove: () => rm(folder, { recursive: true }),
  };
}
