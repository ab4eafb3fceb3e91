import { findingLine, readStore } from "./store-file.ts";

/** `npm run check [-- file]`: prints every problem of the store, one a line; exits 0 when there is none, else 1. */
async function check(file: string): Promise<number> {
  const checked = await readStore(file, new Date());
  if (checked.ok) {
    console.log(
      `${file}: ${checked.store.columns.length} columns, ${checked.store.articles.length} articles, no problems`,
    );
    return 0;
  }
  for (const finding of checked.findings) console.error(findingLine(file, finding));
  console.error(
    `${file}: ${checked.findings.length} problem(s); nothing is served or deployed until they are mended`,
  );
  return 1;
}

process.exitCode = await check(process.argv[2] ?? "articles.json");
