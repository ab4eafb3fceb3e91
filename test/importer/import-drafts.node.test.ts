import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { importDrafts } from "../../src/importer/import-drafts.ts";
import { jsonFileWriter } from "../../src/store/json-file/json-file-writer.ts";
import { aSlug } from "../support/a-slug.ts";
import { aStore } from "../support/a-store.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanmu-import-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("importDrafts() refuses only the draft that set the invalid field, of two drafts of one article", async () => {
  const file = join(folder, "articles.json");
  await writeFile(file, JSON.stringify(aStore([])));
  const writer = jsonFileWriter(file, { now: () => new Date("2026-01-01T00:00:00Z") });
  const draft = { title: "One", url: "https://a.example/1", authors: [], editors: [], tags: [] };
  const filed = [
    { draft, column: aSlug("letters"), from: "valid" },
    { draft: { ...draft, content: "<b>" }, column: aSlug("letters"), from: "invalid" },
  ];

  const { outcomes, versions } = await importDrafts(writer, filed, {
    asDrafts: false,
    dryRun: false,
  });

  expect(outcomes.map(({ outcome, from }) => [outcome, from])).toEqual([
    ["added", "valid"],
    ["refused", "invalid"],
  ]);
  expect(versions.map(({ from }) => from)).toEqual(["valid"]);
  expect(JSON.parse(await readFile(file, "utf8")).articles).toMatchObject([{ title: "One" }]);
});

it("importDrafts() with `strict` refuses a draft with a loss, and takes another of the same article", async () => {
  const file = join(folder, "articles.json");
  await writeFile(file, JSON.stringify(aStore([])));
  const writer = jsonFileWriter(file, { now: () => new Date("2026-01-01T00:00:00Z") });
  const draft = { title: "One", url: "https://a.example/1", authors: [], editors: [], tags: [] };
  const losses = [{ kind: "pictures" as const, count: 2 }];
  const column = aSlug("letters");
  const filed = [
    { draft: { ...draft, content: "<p>Lossy</p>", losses, tags: ["a.json"] }, column, from: "lossy" },
    { draft: { ...draft, content: "<p>Whole</p>" }, column, from: "whole" },
  ];

  const { outcomes } = await importDrafts(writer, filed, { asDrafts: false, dryRun: false, strict: true });

  expect(outcomes.map(({ outcome, from, reasons }) => ({ outcome, from, reasons }))).toEqual([
    { outcome: "added", from: "whole", reasons: [] },
    { outcome: "refused", from: "lossy", reasons: ["2 pictures left out", 'tag left out: "a.json"'] },
  ]);
  expect(JSON.parse(await readFile(file, "utf8")).articles).toMatchObject([{ content: "<p>Whole</p>" }]);
});
