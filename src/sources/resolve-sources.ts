import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { isInAssetFolder } from "./page-assets.ts";
import type { FailedSource, Source } from "./source.ts";

interface ResolvedSources {
  readonly sources: readonly Source[];
  /** The names that no source was found for. */
  readonly failed: readonly FailedSource[];
  /** The number of files that were skipped because a browser saved them with a page. */
  readonly skipped: number;
}

/** The sources found so far. Each file, folder and address counts once, whatever name it was given by. */
interface Discovered {
  readonly sources: Source[];
  readonly failed: FailedSource[];
  readonly seen: Set<string>;
  skipped: number;
}

/**
 * Returns the sources that `names` stand for: addresses, files, folders, globs, and `-` for standard input. They
 * are in the order of the names, sorted by path within a folder or glob, and each is listed once.
 */
export async function resolveSources(
  names: readonly string[],
  stdin: { readonly isTTY?: boolean } = process.stdin,
): Promise<ResolvedSources> {
  const found: Discovered = { sources: [], failed: [], seen: new Set(), skipped: 0 };
  for (const name of names) {
    if (name === "-")
      addSource({ kind: "stdin", name: stdin.isTTY ? "the terminal" : "standard input" }, "-", found);
    else if (/^https?:/i.test(name)) addAddress(name, found);
    else if ((await fileType(name)) === "folder") await addNamedFolder(name, found);
    else if (await fileType(name)) await addFile(name, found, false);
    // A single letter before the colon is a Windows drive.
    else if (/^[a-z][a-z0-9+.-]+:/i.test(name))
      addFailure(name, "Is not http or https; save it and name the file", found);
    else await addGlob(name, found);
  }
  return { sources: found.sources, failed: found.failed, skipped: found.skipped };
}

function addAddress(name: string, found: Discovered): void {
  if (!URL.canParse(name)) {
    addFailure(name, "Is not an address; correct it", found);
    return;
  }
  const url = new URL(name);
  url.hash = "";
  addSource({ kind: "address", name: url.href, address: url.href }, url.href, found);
}

async function addGlob(name: string, found: Discovered): Promise<void> {
  const paths = (await matchingPaths(name)).sort();
  if (paths.length === 0) addFailure(name, "Names no file; check it", found);
  const names = new Set(paths);
  for (const path of paths) {
    if (isInAssetFolder(path, names)) found.skipped += 1;
    else if ((await fileType(path)) === "folder") await addFolder(path, found);
    else await addFile(path, found, true);
  }
}

async function matchingPaths(pattern: string): Promise<string[]> {
  const parts = pattern.split("/");
  const firstDynamic = parts.findIndex((part) => isDynamicPattern(part) || part.includes("\\"));
  if (firstDynamic === -1) return [];
  // `ignore` is relative to `cwd`, so the search starts in the folder in which the pattern's dynamic part starts.
  const base = join(pattern.startsWith("/") ? "/" : ".", ...parts.slice(0, firstDynamic));
  const paths = await glob(parts.slice(firstDynamic).join("/"), {
    cwd: base,
    ignore: ["**/node_modules/**"],
    expandDirectories: false,
    // Folders that link to each other have an exponential number of paths.
    followSymbolicLinks: false,
  }).catch(() => []);
  return paths.map((path) => join(base, path));
}

async function addNamedFolder(name: string, found: Discovered): Promise<void> {
  const isEmpty = !(await addFolder(name, found));
  if (isEmpty)
    addFailure(name, "Nothing to import in this folder; name one with pages, feeds or texts", found);
}

/** Adds every file in a folder except hidden ones and `node_modules`, and tells whether there were any. */
async function addFolder(path: string, found: Discovered): Promise<boolean> {
  const real = await realpath(path).catch(() => path);
  if (found.seen.has(real)) return true;
  found.seen.add(real);
  const entries = await readdir(path).catch(() => undefined);
  if (!entries) {
    addFailure(path, "Cannot be read; change its permissions", found);
    return true;
  }
  const names = new Set(entries);
  let hasFiles = false;
  for (const entry of entries.sort()) {
    if (entry.startsWith(".") || entry === "node_modules") continue;
    const child = join(path, entry);
    const isFolder = (await fileType(child)) === "folder";
    if (isFolder && isInAssetFolder(entry, names)) found.skipped += await countFiles(child);
    else if (isFolder) hasFiles = (await addFolder(child, found)) || hasFiles;
    else {
      await addFile(child, found, true);
      hasFiles = true;
    }
  }
  return hasFiles;
}

async function countFiles(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).length;
}

async function addFile(path: string, found: Discovered, isFound: boolean): Promise<void> {
  const real = await realpath(path).catch(() => path);
  addSource({ kind: "file", name: path, path, ...(isFound && { isFound }) }, real, found);
}

async function fileType(path: string): Promise<"folder" | "file" | undefined> {
  const status = await stat(path).catch(() => undefined);
  return status && (status.isDirectory() ? "folder" : "file");
}

function addSource(source: Source, key: string, { sources, seen }: Discovered): void {
  if (!seen.has(key)) sources.push(source);
  seen.add(key);
}

function addFailure(from: string, reason: string, { failed }: Discovered): void {
  failed.push({ from, reason });
}
