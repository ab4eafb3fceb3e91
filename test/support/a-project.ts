import { cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A copy of the project in a folder of its own, so that its store can be replaced. */
export interface Project {
  readonly folder: string;
  /** Replaces `articles.json`; a string is written as it is. */
  readonly save: (document: unknown) => Promise<void>;
  readonly remove: () => Promise<void>;
}

const COPIED = ["src", "articles.schema.json", "package.json", "tsconfig.json", "wrangler.toml"];

/** Returns a copy of the project with `document` for its store; what is installed is shared. */
export async function aProject(document: unknown): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), "lanmu-project-"));
  await Promise.all(COPIED.map((name) => cp(name, join(folder, name), { recursive: true })));
  await symlink(join(process.cwd(), "node_modules"), join(folder, "node_modules"), "junction");
  const save = (store: unknown) =>
    writeFile(
      join(folder, "articles.json"),
      typeof store === "string" ? store : JSON.stringify(store, null, 2),
    );
  await save(document);
  return { folder, save, remove: () => rm(folder, { recursive: true, force: true }) };
}
