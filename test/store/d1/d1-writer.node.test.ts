import { randomBytes } from "node:crypto";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StoredArticle } from "../../../src/domain/article.ts";
import type { Filter } from "../../../src/domain/filter.ts";
import { parseWords } from "../../../src/domain/words.ts";
import { UserError } from "../../../src/operator/user-error.ts";
import type { ArticleWriter, Transaction } from "../../../src/store/article-writer.ts";
import { WORD_SEARCH } from "../../../src/store/character-variants.ts";
import { d1Writer } from "../../../src/store/d1/d1-writer.ts";
import { select } from "../../../src/store/d1/database.ts";
import { storedArticles } from "../../../src/store/json-file/memory-articles.ts";
import { parseArticle, parseStore } from "../../../src/store/json-file/parse-store.ts";
import type { ArticleRecord, StoreDocument } from "../../../src/store/json-file/store-document.ts";
import { type LocalD1, startD1 } from "../../support/a-database.ts";
import { aSlug } from "../../support/a-slug.ts";
import { anArticle, aStore } from "../../support/a-store.ts";
import { expectConsistentTables } from "../../support/d1-tables.ts";
import { fillStore } from "../../support/fill-store.ts";
import { carried, type RandomArticle, randomArticle, recordOf } from "../../support/random-article.ts";
import { articleWriterContract } from "../article-writer-contract.ts";

let d1: LocalD1;
beforeAll(async () => {
  d1 = await startD1();
});
afterAll(() => d1.close());

articleWriterContract("d1Writer()", async (document, now) => {
  await d1.empty();
  await fillStore(d1.db, parseStore(document), { name: "d1", search: WORD_SEARCH, now: now() });
  return d1Writer(d1.db, { name: "d1", search: WORD_SEARCH, now });
});

describe("d1Writer()", () => {
  const NOW = new Date("2026-01-01T00:00:00Z");

  /** Opens a store that holds `document`. */
  async function opened(document: StoreDocument, now: () => Date = () => NOW): Promise<ArticleWriter> {
    await d1.empty();
    await fillStore(d1.db, parseStore(document), { name: "d1", search: WORD_SEARCH, now: now() });
    return d1Writer(d1.db, { name: "d1", search: WORD_SEARCH, now });
  }

  const anotherWriter = () => d1Writer(d1.db, { name: "d1", search: WORD_SEARCH, now: () => NOW });

  it("a language or time zone of the site changes what is served of every article, in groups", async () => {
    const articles = Array.from({ length: 230 }, (_, index) =>
      anArticle({
        id: `a${index}`,
        content: "<table><tr><td>1</td></tr></table>",
        tags: [`tag ${index % 7}`],
      }),
    );
    const writer = await opened(aStore(articles));

    await writer.transaction((transaction) =>
      transaction.putSite({ ...transaction.site, language: "zh-CN", timeZone: "UTC" }),
    );

    await expectConsistentTables(d1.db, writer);
    const [head] = await select<{ head: string }>(d1.db, "SELECT head FROM articles WHERE id = 'a229'");
    expect(head?.head).toContain("2025年1月2日");
    // Every article is derived twice, and once more to compare.
  }, 30_000);

  it("runs the work again where another writer came between, and loses nothing", async () => {
    const writer = await opened(aStore([anArticle({ tags: ["a"] })]));
    const runs: number[] = [];

    const { result } = await writer.transaction(async (transaction) => {
      const before = await transaction.count({});
      runs.push(before);
      if (runs.length < 3)
        await anotherWriter().transaction((other) =>
          other.put(parseArticle(anArticle({ id: `other-${runs.length}`, tags: ["a"] }))),
        );
      await transaction.put(parseArticle(anArticle({ id: "mine", tags: ["a"] })));
      return before;
    });

    expect([runs, result]).toEqual([[1, 2, 3], 3]);
    expect(await writer.read(({ count }) => count({ tags: ["a"] }))).toBe(4);
    await expectConsistentTables(d1.db, writer);
  });

  it("refuses with a plain message where others write again and again, and writes nothing", async () => {
    const writer = await opened(aStore([anArticle()]));
    let runs = 0;

    const transaction = writer.transaction(async (mine) => {
      runs += 1;
      await anotherWriter().transaction((other) =>
        other.put(parseArticle(anArticle({ id: `other-${runs}` }))),
      );
      await mine.put(parseArticle(anArticle({ id: "mine" })));
    });

    await expect(transaction).rejects.toThrow(
      new UserError(
        "d1: other commands changed it 5 times while this one worked, and nothing was written; run the command again",
      ),
    );
    expect(await writer.read(({ get }) => get("mine"))).toBeUndefined();
  });

  it("find() reads by index: its rows do not grow with the store", async () => {
    const articles = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        anArticle({
          id: `a${index}`,
          guid: `urn:${index}`,
          url: `https://a.example/${index}`,
          title: `Title ${index}`,
        }),
      );
    const cost = async (count: number) => {
      const writer = await opened(aStore(articles(count)));
      d1.costs.length = 0;
      const found = await writer.read(({ find }) =>
        find({
          ids: ["a7"],
          guids: ["urn:3"],
          addresses: ["https://a.example/5", "https://a.example/none"],
          titles: [{ title: "Title 9", day: "2025-01-02" }],
        }),
      );
      const [, ...batches] = d1.costs;
      const costs = batches.flat();
      return {
        ids: found.map(({ id }) => id),
        queries: costs.length,
        rowsRead: costs.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
      };
    };

    const [few, many] = [await cost(20), await cost(400)];

    expect(few.ids).toEqual(["a3", "a5", "a7", "a9"]);
    expect(many).toEqual(few);
    expect(few.queries).toBe(1);
    expect(few.rowsRead).toBeLessThan(60);
  }, 20_000);

  it.each<[string, (transaction: Transaction) => Promise<void>]>([
    [
      "add an article",
      (transaction) => transaction.put(filedArticle("new", { published: "2025-02-01T00:00:00Z" })),
    ],
    ["add one in the middle", (transaction) => transaction.put(filedArticle("a1-new"))],
    [
      "add a draft",
      (transaction) => transaction.put(filedArticle("new", { published: "9999-12-31T00:00:00Z" })),
    ],
    ["change a title", (transaction) => transaction.put(filedArticle("a10", { title: "Another" }))],
    [
      "change a date",
      (transaction) => transaction.put(filedArticle("a10", { published: "2024-01-01T00:00:00Z" })),
    ],
    ["move to another column", (transaction) => transaction.put(filedArticle("a10", { column: "letters" }))],
    ["take a tag away", (transaction) => transaction.put(filedArticle("a10", { tags: [] }))],
    ["remove an article", (transaction) => transaction.remove("a10")],
  ])(
    "to %s reads and writes a number of rows that does not grow with the store",
    async (_, change) => {
      const cost = async (count: number) => {
        const articles = Array.from({ length: count }, (_, index) => filedRecord(`a${index}`));
        const writer = await opened(aStore([...articles, filedRecord("z", { tags: ["snow"] })]));
        d1.costs.length = 0;
        await writer.transaction(change);
        const costs = d1.costs.flat();
        return {
          batches: d1.costs.length,
          queries: costs.length,
          rowsRead: costs.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
          rowsWritten: costs.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0),
        };
      };

      const [few, many] = [await cost(20), await cost(300)];

      expect(many.batches).toBeLessThanOrEqual(11);
      expect(many.queries).toBeLessThanOrEqual(45);
      expect(many.rowsWritten).toBeLessThanOrEqual(few.rowsWritten + 8);
      expect(many.rowsRead).toBeLessThan(few.rowsRead + 40);
    },
    20_000,
  );

  it("runs work again that threw where another writer came between, since it may have seen two versions", async () => {
    const writer = await opened(aStore([anArticle()]));
    let runs = 0;

    await writer.transaction(async (mine) => {
      runs += 1;
      if (runs === 1) {
        await anotherWriter().transaction((other) => other.put(parseArticle(anArticle({ id: "other" }))));
        throw new Error("of two versions");
      }
      await mine.put(parseArticle(anArticle({ id: "mine" })));
    });

    expect(runs).toBe(2);
    expect(await writer.read(({ count }) => count({}))).toBe(3);
  });

  it("count() by one list reads kept counts, and agrees with the JSON file for any filter", async () => {
    const document = aStore(
      Array.from({ length: 60 }, (_, index) => {
        const isDraft = index % 11 === 0;
        return anArticle({
          id: `a${index}`,
          content: ["<p>读书与天气</p>", "<p>讀書，雨</p>", undefined, "<p>阅读 on</p>"][index % 4],
          column: index % 3 === 0 ? "letters" : "essays",
          authors: ["Li Na", "Wang"]
            .filter((_, author) => index % (author + 2) === 0)
            .map((name) => ({ name })),
          tags: ["rain", "books"].filter((_, tag) => index % (tag + 3) === 0),
          published: isDraft ? "9999-12-31T00:00:00Z" : `2025-0${1 + (index % 6)}-02T00:00:00Z`,
          updated: "2025-06-01T00:00:00Z",
        });
      }),
    );
    const writer = await opened(document);
    const filters: Filter[] = [
      {},
      { columns: [aSlug("letters")] },
      { notColumns: [aSlug("letters")] },
      { authors: ["Wang"] },
      { notTags: ["rain"] },
      { tags: ["none"] },
      { authors: ["Li Na", "Wang"] },
      { tags: ["books", "rain"], notAuthors: ["Wang"] },
      { columns: [aSlug("essays")], since: new Date("2025-03-01T00:00:00Z") },
      { until: new Date("2025-03-01T00:00:00Z"), notAuthors: ["Li Na"] },
      ...["read", "读书 -雨", '"on reading"', "-阅读", "天"].map(wordsOf),
      { ...wordsOf("读书"), tags: ["rain"], within: { notTags: ["books"], ...wordsOf("on") } },
      { within: { authors: ["Wang"] } },
    ];
    const expected = storedArticles(parseStore(document));
    for (const filter of filters) {
      d1.costs.length = 0;
      expect(await writer.read(({ count }) => count(filter))).toBe(await expected.count(filter));
      const [, ...batches] = d1.costs;
      const rowsRead = batches.flat().reduce((sum, cost) => sum + cost.rowsRead, 0);
      if (filters.indexOf(filter) < 6) expect(rowsRead).toBeLessThan(8);
    }
  });

  it("refuses an article that is too large for a row, and names it", async () => {
    const writer = await opened(aStore([]));
    const bytes = randomBytes(900_000).toString("base64");

    const transaction = writer.transaction(async (mine) => {
      await mine.put(parseArticle(anArticle({ id: "small" })));
      await mine.put(parseArticle(anArticle({ id: "large", content: `<p>${bytes}</p>` })));
    });

    await expect(transaction).rejects.toThrow(
      /^d1 \/content \(article large\): found an article that takes [\d.]+ MB, where D1 takes at most 2 MB; /,
    );
    expect(await writer.read(({ count }) => count({}))).toBe(0);
  });

  it("keeps a large article whole, whose parameters are not of a list", async () => {
    const writer = await opened(aStore([]));
    const content = `<p>${randomBytes(300_000).toString("base64")}</p>`;

    await writer.transaction((mine) => mine.put(parseArticle(anArticle({ content }))));

    const kept = await writer.read(({ get }) => get("on-reading"));
    expect(kept?.content === content).toBe(true);
  });

  it("reads what it has written of any article", async () => {
    const writer = await opened(aStore([]));
    let written = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(randomArticle, { minLength: 1, maxLength: 8 }), async (random) => {
        const articles = random.map((one, index) => parseArticle(recordOf(storable(one), index)));
        const { result: kept } = await writer.transaction(async (mine) => {
          const good: StoredArticle[] = [];
          for (const article of articles) {
            const findings = await mine.check([article]);
            if (findings.length === 0) good.push(article);
          }
          for (const article of good) await mine.put(article);
          return good;
        });
        const ids = kept.map(({ id }) => id);
        expect(await writer.read(({ find }) => find({ ids }))).toEqual(expect.arrayContaining([...kept]));
        written += kept.length;
      }),
      { numRuns: 5 },
    );
    expect(written).toBeGreaterThan(5);
  }, 30_000);
});

/** Returns an article that the check finds little wrong with. */
function storable({ title, author, editor, tags, summary, content }: RandomArticle): RandomArticle {
  const line = (text: string) =>
    carried(text)
      .replace(/[\s\p{Cc}]+/gu, " ")
      .trim() || "x";
  return {
    title: line(title),
    author: line(author).slice(0, 60),
    editor: line(editor).slice(0, 60),
    tags: [line(tags[0]).slice(0, 60), line(tags[1]).slice(0, 60)],
    summary: `${carried(summary)}.`,
    content: carried(content),
  };
}

/** Returns an article by an author and with a tag, the same as the others but for what is said. */
function filedArticle(id: string, says: Partial<ArticleRecord> = {}): StoredArticle {
  return parseArticle(filedRecord(id, says));
}

function filedRecord(id: string, says: Partial<ArticleRecord> = {}): ArticleRecord {
  return anArticle({
    id,
    updated: "2025-05-01T00:00:00Z",
    authors: [{ name: "Li Na" }],
    tags: ["rain"],
    ...says,
  });
}

function wordsOf(query: string): Pick<Filter, "words"> {
  const words = parseWords(query);
  return words ? { words } : {};
}
