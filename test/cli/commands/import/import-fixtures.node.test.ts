import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importArticles } from "../../../../src/cli/commands/import/import-articles.ts";
import { importReport } from "../../../../src/cli/commands/import/import-report.ts";
import type { ArticleRecord } from "../../../../src/store/json-file/store-document.ts";
import { aCommandContext, aProcess } from "../../../support/a-process.ts";
import { aStore } from "../../../support/a-store.ts";

const FIXTURES = "test/fixtures/imports";
const MARKS = { red: (text: string) => text, green: (text: string) => text };

/** The content of `expected.json`; `test/fixtures/README.md` explains the fields. */
interface Expected {
  readonly report: readonly string[];
  readonly articles: readonly Partial<ArticleRecord>[];
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanmu-import-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("an import of test/fixtures/imports", async () => {
  it.each(await readdir(FIXTURES))("%s", async (name) => {
    const path = join(FIXTURES, name);
    const source = (await readdir(path)).find((file) => file.startsWith("source.")) ?? "";
    const { report, articles }: Expected = JSON.parse(await readFile(join(path, "expected.json"), "utf8"));

    const imported = await importIntoEmptyStore(join(path, source), join(folder, `${name}.json`));

    expect(imported.report.map((line) => line.replace(`${path}/`, ""))).toEqual(report);
    expect(imported.articles).toMatchObject(articles);
    expect(imported.articles).toHaveLength(articles.length);
  });
});

/** Imports a source at 17:00 on 25 November 2026 in Shanghai; returns the lines of the report, and the articles. */
async function importIntoEmptyStore(source: string, file: string) {
  const { site } = aStore([]);
  await writeFile(file, JSON.stringify(aStore([], { site: { ...site, language: "zh-CN" } })));
  const context = aCommandContext(file, aProcess({ now: () => new Date("2026-11-25T09:00:00Z") }));
  const options = { column: "letters", maxSize: 1_000_000, timeout: 5 };
  const report = importReport(await importArticles([source], options, context), MARKS);
  const { articles }: { articles: readonly ArticleRecord[] } = JSON.parse(await readFile(file, "utf8"));
  return { report: [...report.changes, ...report.notes, ...report.refusals, report.summary], articles };
}
