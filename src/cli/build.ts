import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { writeWhole } from "../operator/write-file.ts";
import { bundleStore } from "../store/json-file/bundle.ts";
import { parseStore } from "../store/json-file/parse-store.ts";
import { checkReport, readStore } from "../store/json-file/store-file.ts";

/** The folder of what the Worker serves from; `src/worker.ts` imports its files. */
const FOLDER = "build";

/**
 * `npm run build`: checks the store, and writes what the Worker serves from. Prints every problem, one a line,
 * and writes nothing where there is one; exits 0 when there is none, else 1.
 */
async function build(file: string): Promise<number> {
  const read = await readStore(file, new Date());
  if (!read.ok) {
    console.error(checkReport(file, read));
    return 1;
  }
  const { index, articles } = bundleStore(parseStore(read.store));
  await mkdir(FOLDER, { recursive: true });
  await writeWhole(join(FOLDER, "store.index"), index);
  await writeWhole(join(FOLDER, "store.articles"), articles);
  console.log(checkReport(file, read));
  return 0;
}

process.exitCode = await build("articles.json");
