import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../../../src/operator/user-error.ts";
import type { ArticleWriter, Transaction } from "../../../src/store/article-writer.ts";
import { jsonFileWriter } from "../../../src/store/json-file/json-file-writer.ts";
import { parseArticle } from "../../../src/store/json-file/parse-store.ts";
import type { ArticleRecord, StoreDocument } from "../../../src/store/json-file/store-document.ts";
import { aSlug } from "../../support/a-slug.ts";
import { anArticle, aStore } from "../../support/a-store.ts";
import { articleWriterContract } from "../article-writer-contract.ts";

const instant = new Date("2026-01-01T00:00:00Z");
const now = () => instant;
let folder: string;
let file: string;
let writer: ArticleWriter;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanmu-writer-"));
  file = join(folder, "articles.json");
  writer = jsonFileWriter(file, { now });
  await save(aStore([anArticle()]));
});
afterEach(() => rm(folder, { recursive: true }));

const save = (document: StoreDocument) => writeFile(file, JSON.stringify(document, null, 2));
const text = () => readFile(file, "utf8");
const read = async (): Promise<StoreDocument> => JSON.parse(await text());
const add = (id: string) => (transaction: Transaction) => transaction.put(parseArticle(anArticle({ id })));

articleWriterContract("jsonFileWriter()", async (document, clock) => {
  await save(document);
  return jsonFileWriter(file, { now: clock });
});

describe("jsonFileWriter()", () => {
  it("leaves no file beside the store", async () => {
    await writer.transaction(add("new"));

    expect(await readdir(folder)).toEqual(["articles.json"]);
  });

  it("writes new articles after the others, in the site's time zone", async () => {
    const article = anArticle({
      id: "new",
      published: "2025-12-31T16:00:00Z",
      updated: "2025-12-31T16:00:00.001Z",
    });

    await writer.transaction((transaction) => transaction.put(parseArticle({ ...article, tags: ["a"] })));

    const { updated, articles } = await read();
    expect(updated).toBe("2026-01-01T08:00:00+08:00");
    expect(JSON.stringify(articles[1])).toBe(
      '{"id":"new","column":"essays","updated":"2026-01-01T00:00:00.001+08:00","title":"On reading","published":"2026-01-01T00:00:00+08:00","tags":["a"]}',
    );
  });

  it("writes a draft's date the same in every time zone", async () => {
    const draft = parseArticle(anArticle({ id: "draft", published: "9999-12-31T08:00:00+08:00" }));

    await writer.transaction((transaction) => transaction.put(draft));

    expect((await read()).articles[1]?.published).toBe("9999-12-31T00:00:00Z");
  });

  it("keeps the place and the text of the fields that still mean the same", async () => {
    const record = {
      tags: [],
      title: "On reading",
      published: "2025-01-02T00:00:00.000Z",
      url: "https://a.example/图",
      summary: "Short",
      authors: [{ about: "Reader", name: "Li Na" }],
      updated: "2025-01-02T00:00:00Z",
      column: "essays",
      id: "on-reading",
    };
    await save(aStore([record]));

    await writer.transaction(async (transaction) => {
      const article = await transaction.get("on-reading");
      if (!article) throw new Error("It is there");
      const { summary: _, ...rest } = article;
      await transaction.put({ ...rest, title: "New", source: { name: "D" }, editors: [{ name: "E" }] });
    });

    const { summary: _, ...kept } = record;
    expect(JSON.stringify((await read()).articles[0])).toBe(
      JSON.stringify({ ...kept, title: "New", editors: [{ name: "E" }], source: { name: "D" } }),
    );
  });

  it("copies the date of publication as it is written, where an article was published after its last edit", async () => {
    await save(aStore([anArticle({ published: "2025-07-01T00:00:00Z", updated: "2025-05-01T00:00:00Z" })]));

    await writer.transaction(add("new"));

    expect((await read()).articles[0]?.updated).toBe("2025-07-01T00:00:00Z");
  });

  it.each([
    ["nothing changed", async () => {}, {}],
    ["it is a dry run", add("new"), { dryRun: true }],
  ])("writes nothing where %s", async (_, work, options) => {
    const before = await text();

    await writer.transaction(work, options);

    expect(await text()).toBe(before);
  });

  it("refuses a store that has problems already, with a line each", async () => {
    await save(aStore([anArticle({ column: "none" }), anArticle({ id: "two", column: "no" })]));

    await expect(writer.transaction(add("new"))).rejects.toThrow(/column.*\n.*column/);
    await expect(writer.read(async () => {})).rejects.toThrow(/column.*\n.*column/);
  });

  it("refuses a transaction during which somebody saved the store, and leaves what they saved", async () => {
    const saved = JSON.stringify(aStore([anArticle({ id: "theirs" }), anArticle()]));

    const editing = writer.transaction(async (transaction) => {
      await writeFile(file, saved);
      await add("new")(transaction);
    });

    await expect(editing).rejects.toThrow(
      new UserError(`${file}: it was changed while this command worked; run the command again`),
    );
    expect(await text()).toBe(saved);
  });

  it("refuses a transaction during which its lock was removed", async () => {
    const editing = writer.transaction(async (transaction) => {
      await rm(`${file}.lock`);
      await add("new")(transaction);
    });

    await expect(editing).rejects.toThrow(/changed while this command worked/);
    expect((await read()).articles).toHaveLength(1);
  });

  it.each<[string, string, (transaction: Transaction) => Promise<void>]>([
    ["its work fails", "no", () => Promise.reject(new UserError("no"))],
    [
      "its result would be invalid",
      "/column",
      (transaction) => transaction.put({ ...parseArticle(anArticle()), column: aSlug("unknown") }),
    ],
  ])("changes no byte and releases the lock when %s", async (_, message, work) => {
    const before = await text();

    const failure = await writer.transaction(work).catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(UserError);
    expect(String(failure)).toContain(message);
    expect(await text()).toBe(before);
    expect(await readdir(folder)).toEqual(["articles.json"]);
  });

  it("reads while another writer has the lock", async () => {
    await writer.transaction(async () => {
      expect(await writer.read((articles) => articles.count({}))).toBe(1);
    });
  });

  it("keeps the byte order mark that some editors write", async () => {
    await writeFile(file, `\uFEFF${JSON.stringify(aStore([]), null, 2)}`);

    await writer.transaction(add("new"));

    expect(await text()).toMatch(/^\uFEFF\{/);
  });
});

describe("jsonFileWriter() with random edits", () => {
  const INDENTS = ["  ", "\t", "    "];
  const date = fc.constantFrom(
    "2025-01-02T08:00:00+08:00",
    "2025-01-02T00:00:00.000Z",
    "2024-12-31T23:30:00-01:00",
  );
  const record = fc
    .record(
      {
        title: fc.constantFrom("One", "Two", "三"),
        published: date,
        authors: fc.array(fc.constantFrom({ about: "A", name: "B" }, { name: "C" }), { maxLength: 2 }),
        tags: fc.array(fc.constantFrom("a", "b"), { maxLength: 2 }),
        url: fc.constantFrom("http://a.example/图", "http://A.example"),
        summary: fc.constantFrom(" Short ", 'A "b" \\ c\u2028'),
      },
      { requiredKeys: ["title"] },
    )
    .chain((fields) => {
      // As somebody wrote it by hand: in any order.
      const whole: Partial<ArticleRecord> = { ...fields, column: "essays", updated: "2025-03-01T00:00:00Z" };
      return fc.shuffledSubarray(Object.entries(whole), { minLength: Object.keys(whole).length });
    });
  const edit = fc.record({
    at: fc.nat(5),
    kind: fc.constantFrom("title", "retitle", "put", "remove", "add"),
  });

  // Hundreds of files are written and read.
  it("every article that is not touched keeps its text, and what is read again is what was put", {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 5 }),
        fc.array(edit, { maxLength: 6 }),
        fc.constantFrom(...INDENTS),
        fc.constantFrom("\n", "\r\n"),
        async (entries, edits, indent, eol) => {
          const articles = entries.map((fields, index) =>
            anArticle({ ...Object.fromEntries(fields), ...{ id: `a${index}` } }),
          );
          const before = JSON.stringify(aStore(articles), null, indent).replaceAll("\n", eol);
          await writeFile(file, before);

          const { result: meant, articles: ids } = await writer.transaction((tx) => apply(edits, tx));

          const after = await text();
          expect(await writer.read(everything)).toEqual(meant);
          const touched = new Set([...ids.updated, ...ids.removed]);
          for (const { id } of articles) {
            if (!touched.has(id)) expect(after).toContain(textOf(before, id, indent));
          }
          if (touched.size + ids.added.length === 0) expect(after).toBe(before);
        },
      ),
      { numRuns: 150 },
    );
  });

  /** Makes `edits`; returns what the store should then hold. */
  async function apply(
    edits: readonly { readonly at: number; readonly kind: string }[],
    transaction: Transaction,
  ) {
    for (const { at, kind } of edits) {
      const article = await transaction.get(`a${at}`);
      if (kind === "add") await add(`new${at}`)(transaction);
      else if (kind === "remove") await transaction.remove(`a${at}`);
      else if (article && kind === "put") await transaction.put({ ...article });
      else if (article && kind === "title") await transaction.put({ ...article, title: "Changed" });
      else if (article) {
        await transaction.put({ ...article, title: "For a moment" });
        await transaction.put(article);
      }
    }
    return everything(transaction);
  }

  /** The text of an article in a file: all from the brace before its id, in the indentation of articles, to the brace after it. */
  function textOf(store: string, id: string, indent: string): string {
    const brace = `\n${indent.repeat(2)}`;
    const at = store.indexOf(`"id": "${id}"`);
    return store.slice(store.lastIndexOf(`${brace}{`, at), store.indexOf(`${brace}}`, at));
  }

  async function everything(articles: Pick<Transaction, "all">) {
    const all = [];
    for await (const article of articles.all()) all.push(article);
    return all;
  }
});
