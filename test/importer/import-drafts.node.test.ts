import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { importDrafts } from "../../src/importer/import-drafts.ts";
import { aStore } from "../support/a-store.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanmu-good-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("importDrafts() refuses only who brought what is wrong, of several that say something of one article", async () => {
  const file = join(folder, "articles.json");
  await writeFile(file, JSON.stringify(aStore([])));
  const draft = { title: "One", url: "https://a.example/1", authors: [], editors: [], tags: [] };
  const filed = [
    { draft, column: "letters", from: "good" },
    { draft: { ...draft, tags: ["a.json"] }, column: "letters", from: "bad" },
  ];

  const { outcomes, learned } = await importDrafts(file, filed, {
    now: () => new Date("2026-01-01T00:00:00Z"),
    embargo: false,
    dryRun: false,
  });

  expect(outcomes.map(({ outcome, from }) => [outcome, from])).toEqual([
    ["added", "good"],
    ["refused", "bad"],
  ]);
  expect(learned.map(({ from }) => from)).toEqual(["good"]);
  expect(JSON.parse(await readFile(file, "utf8")).articles).toMatchObject([{ title: "One" }]);
});
