import { createHash } from "node:crypto";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeWhole } from "../operator/write-file.ts";
import { characterVariants, WORD_SEARCH } from "../store/character-variants.ts";
import { type BuildHistory, HISTORY_FORMAT } from "../store/json-file/build-history.ts";
import { bundleStore } from "../store/json-file/bundle.ts";
import { parseStore } from "../store/json-file/parse-store.ts";
import { checkReport, readStore } from "../store/json-file/store-file.ts";
import { bundledWorkerSize } from "../store/json-file/worker-size.ts";
import { type CheckOptions, printChecked } from "./check-file.ts";

/** What a build is made with. */
interface BuildOptions extends CheckOptions {
  /** The origin that the Worker is given as PUBLIC_ORIGIN. */
  readonly origin?: string;
}

/** The folder of what the Worker serves from; `src/worker.ts` imports its files. */
export const BUILD_FOLDER = "build";

/**
 * Checks the store in `file`, and writes what the Worker serves from into `folder`. Prints every problem, one on
 * each line, and writes nothing where there is one; resolves with the exit code: 0 for none, else 1.
 */
export async function buildStore(
  file: string,
  folder: string,
  { stdout, stderr, now, origin = "" }: BuildOptions,
): Promise<0 | 1> {
  const read = await readStore(file, now);
  if (!read.ok) {
    stderr.write(`${checkReport(file, read)}\n`);
    return 1;
  }
  const historyFile = join(folder, "history.json");
  const { history, ...bundle } = bundleStore(parseStore(read.store), {
    now,
    code: await codeVersion(),
    origin,
    search: WORD_SEARCH,
    previous: await readHistory(historyFile),
  });
  await mkdir(folder, { recursive: true });
  await writeWhole(join(folder, "store.index"), bundle.index);
  await writeWhole(join(folder, "store.articles"), bundle.articles);
  await writeWhole(join(folder, "character-variants"), characterVariants());
  await writeWhole(historyFile, JSON.stringify(history));
  printChecked(file, read, bundledWorkerSize(bundle), { stdout, stderr });
  return 0;
}

/** What the Worker is made of besides the store, in the folder in which it is built. */
const CODE = ["src", "package-lock.json", "wrangler.toml"];

/** Returns a hash of the code of the Worker, so that a change of it is known from one build to the next. */
async function codeVersion(): Promise<string> {
  const hash = createHash("sha256");
  for (const name of CODE) {
    const files = await readdir(name, { recursive: true, withFileTypes: true }).catch(() => undefined);
    const paths = files
      ? files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name))
      : [name];
    for (const path of paths.sort()) {
      const bytes = await readFile(path).catch(() => new Uint8Array());
      hash.update(`${path} ${bytes.length} `).update(bytes);
    }
  }
  return hash.digest("base64url");
}

/** Reads the history that the last build wrote; returns `undefined` if there is none, or it cannot be read. */
async function readHistory(file: string): Promise<BuildHistory | undefined> {
  try {
    const history: { readonly format?: unknown } = JSON.parse(await readFile(file, "utf8"));
    // Only the build step writes the file, and atomically, so the rest needs no check.
    return history.format === HISTORY_FORMAT ? (history as BuildHistory) : undefined;
  } catch {
    return undefined;
  }
}
