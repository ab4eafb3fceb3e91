import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseWords } from "../../../src/domain/words.ts";
import { WORD_SEARCH } from "../../../src/store/character-variants.ts";
import { query, select } from "../../../src/store/d1/database.ts";
import {
  articleTokens,
  listToken,
  quoteToken,
  textTokens,
  wordsExpressions,
} from "../../../src/store/d1/tokens.ts";
import { type LocalD1, startD1 } from "../../support/a-database.ts";

let d1: LocalD1;
beforeAll(async () => {
  d1 = await startD1();
});
afterAll(() => d1.close());

const PIECES = [
  ..."北京天气学习劳动",
  ...["g20", "G20峰会", "covid-19", "COVID", "a", "ab", "abc", "abcd", "abcde", "王 小明", "李　明"],
  ...[
    "學習",
    "ﾃｽﾄ",
    "テスト",
    "１２３",
    "3.5",
    "1,000",
    " ",
    " ",
    "，",
    "。",
    "-",
    "\n",
    "naïve",
    "한국어",
    "😀",
    "x".repeat(70),
  ],
];
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(""));
const article = fc.record({ title: text, summary: text, tag: text, body: text });
const term = fc
  .tuple(
    fc.constantFrom("", "", "", "-"),
    fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 3 }),
    fc.boolean(),
  )
  .map(([minus, pieces, isPhrase]) => minus + (isPhrase ? `"${pieces.join("")}"` : pieces.join("")));
const queries = fc
  .array(term, { minLength: 1, maxLength: 3 })
  .map((terms) => terms.join(" "))
  .filter(isAllowed);

/** Tells whether a query is not too long to be parsed. */
function isAllowed(text: string): boolean {
  try {
    parseWords(text);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

describe("wordsExpressions()", () => {
  it("find every article that words match in their tier, and where they are exact, no other", async () => {
    let [exact, found, asked] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(
        fc.array(article, { minLength: 30, maxLength: 30 }),
        fc.array(queries, { minLength: 25, maxLength: 25 }),
        async (articles, some) => {
          const normalized = articles.map(({ title, summary, tag, body }) =>
            WORD_SEARCH.normalize({
              title,
              summary,
              authors: [],
              editors: [],
              tags: [tag],
              body: { text: body },
            }),
          );
          await d1.db.batch([
            query("DELETE FROM words"),
            query(
              "INSERT INTO words (rowid, tokens) SELECT key + 1, value FROM json_each(?1)",
              JSON.stringify(normalized.map((one) => articleTokens(textTokens(one), [1]))),
            ),
          ]);
          for (const one of some) {
            const words = parseWords(one);
            if (!words) continue;
            const match = WORD_SEARCH.matcher(words);
            const tiers = normalized.map(match);
            for (const [tier, scope] of (["title", "head", "all"] as const).entries()) {
              const { all, none, isExact } = wordsExpressions(words, WORD_SEARCH, scope);
              const included = [quoteToken(listToken(1)), ...all].join(" AND ");
              const expression = [`(${included})`, ...none].join(" NOT ");
              const rows = await select<{ rowid: number }>(
                d1.db,
                "SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid",
                expression,
              );
              const actual = rows.map(({ rowid }) => rowid - 1);
              const expected = tiers.flatMap((at, index) => (at !== undefined && at <= tier ? [index] : []));
              asked += 1;
              if (isExact) {
                exact += 1;
                expect({ one, scope, actual }).toEqual({ one, scope, actual: expected });
              } else expect(actual).toEqual(expect.arrayContaining(expected));
              found += expected.length;
            }
          }
        },
      ),
      { numRuns: 8 },
    );
    // Enough of the queries say something.
    expect(found).toBeGreaterThan(100);
    expect(exact).toBeGreaterThan(asked / 10);
  }, 120_000);
});
