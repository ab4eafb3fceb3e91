import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InvalidStoreError } from "../../../src/store/invalid-store-error.ts";
import { jsonFileStore } from "../../../src/store/json-file/json-file-store.ts";
import type { StoreDocument } from "../../../src/store/json-file/store-document.ts";
import { anArticle, aStore } from "../../support/a-store.ts";
import { snapshotContract } from "../snapshot-contract.ts";

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

  it("derives an article once, however often it is asked for", async () => {
    await save(aStore([anArticle({ content: "<p>One</p>" })]));
    const snapshot = await jsonFileStore(file, { now }).snapshot(now());

    const [first, second] = [await snapshot.article("on-reading"), await snapshot.article("on-reading")];

    expect(first?.body).toBeDefined();
    expect(second).toBe(first);
  });

  it("refuses a store that does not pass its check", async () => {
    await save(aStore([anArticle({ column: "none" })]));

    await expect(jsonFileStore(file, { now }).snapshot(now())).rejects.toThrow(InvalidStoreError);
  });
});

let files = 0;
snapshotContract("jsonFileStore()", async (document) => {
  const path = join(folder, `store-${files++}.json`);
  await writeFile(path, JSON.stringify(document));
  return jsonFileStore(path, { now: () => new Date("2026-01-01T00:00:00Z") });
});
