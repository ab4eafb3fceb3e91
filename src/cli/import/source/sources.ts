import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import type { Refused } from "./gather.ts";

/** What an import reads one document from. */
export type Source =
  | { readonly kind: "file"; readonly name: string; readonly path: string }
  | { readonly kind: "stdin"; readonly name: string }
  | { readonly kind: "address"; readonly name: string; readonly address: string };

interface Sources {
  readonly found: readonly Source[];
  /** Names that lead to nothing; the rest can still be read. */
  readonly refused: readonly Refused[];
}

/** What one import has met so far: each file, folder and address is taken once, whatever it is called. */
interface Met {
  readonly found: Source[];
  readonly refused: Refused[];
  readonly seen: Set<string>;
}

/** Returns what `names` name, in their order, and sorted by name within a folder or glob; each once. */
export async function sources(
  names: readonly string[],
  stdin: { readonly isTTY?: boolean } = process.stdin,
): Promise<Sources> {
  const met: Met = { found: [], refused: [], seen: new Set() };
  for (const name of names) {
    if (name === "-")
      take({ kind: "stdin", name: stdin.isTTY ? "the terminal" : "standard input" }, "-", met);
    else if (/^https?:/i.test(name)) takeAddress(name, met);
    else if (await kindOf(name)) await takePath(name, met);
    // What the shell would call a drive or a file has one letter or none before the colon.
    else if (/^[a-z][a-z0-9+.-]+:/i.test(name))
      refuse(name, "Is not http or https; save it and name the file", met);
    else await takeGlob(name, met);
  }
  return { found: met.found, refused: met.refused };
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
  for (const path of paths) await takePath(path, met);
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

/** Takes the file at `path`, or all in the folder there but what is hidden or installed. */
async function takePath(path: string, met: Met): Promise<void> {
  const real = await realpath(path).catch(() => path);
  const kind = await kindOf(path);
  if (kind !== "folder") return take({ kind: "file", name: path, path }, real, met);
  if (met.seen.has(real)) return;
  met.seen.add(real);
  const inside = await readdir(path).catch(() => undefined);
  if (!inside) return refuse(path, "Cannot be read; change its permissions", met);
  for (const entry of inside.sort()) {
    if (!entry.startsWith(".") && entry !== "node_modules") await takePath(join(path, entry), met);
  }
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
