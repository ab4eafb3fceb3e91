import { describe, expect, it } from "vitest";
import { type SourceFile, sourceFiles } from "./support/source-imports.ts";

/** Which parts of `src` each part may import besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "worker.ts": ["app.ts", "store/d1", "store/json-file", "domain", "build"],
  "app.ts": ["routes", "pages", "http", "store"],
  routes: ["api", "feed", "pages", "messages", "store", "http", "domain"],
  api: ["feed", "domain"],
  pages: ["feed", "messages", "http", "domain"],
  feed: ["domain"],
  // The texts of problem pages are listed by the types of problems, those of filters by the names of parameters.
  messages: ["http", "domain"],
  http: [],
  domain: [],

  // Ports, and what every store derives of an article.
  store: ["html", "messages", "operator", "domain"],
  "store/json-file": ["store", "feed", "html", "operator", "domain"],
  // The check of the JSON file, and its articles in memory, are used for what a transaction touches.
  "store/d1": ["store", "store/json-file", "operator", "domain"],
  html: ["domain"],
  operator: ["domain"],
  importer: ["store", "html", "operator", "domain"],
  sources: ["importer", "operator", "domain", "package.json"],
  doctor: ["sources", "importer", "html", "operator", "domain"],
  // The type of a database that a process can open.
  "cli/terminal": ["store/d1", "operator", "domain"],
  "cli/commands": [
    "cli/terminal",
    "doctor",
    "sources",
    "importer",
    "store",
    "store/json-file",
    "store/d1",
    "feed",
    "html",
    "operator",
    "domain",
  ],
  cli: [
    "cli/commands",
    "cli/terminal",
    "store",
    "store/json-file",
    "store/d1",
    "feed",
    "operator",
    "package.json",
  ],
};

/** Where each library may be imported: files, or folders that end with a slash. */
const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  // In the Worker.
  "cloudflare:workers": ["src/worker.ts"],
  feed: ["src/feed/library-template.ts"],
  "itty-router": ["src/routes/find-route.ts"],
  negotiator: ["src/http/coding.ts", "src/http/preference.ts"],
  preact: ["src/pages/page.tsx"],
  "preact-render-to-string": ["src/pages/page.tsx"],
  "schema-dts": ["src/pages/article-json-ld.ts", "src/pages/collection-json-ld.ts"],
  // In Node.
  "@exodus/bytes": ["src/importer/decode.ts"],
  "@mozilla/readability": ["src/importer/page/page-body.ts"],
  chardet: ["src/importer/decode.ts"],
  "cli-progress": ["src/cli/terminal/progress.ts"],
  "cli-truncate": ["src/cli/terminal/table.ts"],
  commander: ["src/cli/run-command.ts", "src/cli/commands/", "src/cli/terminal/"],
  diff: ["src/cli/terminal/word-diff.ts"],
  feedsmith: ["src/doctor/", "src/importer/document-kind.ts", "src/importer/feed/"],
  "fs-native-extensions": ["src/store/json-file/store-lock.ts"],
  htmlparser2: ["src/importer/feed/xml-tree.ts"],
  "ipaddr.js": ["src/importer/content/web-address.ts"],
  "jsonc-parser": [
    "src/store/json-file/replace-file.ts",
    "src/store/json-file/rewrite-store.ts",
    "src/store/json-file/store-file.ts",
  ],
  linkedom: ["src/importer/page/page-dom.ts"],
  marked: ["src/importer/markdown/read-markdown.ts"],
  miniflare: ["src/cli/open-database.ts"],
  "p-limit": ["src/cli/commands/update/", "src/sources/"],
  parse5: ["src/doctor/discover-feeds.ts", "src/html/", "src/importer/content/", "src/importer/page/"],
  picocolors: ["src/cli/terminal/colors.ts"],
  "pinyin-pro": ["src/importer/article-id.ts"],
  "robots-parser": ["src/sources/robots.ts"],
  "sanitize-html": ["src/importer/content/safe-markup.ts"],
  saxes: ["src/doctor/feed-document.ts", "src/importer/listing/sitemap.ts"],
  srcset: ["src/importer/content/picture-address.ts"],
  "string-width": ["src/cli/terminal/table.ts"],
  tinyglobby: ["src/sources/resolve-sources.ts"],
  turndown: ["src/cli/commands/export/export-markdown.ts"],
  undici: ["src/doctor/send-request.ts", "src/sources/connections.ts", "src/sources/public-connector.ts"],
  wrangler: ["src/cli/open-database.ts", "src/operator/configured-origin.ts"],
  "write-file-atomic": ["src/operator/write-file.ts", "src/importer/import-state.ts"],
  yaml: ["src/cli/commands/export/export-markdown.ts", "src/importer/markdown/front-matter.ts"],
  zod: ["src/store/json-file/", "src/importer/import-state.ts", "src/cli/commands/update/update-state.ts"],
};

/** The modules of Node that the Worker may import, where `nodejs_compat` provides them. */
const IN_WORKER: Readonly<Record<string, readonly string[]>> = {
  "node:crypto": ["src/pages/assets.ts"],
  "node:zlib": ["src/http/coding.ts", "src/store/d1/rows.ts", "src/store/json-file/bundled-store.ts"],
};

/** The programs: the Worker, the command line, and what npm scripts run. `bin.js` starts `main.ts`. */
const ENTRY_POINTS = [
  "src/worker.ts",
  ...["main", "start", "deploy", "deployed", "check", "build", "write-schema"].map(
    (name) => `src/cli/${name}.ts`,
  ),
];

/** Files that no program imports by itself, each with its reason. */
const NOT_IMPORTED = [
  // An alias in `wrangler.toml`.
  "src/feed/unused-parser.ts",
];

/** Longer files are likely to hold a second idea. */
const MAX_LINES = 250;

const files = await sourceFiles("src");
const tests = await sourceFiles("test");
const byPath = new Map(files.map((file) => [file.path, file]));

/** The part of `src` that a path belongs to: a folder, or a file beside them. */
function partOf(path: string): string {
  const [folder = "", sub = "", ...rest] = path.replace(/^src\//, "").split("/");
  return (folder === "cli" || folder === "store") && rest.length > 0 ? `${folder}/${sub}` : folder;
}

function isOurs(target: string): boolean {
  return /^(?:src|build)\//.test(target) || target === "package.json";
}

/** Returns everything that `path` imports, directly or not; with `types`, also what it imports for types only. */
function reachable(path: string, types: boolean, seen = new Set<string>()): Set<string> {
  for (const { target, isType } of byPath.get(path)?.imports ?? []) {
    if ((isType && !types) || seen.has(target)) continue;
    seen.add(target);
    reachable(target, types, seen);
  }
  return seen;
}

function linesWith(pattern: RegExp, { path, text }: SourceFile): string[] {
  return text
    .split("\n")
    .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : []));
}

describe("the architecture", () => {
  it("has a row for every part of src, and for nothing else", () => {
    expect(Object.keys(MAY_IMPORT).sort()).toEqual(
      [...new Set(files.map(({ path }) => partOf(path)))].sort(),
    );
  });

  it("every file imports only what its part may import", () => {
    const wrong = files.flatMap(({ path, imports }) =>
      imports
        .map(({ target }) => target)
        .filter((target) => isOurs(target) && partOf(target) !== partOf(path))
        .filter((target) => !MAY_IMPORT[partOf(path)]?.includes(partOf(target)))
        .map((target) => `${path} imports ${target}`),
    );

    expect(wrong).toEqual([]);
  });

  it("no file imports itself by way of others, types included", () => {
    const circular = files.filter(({ path }) => reachable(path, true).has(path));

    expect(circular.map(({ path }) => path)).toEqual([]);
  });

  it("each library is imported only where its row says, and each row is needed", () => {
    const uses = files.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => !isOurs(target) && !target.startsWith("node:"))
        .map((one) => ({ ...one, path })),
    );

    const wrong = uses.filter(
      ({ path, target }) =>
        !LIBRARIES[target]?.some((place) => (place.endsWith("/") ? path.startsWith(place) : path === place)),
    );

    expect(wrong.map(({ path, target }) => `${path} imports ${target}`)).toEqual([]);
    expect(Object.keys(LIBRARIES).filter((name) => !uses.some(({ target }) => target === name))).toEqual([]);
  });

  it("what ships in the Worker imports nothing of the publishing half, and of Node only what its row says", () => {
    const shipped = ["src/worker.ts", ...reachable("src/worker.ts", false)];
    const publishing = /^src\/(?:cli|doctor|importer|sources|html|operator)\//;
    const imports = shipped.flatMap((path) =>
      (byPath.get(path)?.imports ?? [])
        .filter(({ isType }) => !isType)
        .map(({ target }) => ({ path, target })),
    );

    expect(shipped).toEqual(
      expect.arrayContaining(["src/app.ts", "feed", "itty-router", "build/store.index"]),
    );
    expect(shipped.filter((path) => publishing.test(path) || ["zod", "parse5"].includes(path))).toEqual([]);
    expect(
      imports.filter(({ path, target }) => target.startsWith("node:") && !IN_WORKER[target]?.includes(path)),
    ).toEqual([]);
  });

  it("every file is reached from a program", () => {
    const reached = new Set([
      ...ENTRY_POINTS,
      ...NOT_IMPORTED,
      ...ENTRY_POINTS.flatMap((entry) => [...reachable(entry, true)]),
    ]);

    expect(files.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([]);
  });

  it("every export is used by another file, or by a test of its own", () => {
    const unused = files.flatMap(({ path, text }) =>
      [...text.matchAll(/^export (?:async )?(?:function\*?|const|class|interface|type) (\w+)/gm)]
        .map(([, name = ""]) => name)
        .filter(
          (name) =>
            ![...files, ...tests].some(
              (other) => other.path !== path && new RegExp(`\\b${name}\\b`).test(other.text),
            ),
        )
        .map((name) => `${path} exports ${name}`),
    );

    expect(unused).toEqual([]);
  });

  it(`no file has more than ${MAX_LINES} lines`, () => {
    const long = files.filter(({ text }) => text.trimEnd().split("\n").length > MAX_LINES);

    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it("nothing but the programs and the lock reads a clock or uses random numbers", () => {
    const pattern =
      /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\)|\bMath\.random\b|\bperformance\.|\brandomUUID\b|\bgetRandomValues\b/;
    const others = files.filter(
      ({ path }) => !/^src\/(?:worker\.ts$|cli\/|store\/json-file\/store-lock\.ts$)/.test(path),
    );

    expect(others.flatMap((file) => linesWith(pattern, file))).toEqual([]);
  });

  it("only worker.ts knows bindings", () => {
    const others = files.filter(
      ({ path }) => path !== "src/worker.ts" && !/^src\/(?:cli|operator)\//.test(path),
    );

    expect(others.flatMap((file) => linesWith(/\benv\.|cloudflare:workers/, file))).toEqual([]);
  });
});
