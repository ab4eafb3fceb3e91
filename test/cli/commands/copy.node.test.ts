import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WORD_SEARCH } from "../../../src/store/character-variants.ts";
import { d1Writer } from "../../../src/store/d1/d1-writer.ts";
import type { Database } from "../../../src/store/d1/database.ts";
import type { StoreDocument } from "../../../src/store/json-file/store-document.ts";
import { aDatabaseCommandLine, type DatabaseCommandLine } from "../../support/a-command-line.ts";
import { type LocalD1, startD1 } from "../../support/a-database.ts";
import { anArticle, aStore } from "../../support/a-store.ts";
import { expectConsistentTables } from "../../support/d1-tables.ts";

let d1: LocalD1;
let lanmu: DatabaseCommandLine;
beforeAll(async () => {
  d1 = await startD1();
});
beforeEach(async () => {
  await d1.empty();
  lanmu = await aDatabaseCommandLine(d1.db);
});
afterEach(() => lanmu.remove());
afterAll(() => d1.close());

const path = (name: string) => join(lanmu.folder, name);
const save = (name: string, document: StoreDocument) =>
  writeFile(path(name), `${JSON.stringify(document, null, 2)}\n`);
const text = (name: string) => readFile(path(name), "utf8");

/** Copies one store to another, files by their names in the folder; expects that it succeeds. */
async function copy(from: string, to: string, ...options: readonly string[]) {
  const named = (name: string) => (name === "d1" ? name : path(name));
  const { code, out, err } = await lanmu.run(["--json", "copy", named(from), named(to), ...options]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return JSON.parse(out);
}

const writer = () => d1Writer(d1.db, { name: "d1", search: WORD_SEARCH, now: () => new Date() });

/** A store in which every part of a store is there. */
function aWholeStore(): StoreDocument {
  return aStore(
    [
      anArticle({
        authors: [{ name: "Li Na", about: "reporter" }],
        tags: ["a", "b"],
        content: "<p>One & two</p>",
      }),
      anArticle({ id: "draft", title: "A draft", published: "9999-12-31T00:00:00Z" }),
      anArticle({
        id: "scheduled",
        published: "2099-01-02T00:00:00Z",
        image: { url: "https://i.example/1.png", alt: "I" },
      }),
      // Its date has come since the store was changed.
      anArticle({
        id: "ended",
        published: "2025-06-15T00:00:00+08:00",
        updated: "2025-05-01T00:00:00+08:00",
      }),
      anArticle({
        id: "guided",
        guid: "urn:1",
        url: "https://a.example/图",
        column: "letters",
        source: { name: "S" },
      }),
      { ...anArticle({ id: "undated", added: "2025-01-01T00:00:00+08:00" }), published: undefined },
    ],
    {
      columns: [
        { slug: "essays", title: "Essays", sources: [{ url: "https://a.example/", match: "/x/*" }] },
        { slug: "letters", title: "Letters", description: "Letters to the editor" },
      ],
      feeds: [{ slug: "top", title: "Top", filter: { tags: ["a"], since: "2025-01-01" }, limit: 5 }],
      removedFeeds: ["old-feed"],
      formerAuthors: ["Z", "A"],
      formerTags: ["gone", "b"],
      redirects: [{ from: "/old", to: "/rss.xml" }],
      removed: [
        { id: "z", title: "Z", url: "https://a.example/z", published: "2025-02-01T00:00:00+08:00" },
        { id: "y", title: "Y", unpublished: true },
      ],
    },
  );
}

describe("copy", () => {
  it("makes a database what a file is, and a new file the same again, byte for byte", async () => {
    await save("a.json", aWholeStore());

    const first = await copy("a.json", "d1");
    await copy("d1", "b.json");
    await d1.empty();
    await copy("b.json", "d1");
    await copy("d1", "c.json");
    await copy("d1", "a.json");

    expect(first).toMatchObject({ made: true, added: expect.objectContaining({ length: 6 }), removed: [] });
    expect(await text("c.json")).toBe(await text("b.json"));
    // What is the same keeps its text, such as the offset of a date.
    expect(await text("a.json")).toBe(`${JSON.stringify(aWholeStore(), null, 2)}\n`);
    await expectConsistentTables(d1.db, writer());
    expect((await lanmu.run(["check"])).out).toBe("d1: 2 columns, 6 articles, no problems\n");
  }, 20_000);

  it("writes nothing where both are the same already", async () => {
    await save("a.json", aWholeStore());
    await copy("a.json", "d1");
    d1.costs.length = 0;

    const again = await copy("a.json", "d1");

    expect(again).toMatchObject({ added: [], changed: [], removed: [], facts: [], reordered: false });
    const costs = d1.costs.flat();
    expect(costs.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0)).toBe(0);
    // Digests, and no bodies.
    expect(costs.filter(({ sql }) => sql.includes("bodies"))).toEqual([]);
    const before = await stat(path("a.json"));
    await copy("d1", "a.json");
    expect((await stat(path("a.json"))).ino).toBe(before.ino);
  });

  it("--dry-run says what would change, and changes nothing", async () => {
    await save("a.json", aWholeStore());
    await copy("a.json", "d1");
    await save("b.json", {
      ...aWholeStore(),
      redirects: [],
      articles: [anArticle({ id: "new" }), anArticle({ title: "Another" })],
    });
    d1.costs.length = 0;

    const { out } = await lanmu.run(["copy", path("b.json"), "d1", "--dry-run"]);

    expect(out.replaceAll(lanmu.folder, "")).toBe(
      [
        "added    new",
        "changed  on-reading",
        "removed  draft",
        "removed  scheduled",
        "removed  ended",
        "removed  guided",
        "removed  undated",
        "would copy /b.json to d1: 1 added, 1 changed, 5 removed, 0 unchanged",
        "would change: redirects",
        "",
      ].join("\n"),
    );
    expect(d1.costs.flat().every(({ rowsWritten }) => rowsWritten === 0)).toBe(true);
  });

  it("refuses a file that does not pass its check, with every problem, and writes nothing", async () => {
    await save("a.json", aStore([anArticle({ title: "" }), anArticle({ id: "b", column: "none" })]));

    const { code, err } = await lanmu.run(["copy", path("a.json"), "d1"]);

    expect(code).toBe(1);
    expect(err).toContain("/articles/0/title (article on-reading)");
    expect(err).toContain("/articles/1/column (article b)");
    expect((await d1.db.batch([{ sql: "SELECT * FROM store", parameters: [] }]))[0]).toEqual([]);
  });

  it("any store becomes any other, whichever keeps them", async () => {
    const id = fc.constantFrom("a", "b", "c", "d", "e", "f");
    const name = fc.constantFrom("x", "y", "z");
    const article = fc.record({
      id,
      title: fc.constantFrom("One", "Two"),
      column: fc.constantFrom("essays", "letters"),
      published: fc.constantFrom(
        "2025-01-02T08:00:00+08:00",
        "2025-01-03T08:00:00+08:00",
        "9999-12-31T00:00:00Z",
      ),
      tags: fc.uniqueArray(name, { maxLength: 2 }),
      content: fc.constantFrom("<p>T</p>", "<p>U</p>"),
    });
    const store = fc
      .record({
        articles: fc.uniqueArray(article, { selector: (one) => one.id, maxLength: 6 }),
        removed: fc.uniqueArray(id, { maxLength: 3 }),
        former: fc.uniqueArray(name, { maxLength: 2 }),
        language: fc.constantFrom("en", "zh-CN"),
        updated: fc.constantFrom("2025-06-01T00:00:00Z", "2025-07-01T00:00:00Z"),
      })
      .map(({ articles, removed, former, language, updated }) => {
        const document = aStore(
          articles.map((one) => anArticle({ ...one, updated: "2025-05-01T00:00:00+08:00" })),
        );
        const present = new Set<string>(articles.map((one) => one.id));
        return {
          ...document,
          updated,
          site: { ...document.site, language },
          formerTags: former,
          removed: removed.filter((one) => !present.has(one)).map((one) => ({ id: one, title: one })),
        };
      });

    await fc.assert(
      fc.asyncProperty(fc.array(store, { minLength: 2, maxLength: 3 }), async (documents) => {
        await d1.empty();
        for (const document of documents) {
          await save("a.json", document);
          await copy("a.json", "d1");
          await copy("d1", "b.json");
          await copy("a.json", "c.json");
          expect(await text("b.json")).toBe(await text("c.json"));
          const again = [await copy("a.json", "d1"), await copy("b.json", "a.json")];
          expect(again).toEqual(
            again.map((one) => ({
              ...one,
              made: false,
              added: [],
              changed: [],
              removed: [],
              reordered: false,
              facts: [],
            })),
          );
        }
        await expectConsistentTables(d1.db, writer());
      }),
      { numRuns: 4 },
    );
  }, 60_000);

  it("goes on where it was ended, at any point, and is consistent meanwhile", async () => {
    const articles = Array.from({ length: 950 }, (_, index) =>
      anArticle({ id: `a${index}`, title: `T ${index}`, tags: [`t${index % 7}`] }),
    );
    await save("a.json", aStore(articles));
    let left = 0;
    const failing: Database = {
      batch: async (queries) => {
        left -= 1;
        if (left < 0) throw new Error("ended");
        return d1.db.batch(queries);
      },
    };
    const ending = await aDatabaseCommandLine(failing);
    const counts: number[] = [];
    for (let batches = 8; ; batches += 9) {
      left = batches;
      const { code } = await ending.run(["copy", path("a.json"), "d1"]);
      if (code === 0) break;
      counts.push(await writer().read(({ count }) => count({})));
    }

    expect(counts.some((count) => count > 0 && count < 950)).toBe(true);
    expect(await copy("a.json", "d1")).toMatchObject({ added: [], changed: [], removed: [], facts: [] });
    await expectConsistentTables(d1.db, writer());
    await ending.remove();
  }, 30_000);

  it("begins again where another command changes the database meanwhile", async () => {
    await save("a.json", aStore([anArticle(), anArticle({ id: "b" })]));
    await copy("a.json", "d1");
    await save("a.json", aStore([anArticle({ title: "New" })]));
    let isDisturbed = false;
    const disturbed: Database = {
      async batch(queries) {
        if (queries[0]?.sql.startsWith("UPDATE store") && !isDisturbed) {
          isDisturbed = true;
          await lanmu.run(["column", "add", "other", "Other"]);
        }
        return d1.db.batch(queries);
      },
    };
    const second = await aDatabaseCommandLine(disturbed);

    const { code } = await second.run(["copy", path("a.json"), "d1"]);

    expect({ code, isDisturbed }).toEqual({ code: 0, isDisturbed: true });
    expect(await copy("a.json", "d1")).toMatchObject({ added: [], changed: [], removed: [], facts: [] });
    await second.remove();
  });

  it("keeps the order in which articles were added, with few of them written again", async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `a${index}`);
    await save("a.json", aStore(ids.map((id) => anArticle({ id }))));
    await copy("a.json", "d1");
    const [first = "", ...others] = ids;
    const inserted = [...others.slice(0, 30), "new", ...others.slice(30), first];
    await save("a.json", aStore(inserted.map((id) => anArticle({ id }))));
    d1.costs.length = 0;

    expect(await copy("a.json", "d1")).toMatchObject({ added: ["new"], changed: [], reordered: true });

    const written = d1.costs.flat().find(({ sql }) => sql.startsWith("INSERT INTO articles "));
    expect(written?.rowsWritten).toBeLessThan(30);
    expect(
      await writer().read(async ({ all }) => {
        const found: string[] = [];
        for await (const { id } of all()) found.push(id);
        return found;
      }),
    ).toEqual(inserted);
  });
});
