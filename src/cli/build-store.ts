import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { writeWhole } from "../operator/write-file.ts";
import { bundleStore } from "../store/json-file/bundle.ts";
import { parseStore } from "../store/json-file/parse-store.ts";
import { checkReport, readStore } from "../store/json-file/store-file.ts";
import type { CheckOptions } from "./check-file.ts";

/** The folder of what the Worker serves from; `src/worker.ts` imports its files. */
export const BUILD_FOLDER = "build";

/**
 * Checks the store in `file`, and writes what the Worker serves from into `folder`. Prints every problem, one on
 * each line, and writes nothing where there is one; resolves with the exit code: 0 for none, else 1.
 */
export async function buildStore(
  file: string,
  folder: string,
  { stdout, stderr, now }: CheckOptions,
): Promise<0 | 1> {
  const read = await readStore(file, now);
  if (!read.ok) {
    stderr.write(`${checkReport(file, read)}\n`);
    return 1;
  }
  const { index, articles } = bundleStore(parseStore(read.store));
  await mkdir(folder, { recursive: true });
  await writeWhole(join(folder, "store.index"), index);
  await writeWhole(join(folder, "store.articles"), articles);
  stdout.write(`${checkReport(file, read)}\n`);
  return 0;
}
