import { spawnSync } from "node:child_process";
import { cp, mkdir, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { StoreDocument } from "../src/store/json-file/store-document.ts";

/** Bundles the Worker, or another one, with `store`, as a deployment would; returns the folder of its modules. */
export async function bundle(folder: string, store: StoreDocument, main?: string): Promise<string> {
  for (const name of ["src", ...(main ? [main] : []), "package.json", "wrangler.toml", "tsconfig.json"]) {
    await cp(name, join(folder, name), { recursive: true });
  }
  await symlink(resolve("node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, "articles.json"), JSON.stringify(store));
  const wrangler = join(folder, "node_modules/wrangler/bin/wrangler.js");
  const { status, stderr } = spawnSync(
    process.execPath,
    [wrangler, "deploy", ...(main ? [main] : []), "--dry-run", "--outdir", "dist"],
    {
      cwd: folder,
      encoding: "utf8",
    },
  );
  if (status !== 0) throw new Error(`wrangler deploy --dry-run failed: ${stderr}`);
  return join(folder, "dist");
}

/** Writes a Worker that is nothing but `script`; returns the folder of its modules. */
export async function bareWorker(folder: string, script: string): Promise<string> {
  const modules = join(folder, "bare");
  await mkdir(modules);
  await writeFile(join(modules, "worker.js"), script);
  return modules;
}
