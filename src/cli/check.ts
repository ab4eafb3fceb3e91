import { checkReport, readStore } from "../store/json-file/store-file.ts";

/** `npm run check [-- file]`: prints every problem of the store, one a line; exits 0 when there is none, else 1. */
async function check(file: string): Promise<number> {
  const read = await readStore(file, new Date());
  if (read.ok) console.log(checkReport(file, read));
  else console.error(checkReport(file, read));
  return read.ok ? 0 : 1;
}

process.exitCode = await check(process.argv[2] ?? "articles.json");
