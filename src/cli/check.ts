import { checkFile } from "./check-file.ts";

/** `npm run check [-- file]`: prints every problem of the store; exits 0 when there is none, else 1. */
process.exitCode = await checkFile(process.argv[2] ?? "articles.json", {
  stdout: process.stdout,
  stderr: process.stderr,
  now: new Date(),
});
