import { basename, dirname, join } from "node:path";
import { InvalidArgumentError } from "commander";
import type { CommandContext } from "../terminal/command-context.ts";

/** What `--store` names: a JSON file, or the database of the Worker. */
export type StoreName =
  | { readonly kind: "file"; readonly path: string }
  | {
      readonly kind: "database";
      /** Whether it is that of the account, not the local one of `wrangler dev`. */
      readonly isRemote: boolean;
    };

/** Describes in help what names a store. */
export const STORE_FORMS = "a file, or d1 or d1:remote";

/** Returns `name` if it can name a store. @throws {InvalidArgumentError} if it cannot */
export function storeOption(name: string): string {
  if (name === "" || (/^d1:/.test(name) && name !== "d1:remote"))
    throw new InvalidArgumentError("Write the name of a file, or d1, or d1:remote.");
  return name;
}

/** Returns what `name` stands for; a file called `d1` is written as `./d1`. */
export function parseStoreName(name: string): StoreName {
  if (name === "d1" || name === "d1:remote") return { kind: "database", isRemote: name === "d1:remote" };
  return { kind: "file", path: name };
}

/**
 * Returns the file in which a command remembers something of its store: in `.lanmu` beside it, for a database in the folder
 * of its Worker. No two stores have the same.
 */
export function memoryFile(
  { store, worker }: Pick<CommandContext, "store" | "worker">,
  subject: "sources" | "updates",
): string {
  const name = parseStoreName(store);
  return name.kind === "file"
    ? join(dirname(name.path), ".lanmu", `${subject}-of-${basename(name.path)}`)
    : join(worker.folder, ".lanmu", "d1", `${subject}-of-${name.isRemote ? "remote" : "local"}.json`);
}
