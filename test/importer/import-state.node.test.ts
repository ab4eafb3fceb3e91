import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openSourceMemory, type RememberedSource } from "../../src/importer/import-state.ts";
import { anArticle } from "../support/a-store.ts";

const PAGE = "https://paper.example/1";
const VALIDATORS = { etag: '"1"', lastModified: "Thu, 26 Nov 2020 00:27:11 GMT", url: PAGE };
const REMEMBERED: RememberedSource = {
  version: { digest: "d", options: "o", validators: VALIDATORS, ids: ["on-reading"] },
  articles: { "on-reading": { updated: anArticle().updated, fields: { title: "t" } } },
};

let folder: string;
let store: string;
let file: string;
let notes: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanmu-memory-"));
  store = join(folder, "articles.json");
  file = join(folder, ".lanmu", "sources-of-articles.json");
  notes = [];
});
afterEach(() => rm(folder, { recursive: true }));

const opened = (of = store, articles = [anArticle()]) =>
  openSourceMemory(of, articles, (line) => void notes.push(line));

/** Remembers a source as an earlier run would. */
async function remember(name: string, of = store, source = REMEMBERED): Promise<void> {
  const memory = await opened(of);
  memory.set(name, source);
  await memory.save();
}

it("openSourceMemory() gives back what an earlier run saved", async () => {
  await remember(PAGE);

  const memory = await opened();

  expect(memory.of(PAGE)).toEqual(REMEMBERED);
  expect(memory.of("constructor")).toBeUndefined();
  expect(notes).toEqual([]);
});

it("openSourceMemory() keeps the stores of one folder apart", async () => {
  await remember(PAGE);
  await remember("https://paper.example/2", join(folder, "other.json"));

  expect((await opened(join(folder, "other.json"))).of(PAGE)).toBeUndefined();
  expect((await opened()).of(PAGE)).toEqual(REMEMBERED);
});

it.each([
  ["gone", []],
  ["older", [anArticle({ updated: "2024-01-02T08:00:00+08:00" })]],
])("openSourceMemory() forgets what it has of an article that is %s", async (_, articles) => {
  await remember(PAGE);

  expect((await opened(store, articles)).of(PAGE)).toEqual({ articles: {} });
});

it("openSourceMemory() leaves out what cannot stand in a header", async () => {
  const version = {
    digest: "d",
    options: "o",
    ids: [],
    validators: { etag: "a\r\nX-Evil: 1", lastModified: "x" },
  };
  await remember(PAGE, store, { version, articles: {} });

  expect((await opened()).of(PAGE)?.version?.validators).toEqual({ lastModified: "x" });
});

it("save() writes the same bytes in whatever order sources came, and nothing beside them", async () => {
  await remember("https://paper.example/2");
  await remember("https://paper.example/1");
  const first = await readFile(file, "utf8");
  await rm(file);
  await remember("https://paper.example/1");
  await remember("https://paper.example/2");

  expect(await readFile(file, "utf8")).toBe(first);
  expect(await readdir(join(folder, ".lanmu"))).toEqual(["sources-of-articles.json"]);
});

it("save() writes nothing when there is nothing to remember", async () => {
  await (await opened()).save();

  await expect(stat(join(folder, ".lanmu"))).rejects.toThrow("ENOENT");
});

it("save() says in one line that it cannot write", async () => {
  await writeFile(join(folder, ".lanmu"), "a file");

  await remember(PAGE);

  expect(notes.at(-1)).toMatch(/^[^\n]+ cannot be written \(\w+\); [^\n]+$/);
});

it.each([
  "{",
  "null",
  "[]",
  "1",
  '{"a":1}',
  '{"a":{"articles":{"b":{}}}}',
])("openSourceMemory() says of a damaged file that it is: %s", async (text) => {
  await remember("x");
  await writeFile(file, text);

  const memory = await opened();

  expect(memory.of("x")).toBeUndefined();
  expect(notes).toEqual([`${file}: is damaged; every source is read again`]);
});
