import { describe, expect, it } from "vitest";
import { type SourceFile, sourceFiles } from "./support/source-imports.ts";

/** What each part may import besides itself; a part is a folder of `src`, or a file beside them. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "worker.ts": ["app.ts", "store", "domain", "articles.json"],
  "app.ts": ["routes.ts", "handlers", "store", "http"],
  "routes.ts": ["handlers", "feed"],
  handlers: ["store", "feed", "api", "html", "domain", "http"],
  store: ["domain"],
  feed: ["domain"],
  // The documents of articles speak JSON Feed's words.
  api: ["domain", "feed"],
  // Pages announce feeds, and show what is in one.
  html: ["domain", "feed"],
  cli: ["domain", "store", "feed"],
  domain: [],
  http: [],
};

/** Where each library may be imported; what is not named here is for the command line alone. */
const DOORS: Readonly<Record<string, RegExp>> = {
  "itty-router": /^src\/app\.ts$/,
  feed: /^src\/feed\//,
  "xml-js": /^src\/feed\//,
  parse5: /^src\/(?:domain|html|cli)\//,
  zod: /^src\/(?:domain\/|cli\/import\/source\/source-memory)/,
  negotiator: /^src\/http\//,
  "lru-cache": /^src\/http\//,
  preact: /^src\/html\//,
  "preact-render-to-string": /^src\/html\/page\.tsx$/,
  "schema-dts": /^src\/html\//,
  "node:crypto": /^src\/(?:html|cli)\//,
  "node:zlib": /^src\/(?:http|cli)\//,
  wrangler: /^src\/cli\//,
  "jsonc-parser": /^src\/cli\//,
  feedsmith: /^src\/cli\/(?:import|export)\//,
  yaml: /^src\/cli\/(?:import|export)\//,
  marked: /^src\/cli\/import\//,
  turndown: /^src\/cli\/export\//,
  "cloudflare:workers": /^src\/worker\.ts$/,
};

const files = await sourceFiles("src");
const byPath = new Map(files.map((file) => [file.path, file]));
const LIBRARIES = [...new Set(files.flatMap(({ imports }) => imports.map(({ target }) => target)))].filter(
  (target) => !isOurs(target),
);

function isOurs(target: string): boolean {
  return target.startsWith("src/") || target === "articles.json";
}

/** The folder of `src`, or the file beside them, that a path is part of. */
function partOf(path: string): string {
  return path.replace(/^src\//, "").split("/")[0] ?? path;
}

/** Every file that ends up in the Worker: what `path` imports for more than its types, and what that imports. */
function shipped(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const { target, isType } of byPath.get(path)?.imports ?? []) if (!isType) shipped(target, seen);
  return seen;
}

function linesWith(pattern: RegExp, { path, text }: SourceFile): string[] {
  return text
    .split("\n")
    .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : []));
}

describe("the architecture", () => {
  it.each(files)("$path imports only what lies in its direction", ({ path, imports }) => {
    const part = partOf(path);

    const astray = imports
      .map(({ target }) => target)
      .filter((target) => isOurs(target) && partOf(target) !== part)
      .filter((target) => !MAY_IMPORT[part]?.includes(partOf(target)));

    expect(MAY_IMPORT).toHaveProperty([part]);
    expect(astray).toEqual([]);
  });

  it("no file imports itself by way of others", () => {
    const circular = files.filter(({ path, imports }) =>
      imports.some(({ target, isType }) => !isType && shipped(target).has(path)),
    );

    expect(circular.map(({ path }) => path)).toEqual([]);
  });

  it.each(LIBRARIES)("%s has one door", (library) => {
    const door = DOORS[library] ?? /^src\/cli\//;

    const users = files.filter(({ imports }) => imports.some(({ target }) => target === library));

    expect(users.map(({ path }) => path).filter((path) => !door.test(path))).toEqual([]);
  });

  it("what ships in the Worker imports neither the schema library nor the command line", () => {
    const inTheWorker = [...shipped("src/worker.ts")];

    const strays = inTheWorker.filter(
      (path) => path === "zod" || path === "wrangler" || path.startsWith("src/cli/"),
    );

    expect(inTheWorker).toEqual(
      expect.arrayContaining(["articles.json", "src/app.ts", "feed", "itty-router"]),
    );
    expect(strays).toEqual([]);
  });

  it("every file of src is used: by the Worker, or by the command line", () => {
    const entries = files.map(({ path }) => path).filter((path) => path.startsWith("src/cli/"));
    const typed = files.flatMap(({ imports }) =>
      imports.filter(({ isType }) => isType).map(({ target }) => target),
    );

    const used = new Set(["src/worker.ts", ...entries].flatMap((entry) => [...shipped(entry)]).concat(typed));

    expect(files.map(({ path }) => path).filter((path) => !used.has(path))).toEqual([]);
  });

  it.each(files)("$path has at most 150 lines", ({ text }) => {
    const lines = text.trimEnd().split("\n");

    expect(lines.length).toBeLessThanOrEqual(150);
  });

  it.each(
    files.filter(({ path }) => path !== "src/worker.ts" && !path.startsWith("src/cli/")),
  )("$path reads no clock and draws no lots", (file) => {
    const pattern =
      /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\)|\bMath\.random\b|\bperformance\.|\brandomUUID\b|\bgetRandomValues\b/;

    expect(linesWith(pattern, file)).toEqual([]);
  });

  it.each(files.filter(({ path }) => path !== "src/worker.ts"))("$path knows no bindings", (file) => {
    expect(
      linesWith(/\benv\.(?!PUBLIC_ORIGIN \|\|)|cloudflare:workers/, file).filter(
        (line) => !line.startsWith("src/cli/"),
      ),
    ).toEqual([]);
  });
});
