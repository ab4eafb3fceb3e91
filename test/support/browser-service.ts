import { copyFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "../../bench/bundle.ts";
import { configure, type Served, serve } from "../../bench/workerd.ts";
import { BUILD_FOLDER } from "../../src/cli/build-store.ts";
import type { StoreDocument } from "../../src/store/json-file/store-document.ts";

/** The origins of two services that run, and what ends both. */
export interface PageServices {
  readonly printed: string;
  readonly shipped: string;
  stop(): Promise<void>;
}

/** Serves what a deployment would, once with `store` and once with the project's own, each on a free port. */
export async function servePages(store: StoreDocument): Promise<PageServices> {
  const folder = await mkdtemp(join(tmpdir(), "lanmu-pages-"));
  const running: Served[] = [];
  const stop = async () => {
    await Promise.all(running.map((service) => service.stop()));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const modules = await bundle(folder, store);
    const printed = await serve(await configure(modules));
    running.push(printed);
    // The program is the same: only the modules that hold the store differ.
    const names = await readdir(modules);
    for (const file of ["store.index", "store.articles"]) {
      const name = names.find((one) => one.endsWith(`-${file}`));
      if (name === undefined) throw new Error(`The bundle has no ${file}`);
      await copyFile(join(BUILD_FOLDER, file), join(modules, name));
    }
    const shipped = await serve(await configure(modules));
    running.push(shipped);
    return { printed: printed.origin, shipped: shipped.origin, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
