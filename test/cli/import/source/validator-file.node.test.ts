import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openValidators } from "../../../../src/cli/import/source/validator-file.ts";
import { Refusal } from "../../../../src/cli/refusal.ts";

const PAGE = "https://paper.example/1";
const VALIDATORS = { etag: '"1"', lastModified: "Thu, 26 Nov 2020 00:27:11 GMT", url: PAGE };

let folder: string;
let store: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanmu-validators-"));
  store = join(folder, "articles.json");
  file = join(folder, ".lanmu", "validators.json");
});

afterEach(() => rm(folder, { recursive: true }));

/** Remembers `address` as an earlier run would. */
async function remember(address: string, of = store): Promise<void> {
  const validators = await openValidators(of);
  validators.set(address, VALIDATORS);
  await validators.save();
}

it("openValidators() gives back what an earlier run saved", async () => {
  await remember(PAGE);

  const validators = await openValidators(store);

  expect(validators.get(PAGE)).toEqual(VALIDATORS);
  expect(validators.get("https://paper.example/2")).toBeUndefined();
});

it("openValidators() keeps the stores of one folder apart", async () => {
  const other = join(folder, "other.json");
  await remember(PAGE);
  await remember("https://paper.example/2", other);

  const validators = await openValidators(other);

  expect(validators.get(PAGE)).toBeUndefined();
  expect((await openValidators(store)).get(PAGE)).toEqual(VALIDATORS);
});

it("set() forgets an address whose server says nothing to compare by", async () => {
  const validators = await openValidators(store);
  validators.set(PAGE, VALIDATORS);

  validators.set(PAGE, { url: PAGE });

  expect(validators.get(PAGE)).toBeUndefined();
});

it("save() writes the same bytes in whatever order addresses came, and nothing beside them", async () => {
  await remember("https://paper.example/2");
  await remember("https://paper.example/1");
  const first = await readFile(file, "utf8");
  await rm(file);
  await remember("https://paper.example/1");
  await remember("https://paper.example/2");

  expect(await readFile(file, "utf8")).toBe(first);
  expect(await readdir(join(folder, ".lanmu"))).toEqual(["validators.json"]);
});

it("save() writes nothing when nothing changed", async () => {
  const validators = await openValidators(store);

  await validators.save();

  await expect(stat(join(folder, ".lanmu"))).rejects.toThrow("ENOENT");
});

it("save() says in one line that it cannot write", async () => {
  await writeFile(join(folder, ".lanmu"), "a file");

  await expect(remember(PAGE)).rejects.toThrow(Refusal);
  await expect(remember(PAGE)).rejects.toThrow(/^[^\n]+ cannot be written \(\w+\); [^\n]+$/);
});

it.each([
  "",
  "{",
  "null",
  "[]",
  "1",
  '{"articles.json": []}',
  `{"articles.json": {"${PAGE}": 1}}`,
  `{"articles.json": {"${PAGE}": {"etag": 1}}}`,
  `{"articles.json": {"${PAGE}": {"etag": "a\\r\\nX-Evil: 1"}}}`,
])("openValidators() takes a broken file as if there were none: %s", async (text) => {
  await mkdir(join(folder, ".lanmu"));
  await writeFile(file, text);

  const validators = await openValidators(store);

  expect(validators.get(PAGE) ?? {}).toEqual({});
  await remember(PAGE);
  expect((await openValidators(store)).get(PAGE)).toEqual(VALIDATORS);
});

it("an address named like a property of objects is an address", async () => {
  await remember("__proto__");

  const validators = await openValidators(store);

  expect(validators.get("__proto__")).toEqual(VALIDATORS);
  expect(validators.get("constructor")).toBeUndefined();
});
