import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { buildStore } from "../../src/cli/build-store.ts";
import { bundledStore } from "../../src/store/json-file/bundled-store.ts";
import type { StoreDocument } from "../../src/store/json-file/store-document.ts";
import { aFullStore } from "../support/a-full-store.ts";
import { anArticle, aStore } from "../support/a-store.ts";
import { aWordSearch } from "../support/a-word-search.ts";
import { NOW } from "../support/serve.ts";

let folder: string;
let output: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanmu-build-"));
  output = "";
});
afterEach(() => rm(folder, { recursive: true }));

const stream = {
  write(text: string | Uint8Array) {
    output += text;
    return true;
  },
};

async function build(document: StoreDocument, now = NOW): Promise<number> {
  const file = join(folder, "articles.json");
  await writeFile(file, JSON.stringify(document));
  return buildStore(file, join(folder, "build"), { stdout: stream, stderr: stream, now });
}

const LATER = new Date("2026-02-01T00:00:00Z");

async function lastModified(): Promise<Date> {
  const store = bundledStore(await bytes("store.index"), await bytes("store.articles"), aWordSearch);
  return (await store.snapshot(LATER)).lastModified;
}

const bytes = async (name: string) => new Uint8Array(await readFile(join(folder, "build", name))).buffer;

it("buildStore() writes what the Worker serves from", async () => {
  expect(await build(aFullStore())).toBe(0);

  const store = bundledStore(await bytes("store.index"), await bytes("store.articles"), aWordSearch);
  const article = await (await store.snapshot(NOW)).article("on-reading");
  expect(article).toMatchObject({ title: "On reading", body: { text: "We read more." } });
  expect(output).toMatch(/no problems\nthe Worker would be about \d\d KiB compressed, .*\n$/);
});

it("buildStore() writes the same bytes for the same store", async () => {
  const document = aFullStore();
  await build(document);
  const before = Buffer.from(await bytes("store.articles"));

  await build(document);

  expect(Buffer.from(await bytes("store.articles")).equals(before)).toBe(true);
});

it("buildStore() reports the problems of a store, and leaves what was built before", async () => {
  await build(aStore([anArticle()]));
  const before = Buffer.from(await bytes("store.index"));

  expect(await build(aStore([anArticle({ column: "none" })]))).toBe(1);

  expect(output).toMatch(/articles\.json \/articles\/0\/column \(article on-reading\): .+\n/);
  expect(await readdir(join(folder, "build"))).toEqual([
    "character-variants",
    "history.json",
    "store.articles",
    "store.index",
  ]);
  expect(Buffer.from(await bytes("store.index")).equals(before)).toBe(true);
});

it("a build of the same keeps the date of the build before, and a build of anything else does not", async () => {
  await build(aFullStore());
  await build(aFullStore(), LATER);
  const same = await lastModified();

  await build(aStore([anArticle()]), new Date("2026-03-01T00:00:00Z"));

  expect([same, await lastModified()]).toEqual([NOW, new Date("2026-03-01T00:00:00Z")]);
});

it.each([
  "",
  "not JSON",
  "{}",
  '{"format":0}',
])("a build after one whose history cannot be read (%j) has its own date", async (history) => {
  await build(aFullStore());
  await writeFile(join(folder, "build", "history.json"), history);

  await build(aFullStore(), LATER);

  expect(await lastModified()).toEqual(LATER);
});
