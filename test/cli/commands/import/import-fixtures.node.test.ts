import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importArticles } from "../../../../src/cli/commands/import/import-articles.ts";
import { importReport } from "../../../../src/cli/commands/import/import-report.ts";
import type { Draft, ReadResult } from "../../../../src/importer/draft.ts";
import { describeLosses, mergeLosses } from "../../../../src/importer/loss.ts";
import type { ArticleRecord } from "../../../../src/store/json-file/store-document.ts";
import { aCommandContext, aProcess } from "../../../support/a-process.ts";
import { aStore } from "../../../support/a-store.ts";

const FIXTURES = "test/fixtures";
const MARKS = { red: (text: string) => text, green: (text: string) => text };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanmu-import-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** The content of `expected.json` in `imports/`; `test/fixtures/README.md` explains the fields. */
interface ExpectedImport {
  readonly report: readonly string[];
  readonly articles: readonly Partial<ArticleRecord>[];
}

describe("an import of test/fixtures/imports", () => {
  it.each(namesIn("imports"))("%s", async (name) => {
    const path = join(FIXTURES, "imports", name);
    const { report, articles } = expectedIn<ExpectedImport>(path);

    const imported = await importIntoEmptyStore(path);

    expect(imported.lines).toEqual(report);
    expect(imported.articles).toMatchObject(articles);
    expect(imported.articles).toHaveLength(articles.length);
  });
});

/** The losses in the `expected.json` of the other folders, and the address that a document was fetched from. */
interface ExpectedLosses {
  readonly url?: string;
  readonly drafts?: readonly Draft[];
  readonly losses?: ReadResult["losses"];
}

const lossy = ["feeds", "pages", "texts"]
  .flatMap((kind) => namesIn(kind).map((name) => join(FIXTURES, kind, name)))
  .map((path) => ({ path, ...expectedIn<ExpectedLosses>(path) }))
  .filter(({ url, drafts = [], losses }) => !url && [...drafts, { losses }].some((one) => one.losses));

describe("an import names every loss of", () => {
  it.each(lossy)("$path", async ({ path, drafts = [], losses = [] }) => {
    const { lines } = await importIntoEmptyStore(path);

    const ofEachDraft = drafts.map((draft) => mergeLosses(draft.losses ?? []));
    for (const description of [...ofEachDraft, losses].flatMap(describeLosses))
      expect(lines.slice(0, -1).join("\n")).toContain(description);
  });
});

/** Imports a source at 17:00 on 25 November 2026 in Shanghai; returns the lines of the report, and the articles. */
async function importIntoEmptyStore(path: string) {
  const file = join(folder, `${path.replaceAll(/[/\\]/g, "-")}.json`);
  const source = readdirSync(path).find((name) => name.startsWith("source.")) ?? "source";
  const { site } = aStore([]);
  await writeFile(file, JSON.stringify(aStore([], { site: { ...site, language: "zh-CN" } })));
  const context = aCommandContext(file, aProcess({ now: () => new Date("2026-11-25T09:00:00Z") }));
  const options = { column: "letters", maxSize: 1_000_000, timeout: 5 };
  const result = await importArticles([join(path, source)], options, context);
  const { changes, notes, refusals, summary } = importReport(result, MARKS);
  const { articles }: { articles: readonly ArticleRecord[] } = JSON.parse(await readFile(file, "utf8"));
  const lines = [...changes, ...notes, ...refusals, summary].map((line) => line.replace(join(path, "/"), ""));
  return { lines, articles };
}

function namesIn(kind: string): readonly string[] {
  return readdirSync(join(FIXTURES, kind));
}

function expectedIn<Expected>(path: string): Expected {
  return JSON.parse(readFileSync(join(path, "expected.json"), "utf8"));
}
