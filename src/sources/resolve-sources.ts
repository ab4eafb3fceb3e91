import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { belongsToPage } from "./belongs-to-page.ts";
import type { Refused } from "./read-sources.ts";

/** What an import reads one document from. */
export type Source =
  | {
      readonly kind: "file";
      readonly name: string;
      readonly path: string;
      /** It was met in a folder or by a glob, where there may be what was not meant. */
      readonly isFound?: boolean;
    }
  | { readonly kind: "stdin"; readonly name: string }
  | { readonly kind: "address"; readonly name: string; readonly address: string };

interface Sources {
  readonly found: readonly Source[];
  /** Names that lead to nothing; the rest can still be read. */
  readonly refused: readonly Refused[];
  /** How many files were left out since pages are only shown with them. */
  readonly leftOut: number;
}

/** What one import has met so far: each file, folder and address is taken once, whatever it is called. */
interface Met {
  readonly found: Source[];
  readonly refused: Refused[];
  readonly seen: Set<string>;
  leftOut: number;
}

/** Returns what `names` name, in their order, and sorted by name within a folder or glob; each once. */
export async function sources(
  names: readonly string[],
  stdin: { readonly isTTY?: boolean } = process.stdin,
): Promise<Sources> {
  const met: Met = { found: [], refused: [], seen: new Set(), leftOut: 0 };
  for (const name of names) {
    if (name === "-")
      take({ kind: "stdin", name: stdin.isTTY ? "the terminal" : "standard input" }, "-", met);
    else if (/^https?:/i.test(name)) takeAddress(name, met);
    else if ((await kindOf(name)) === "folder") await takeNamedFolder(name, met);
    else if (await kindOf(name)) await takeFile(name, met, false);
    // What the shell would call a drive or a file has one letter or none before the colon.
    else if (/^[a-z][a-z0-9+.-]+:/i.test(name))
      refuse(name, "Is not http or https; save it and name the file", met);
    else await takeGlob(name, met);
  }
  return { found: met.found, refused: met.refused, leftOut: met.leftOut };
}

function takeAddress(name: string, met: Met): void {
  if (!URL.canParse(name)) {
    refuse(name, "Is not an address; correct it", met);
    return;
  }
  const url = new URL(name);
  url.hash = "";
  take({ kind: "address", name: url.href, address: url.href }, url.href, met);
}

async function takeGlob(name: string, met: Met): Promise<void> {
  const paths = (await matches(name)).sort();
  if (paths.length === 0) refuse(name, "Names no file; check it", met);
  const names = new Set(paths);
  for (const path of paths) {
    if (belongsToPage(path, names)) met.leftOut += 1;
    else if ((await kindOf(path)) === "folder") await takeFolder(path, met);
    else await takeFile(path, met, true);
  }
}

async function matches(pattern: string): Promise<string[]> {
  const parts = pattern.split("/");
  const first = parts.findIndex((part) => isDynamicPattern(part) || part.includes("\\"));
  if (first === -1) return [];
  // What to leave out is relative to where the search begins; it begins where the pattern does.
  const base = join(pattern.startsWith("/") ? "/" : ".", ...parts.slice(0, first));
  const paths = await glob(parts.slice(first).join("/"), {
    cwd: base,
    ignore: ["**/node_modules/**"],
    expandDirectories: false,
    // Folders that link to each other have as many paths as there are orders of them.
    followSymbolicLinks: false,
  }).catch(() => []);
  return paths.map((path) => join(base, path));
}

async function takeNamedFolder(name: string, met: Met): Promise<void> {
  const isEmpty = !(await takeFolder(name, met));
  if (isEmpty)
    refuse(name, "Nothing to import in this folder; name one that holds pages, feeds or texts", met);
}

/** Takes all in the folder at `path` but what is hidden or installed, and tells whether there was anything. */
async function takeFolder(path: string, met: Met): Promise<boolean> {
  const real = await realpath(path).catch(() => path);
  if (met.seen.has(real)) return true;
  met.seen.add(real);
  const inside = await readdir(path).catch(() => undefined);
  if (!inside) {
    refuse(path, "Cannot be read; change its permissions", met);
    return true;
  }
  const names = new Set(inside);
  let isAnything = false;
  for (const entry of inside.sort()) {
    if (entry.startsWith(".") || entry === "node_modules") continue;
    const child = join(path, entry);
    const isFolder = (await kindOf(child)) === "folder";
    if (isFolder && belongsToPage(entry, names)) met.leftOut += await filesIn(child);
    else if (isFolder) isAnything = (await takeFolder(child, met)) || isAnything;
    else {
      await takeFile(child, met, true);
      isAnything = true;
    }
  }
  return isAnything;
}

async function filesIn(folder: string): Promise<number> {
  const inside = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return inside.filter((entry) => entry.isFile()).length;
}

async function takeFile(path: string, met: Met, isFound: boolean): Promise<void> {
  const real = await realpath(path).catch(() => path);
  take({ kind: "file", name: path, path, ...(isFound && { isFound }) }, real, met);
}

async function kindOf(path: string): Promise<"folder" | "file" | undefined> {
  const status = await stat(path).catch(() => undefined);
  return status && (status.isDirectory() ? "folder" : "file");
}

function take(source: Source, identity: string, { found, seen }: Met): void {
  if (!seen.has(identity)) found.push(source);
  seen.add(identity);
}

function refuse(from: string, reason: string, { refused }: Met): void {
  refused.push({ from, reason });
}
