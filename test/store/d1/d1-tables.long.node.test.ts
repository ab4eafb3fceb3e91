import * as fc from "fast-check";
import { afterAll, beforeAll, describe, it } from "vitest";
import { WORD_SEARCH } from "../../../src/store/character-variants.ts";
import { d1Writer } from "../../../src/store/d1/d1-writer.ts";
import { parseArticle, parseStore } from "../../../src/store/json-file/parse-store.ts";
import { type LocalD1, startD1 } from "../../support/a-database.ts";
import { anArticle, aStore } from "../../support/a-store.ts";
import { expectConsistentTables } from "../../support/d1-tables.ts";
import { fillStore } from "../../support/fill-store.ts";

const OPTIONS = { name: "d1", search: WORD_SEARCH };
const now = () => new Date("2026-01-01T00:00:00Z");
let d1: LocalD1;
beforeAll(async () => {
  d1 = await startD1();
});
afterAll(() => d1.close());

describe("d1Writer()", () => {
  it("keeps lists, counts, days, keys and words as the articles say, whatever is changed", async () => {
    const day = (number: number) => `2025-0${1 + (number % 9)}-1${number % 10}T00:00:00Z`;
    const article = fc.record({
      id: fc.integer({ min: 0, max: 25 }).map((number) => `a${number}`),
      title: fc.constantFrom("学习", "天气 G20峰会", "Weather report", "编者按"),
      column: fc.constantFrom("essays", "letters"),
      authors: fc.subarray(["王小明", "Li Na", "Zhao"]).map((names) => names.map((name) => ({ name }))),
      tags: fc.subarray(["雨", "books"]),
      published: fc.oneof(
        fc.integer({ min: 0, max: 5 }).map(day),
        fc.constantFrom(undefined, "9999-12-31T00:00:00Z", "2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z"),
      ),
      content: fc.constantFrom(
        undefined,
        "<p>北京<b>天气</b></p>",
        '<p>rain <a href="https://a.example/图">x</a></p>',
      ),
    });
    const change = fc.oneof(
      { weight: 3, arbitrary: article.map((put) => ({ put })) },
      { weight: 1, arbitrary: article.map(({ id }) => ({ remove: id })) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(change, { minLength: 1, maxLength: 12 }), { minLength: 2, maxLength: 5 }),
        async (transactions) => {
          await d1.empty();
          await fillStore(d1.db, parseStore(aStore([])), { ...OPTIONS, now: now() });
          const writer = d1Writer(d1.db, { ...OPTIONS, now });
          for (const changes of transactions) {
            await writer.transaction(async (transaction) => {
              for (const one of changes) {
                if ("remove" in one) await transaction.remove(one.remove);
                else {
                  const put = parseArticle(anArticle({ ...one.put, updated: "2025-12-01T00:00:00Z" }));
                  await transaction.put(put);
                }
              }
            });
          }
          await expectConsistentTables(d1.db, writer);
        },
      ),
      { numRuns: 12 },
    );
  }, 120_000);
});
