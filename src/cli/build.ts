import { BUILD_FOLDER, buildStore } from "./build-store.ts";

/** `npm run build`: checks the store, and writes what the Worker serves from. */
process.exitCode = await buildStore("articles.json", BUILD_FOLDER, {
  stdout: process.stdout,
  stderr: process.stderr,
  now: new Date(),
  // `npm run deploy` says what it gives the Worker; `npm start` gives it none.
  origin: process.env.PUBLIC_ORIGIN ?? "",
});
