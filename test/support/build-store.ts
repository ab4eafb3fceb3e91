import { BUILD_FOLDER, buildStore } from "../../src/cli/build-store.ts";

/** Runs once before all tests: builds what the Worker serves from. A store with problems is not tested. */
export default async function build(): Promise<void> {
  const { stdout, stderr } = process;
  const exitCode = await buildStore("articles.json", BUILD_FOLDER, { stdout, stderr, now: new Date() });
  if (exitCode !== 0) throw new Error("articles.json has problems");
}
