declare global {
  /** The build of this run; each project of Vitest loads this file for itself. */
  var storeBuild: Promise<void> | undefined;
}

/** Builds what the Worker serves from, once before all tests. A store with problems is not tested. */
export default function build(): Promise<void> {
  globalThis.storeBuild ??= buildStoreOfProject();
  return globalThis.storeBuild;
}

async function buildStoreOfProject(): Promise<void> {
  const { BUILD_FOLDER, buildStore } = await import("../../src/cli/build-store.ts");
  const { stdout, stderr } = process;
  const exitCode = await buildStore("articles.json", BUILD_FOLDER, { stdout, stderr, now: new Date() });
  if (exitCode !== 0) throw new Error("articles.json has problems");
}
