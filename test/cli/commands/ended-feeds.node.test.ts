import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCommand } from "../../../src/cli/run-command.ts";
import type { StoreDocument } from "../../../src/store/json-file/store-document.ts";
import { aProcess } from "../../support/a-process.ts";
import { anArticle, aStore } from "../../support/a-store.ts";

const STORE = aStore([
  anArticle({ authors: [{ name: "Li Xiaohai" }], tags: ["books"] }),
  anArticle({ id: "other", title: "Other", authors: [{ name: "Wang" }], tags: ["books"] }),
]);
const RENAME = ["edit", "on-reading", "--author", "Li Hai"];
const REDIRECTS = ["", "/rss.xml", "/atom.xml", "/feed.json"].map((suffix) => ({
  from: `/authors/Li%20Xiaohai${suffix}`,
  to: `/authors/Li%20Hai${suffix}`,
}));

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanmu-ended-"));
  file = join(folder, "articles.json");
  await writeFile(file, JSON.stringify(STORE, null, 2));
});
afterEach(() => rm(folder, { recursive: true }));

const store = async (): Promise<StoreDocument> => JSON.parse(await readFile(file, "utf8"));

/** Runs a command; with `answers`, on a terminal. */
async function run(args: readonly string[], answers?: readonly string[]) {
  const process = aProcess(answers ? { answers } : {});
  const code = await runCommand(["--store", file, ...args], process);
  return { code, out: process.out(), err: process.err() };
}

describe("a change that takes the last article of an author or a tag", () => {
  it.each([
    ["edit", RENAME, "author:Li Xiaohai"],
    ["remove", ["remove", "other"], "author:Wang"],
    ["edit --clear", ["edit", "other", "--clear", "author"], "author:Wang"],
  ])("by %s says which feeds stay empty, and how to redirect them", async (_, args, scope) => {
    const { code, out, err } = await run(args);

    expect(code).toBe(0);
    expect(out).toMatch(/^(?:changed|removed) /);
    expect(err).toContain(`the feeds of ${scope} have no article any more`);
    expect(err).toContain(`redirect "${scope}" <author:<name>`);
    expect((await store()).formerAuthors).toEqual([scope.slice("author:".length)]);
  });

  it("in an import says so, too", async () => {
    const page = join(folder, "on-reading.md");
    await writeFile(
      page,
      "---\nid: tag:review.example,2020:on-reading\ntitle: On reading\nauthor: Li Hai\n---\n",
    );

    const { err } = await run(["import", page]);

    expect(err).toContain("the feeds of author:Li Xiaohai have no article any more");
  });

  it("in a dry run says what would be, and asks and writes nothing", async () => {
    const { err } = await run([...RENAME, "--dry-run"], ["author:Wang"]);

    expect(err).toBe("the feeds of author:Li Xiaohai would have no article any more\n");
    expect(await store()).toEqual(STORE);
  });

  it("on a terminal asks where subscribers are to go, and redirects them", async () => {
    const { code, err } = await run(RENAME, ["author:Li Hai"]);

    expect(code).toBe(0);
    expect(err).toContain("redirected author:Li Xiaohai: to author:Li Hai");
    expect((await store()).redirects).toEqual(REDIRECTS);
  });

  it.each([
    ["nothing", "", ""],
    ["something without articles", "tag:none", 'There is no article of "tag:none"'],
    ["something else", "Li Hai", 'Found "Li Hai"; write author:<name>'],
  ])("redirects nothing where the answer is %s", async (_, answer, message) => {
    const { code, err } = await run(RENAME, [answer]);

    expect(code).toBe(0);
    expect(err).toContain(message);
    expect(await store()).not.toHaveProperty("redirects");
  });

  it("asks for nothing where results are JSON", async () => {
    const { out } = await run(["--json", ...RENAME], ["author:Li Hai"]);

    expect(JSON.parse(out)).toMatchObject({ ended: { authors: ["Li Xiaohai"], tags: [] } });
    expect(await store()).not.toHaveProperty("redirects");
  });

  it("says nothing where every author and tag keeps an article", async () => {
    const { err } = await run(["edit", "on-reading", "--tag", "books", "--tag", "new"], []);

    expect(err).toBe("");
  });
});

describe("column remove", () => {
  it("says that the feeds are gone, and redirects them where the operator answers", async () => {
    const { err } = await run(["column", "remove", "letters"], ["column:essays"]);

    expect(err).toContain("the feeds of column:letters are gone");
    expect((await store()).redirects).toContainEqual({
      from: "/columns/letters/rss.xml",
      to: "/columns/essays/rss.xml",
    });
  });
});

describe("redirect", () => {
  it("adds redirects of the page and each feed, instead of those from the same addresses", async () => {
    await run(RENAME);
    await run(["redirect", "author:Li Xiaohai", "site"]);

    const { code, out } = await run(["redirect", "author:Li Xiaohai", "author:Li Hai"]);
    const again = await run(["redirect", "author:Li Xiaohai", "author:Li Hai"]);

    expect({ code, out }).toEqual({ code: 0, out: "redirected author:Li Xiaohai: to author:Li Hai\n" });
    expect(again.out).toBe("unchanged author:Li Xiaohai: to author:Li Hai\n");
    expect((await store()).redirects).toEqual(REDIRECTS);
  });

  it.each([
    ["what has articles", ["author:Wang", "site"], '"author:Wang" still has feeds of its own'],
    ["a column that is there", ["column:letters", "site"], '"column:letters" still has feeds'],
    ["the site", ["site", "author:Wang"], '"site" still has feeds'],
    ["to what has none", ["author:none", "author:nobody"], 'There is no article of "author:nobody"'],
    ["to a column that is not there", ["author:none", "column:poems"], 'There is no column "poems"'],
  ])("refuses %s", async (_, args, message) => {
    const { code, err } = await run(["redirect", ...args]);

    expect(code).toBe(1);
    expect(err).toContain(message);
    expect(await store()).toEqual(STORE);
  });
});
