import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openImportState, type SourceState } from "../../src/importer/import-state.ts";
import { storedArticles } from "../../src/store/json-file/memory-articles.ts";
import { parseStore } from "../../src/store/json-file/parse-store.ts";
import { anArticle, aStore } from "../support/a-store.ts";

const PAGE = "https://paper.example/1";
const VALIDATORS = { etag: '"1"', lastModified: "Thu, 26 Nov 2020 00:27:11 GMT", url: PAGE };
const STATE: SourceState = {
  version: { digest: "d", options: "o", validators: VALIDATORS, ids: ["on-reading"] },
  articles: { "on-reading": { updated: anArticle().updated, fields: { title: "t" } } },
};

let folder: string;
let file: string;
let warnings: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanmu-state-"));
  file = join(folder, ".lanmu", "sources-of-articles.json");
  warnings = [];
});
afterEach(() => rm(folder, { recursive: true }));

const open = (of = file, articles = [anArticle()]) =>
  openImportState(of, storedArticles(parseStore(aStore(articles))), (line) => void warnings.push(line));

/** Saves the state of a source, as an earlier import would. */
async function save(name: string, of = file, source = STATE): Promise<void> {
  const state = await open(of);
  state.set(name, source);
  await state.save();
}

it("openImportState() returns what an earlier import saved", async () => {
  await save(PAGE);

  const state = await open();

  expect(state.get(PAGE)).toEqual(STATE);
  expect(state.get("constructor")).toBeUndefined();
  expect(warnings).toEqual([]);
});

it.each([
  ["missing", []],
  ["older", [anArticle({ updated: "2024-01-02T08:00:00+08:00" })]],
])("openImportState() drops an article that is %s in the store", async (_, articles) => {
  await save(PAGE);

  expect((await open(file, articles)).get(PAGE)).toEqual({ articles: {} });
});

it("openImportState() drops a validator that is no valid header value", async () => {
  const version = {
    digest: "d",
    options: "o",
    ids: [],
    validators: { etag: "a\r\nX-Evil: 1", lastModified: "x" },
  };
  await save(PAGE, file, { version, articles: {} });

  expect((await open()).get(PAGE)?.version?.validators).toEqual({ lastModified: "x" });
});

it("save() writes the same bytes whatever the order of the sources, and no other file", async () => {
  await save("https://paper.example/2");
  await save("https://paper.example/1");
  const first = await readFile(file, "utf8");
  await rm(file);
  await save("https://paper.example/1");
  await save("https://paper.example/2");

  expect(await readFile(file, "utf8")).toBe(first);
  expect(await readdir(join(folder, ".lanmu"))).toEqual(["sources-of-articles.json"]);
});

it("save() writes no file for an empty state", async () => {
  await (await open()).save();

  await expect(stat(join(folder, ".lanmu"))).rejects.toThrow("ENOENT");
});

it("save() warns in one line if it cannot write", async () => {
  await writeFile(join(folder, ".lanmu"), "a file");

  await save(PAGE);

  expect(warnings.at(-1)).toMatch(/^[^\n]+ cannot be written \(\w+\); [^\n]+$/);
});

it.each([
  "{",
  "null",
  "[]",
  "1",
  '{"a":1}',
  '{"a":{"articles":{"b":{}}}}',
])("openImportState() warns of a damaged file: %s", async (text) => {
  await save("x");
  await writeFile(file, text);

  const state = await open();

  expect(state.get("x")).toBeUndefined();
  expect(warnings).toEqual([`${file}: is damaged; this import reads every source again`]);
});
