import { readdir, readFile } from "node:fs/promises";
import { posix } from "node:path";

/** One import of a source file. */
export interface SourceImport {
  /** A path from the root of the project, such as `src/domain/slug.ts`, or the name of a package. */
  readonly target: string;
  /** Vanishes when types are taken away. */
  readonly isType: boolean;
}

/** A source file, with what it imports. */
export interface SourceFile {
  /** From the root of the project: `src/app.ts`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly SourceImport[];
}

// With `verbatimModuleSyntax`, only `import type` and `export type` vanish, inline `type` does not.
const IMPORT = /^(?:import|export)\s+(type\s+)?(?:[\w*{][^;"']*?from\s*)?"([^"]+)"|\bimport\("([^"]+)"\)/gm;

/** Returns every source file below `folder`, in the order of their paths. */
export async function sourceFiles(folder: string): Promise<SourceFile[]> {
  const names = (await readdir(folder, { recursive: true }))
    .filter((name) => /(?<!\.d)\.tsx?$/.test(name))
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const path = posix.join(folder, name.replaceAll("\\", "/"));
      const text = await readFile(path, "utf8");
      return { path, text, imports: importsOf(path, text) };
    }),
  );
}

function importsOf(path: string, text: string): SourceImport[] {
  return [...text.matchAll(IMPORT)].map(([, type, statically = "", dynamically = statically]) => ({
    target: dynamically.startsWith(".")
      ? posix.join(posix.dirname(path), dynamically)
      : packageOf(dynamically),
    isType: type !== undefined,
  }));
}

/** The package that a specifier such as `feed/lib/types` is of; Node's own modules stay as they are. */
function packageOf(specifier: string): string {
  if (specifier.startsWith("node:")) return specifier;
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
