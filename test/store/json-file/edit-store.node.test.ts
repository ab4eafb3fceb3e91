import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../../../src/operator/user-error.ts";
import { editStore } from "../../../src/store/json-file/edit-store.ts";
import type { StoreDocument } from "../../../src/store/json-file/store-document.ts";
import { anArticle, aStore } from "../../support/a-store.ts";

const instant = new Date("2026-01-01T00:00:00Z");
const now = () => instant;
let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanmu-edit-"));
  file = join(folder, "articles.json");
  await writeFile(file, JSON.stringify(aStore([anArticle()]), null, 2));
});
afterEach(() => rm(folder, { recursive: true }));

const read = async (): Promise<StoreDocument> => JSON.parse(await readFile(file, "utf8"));
const add = (id: string) => (store: StoreDocument) => ({
  ...store,
  articles: [...store.articles, anArticle({ id })],
});

describe("editStore()", () => {
  it("writes the change and moves the store's date", async () => {
    expect(await editStore(file, add("new"), { now })).toBe(true);

    const { updated, articles } = await read();
    expect(articles.map(({ id }) => id)).toEqual(["on-reading", "new"]);
    expect(new Date(updated)).toEqual(instant);
  });

  it("leaves nothing beside the store", async () => {
    await editStore(file, add("new"), { now });

    expect(await readdir(folder)).toEqual(["articles.json"]);
  });

  it("writes nothing when nothing changed", async () => {
    const before = await readFile(file, "utf8");

    expect(await editStore(file, (store) => store, { now })).toBe(false);
    expect(await readFile(file, "utf8")).toBe(before);
  });

  it("writes nothing on a dry run, and says that something would change", async () => {
    const before = await readFile(file, "utf8");

    expect(await editStore(file, add("new"), { now, dryRun: true })).toBe(true);
    expect(await readFile(file, "utf8")).toBe(before);
  });

  it.each([
    [
      "would have a problem",
      (store: StoreDocument) => ({ ...store, articles: [anArticle({ column: "none" })] }),
    ],
    ["fails to be made", () => Promise.reject(new UserError("no"))],
  ])("writes nothing when the change %s", async (_, edit) => {
    const before = await readFile(file, "utf8");

    await expect(editStore(file, edit, { now })).rejects.toThrow(UserError);
    expect(await readFile(file, "utf8")).toBe(before);
    expect(await readdir(folder)).toEqual(["articles.json"]);
  });

  it("refuses a store that has problems already, with a line each", async () => {
    await writeFile(
      file,
      JSON.stringify(aStore([anArticle({ column: "none" }), anArticle({ id: "two", column: "no" })])),
    );

    await expect(editStore(file, add("new"), { now })).rejects.toThrow(/column.*\n.*column/);
  });

  it("lets writers follow each other: no change is lost", async () => {
    const ids = ["a", "b", "c", "d", "e", "f"];

    await Promise.all(ids.map((id) => editStore(file, add(id), { now })));

    expect((await read()).articles.map(({ id }) => id).sort()).toEqual([...ids, "on-reading"]);
  });

  it("refuses where somebody saved the store meanwhile, and leaves what they saved", async () => {
    const saved = JSON.stringify(aStore([anArticle({ id: "theirs" }), anArticle()]));

    const editing = editStore(
      file,
      async (store) => {
        await writeFile(file, saved);
        return add("new")(store);
      },
      { now },
    );

    await expect(editing).rejects.toThrow(
      new UserError(`${file}: it was changed while this command worked; run the command again`),
    );
    expect(await readFile(file, "utf8")).toBe(saved);
  });

  it("refuses where its lock was taken away meanwhile", async () => {
    const editing = editStore(
      file,
      async (store) => {
        await rm(`${file}.lock`);
        return add("new")(store);
      },
      { now },
    );

    await expect(editing).rejects.toThrow(/changed while this command worked/);
    expect((await read()).articles).toHaveLength(1);
  });

  it("keeps the byte order mark that some editors write", async () => {
    await writeFile(file, `\uFEFF${JSON.stringify(aStore([]), null, 2)}`);

    await editStore(file, add("new"), { now });

    expect(await readFile(file, "utf8")).toMatch(/^\uFEFF\{/);
  });

  it("moves the date of an article that has been published since its last edit", async () => {
    const waited = anArticle({ published: "2025-07-01T00:00:00Z", updated: "2025-05-01T00:00:00Z" });
    await writeFile(file, JSON.stringify(aStore([waited])));

    await editStore(file, add("new"), { now });

    expect((await read()).articles[0]?.updated).toBe("2025-07-01T00:00:00Z");
  });
});
