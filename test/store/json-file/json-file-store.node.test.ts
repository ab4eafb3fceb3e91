import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { deriveArticle } from "../../../src/store/derive-article.ts";
import { InvalidStoreError } from "../../../src/store/invalid-store-error.ts";
import { derivedStore, jsonFileStore } from "../../../src/store/json-file/json-file-store.ts";
import { parseStore } from "../../../src/store/json-file/parse-store.ts";
import type { StoreDocument } from "../../../src/store/json-file/store-document.ts";
import { anArticle, aStore } from "../../support/a-store.ts";

const now = () => new Date("2026-01-01T00:00:00Z");
let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanmu-store-"));
  file = join(folder, "articles.json");
});
afterEach(() => rm(folder, { recursive: true }));

const save = (document: StoreDocument) => writeFile(file, JSON.stringify(document));

describe("jsonFileStore()", () => {
  it("serves heads and whole articles, derived as a build does", async () => {
    await save(aStore([anArticle({ content: "<p>We <em>read</em>.</p>" }), anArticle({ id: "teaser" })]));

    const snapshot = await jsonFileStore(file, { now }).snapshot(now());
    const { heads } = await snapshot.list({}, { limit: 2 });
    const article = await snapshot.article("on-reading");

    expect(heads.map(({ id, hasBody, excerpt }) => ({ id, hasBody, excerpt }))).toEqual([
      { id: "on-reading", hasBody: true, excerpt: "We read." },
      { id: "teaser", hasBody: false, excerpt: undefined },
    ]);
    expect(article).toMatchObject({ body: { text: "We read.", html: "<p>We <em>read</em>.</p>" } });
  });

  it("refuses a store that does not pass its check", async () => {
    await save(aStore([anArticle({ column: "none" })]));

    await expect(jsonFileStore(file, { now }).snapshot(now())).rejects.toThrow(InvalidStoreError);
  });
});

it("derivedStore() derives nothing for a list of titles, and nothing twice", async () => {
  const articles = [anArticle({ content: "<p>One</p>" }), anArticle({ id: "two", content: "<p>Two</p>" })];
  const derive = vi.fn(deriveArticle);
  const snapshot = await derivedStore(parseStore(aStore(articles)), derive).snapshot(now());

  const { heads } = await snapshot.list({}, { limit: 2 });
  const titles = heads.map(({ title }) => title);
  const before = derive.mock.calls.length;
  await snapshot.article("two");
  const excerpt = heads[1]?.excerpt;

  expect({ titles, before, excerpt }).toEqual({
    titles: ["On reading", "On reading"],
    before: 0,
    excerpt: "Two",
  });
  expect(derive).toHaveBeenCalledTimes(1);
});
