import { findingLine } from "../../src/store/invalid-store-error.ts";
import { readStore } from "../../src/store/json-file/store-file.ts";

/** Runs once before all tests: a store that would not be served is not tested either. */
export default async function refuseBrokenStore(): Promise<void> {
  const checked = await readStore("articles.json", new Date());
  if (!checked.ok)
    throw new Error(checked.findings.map((found) => findingLine("articles.json", found)).join("\n"));
}
