import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excerptAround } from "../../src/domain/excerpt-around.ts";
import { parseWords } from "../../src/domain/words.ts";
import { aWordSearch } from "../support/a-word-search.ts";

/** Returns the excerpt of `text` around `query`, with matches in brackets. */
function excerptOf(text: string, query: string): string | undefined {
  const words = parseWords(query);
  if (!words) throw new Error(`There is nothing to look for in ${query}`);
  return excerptAround(text, (line) => aWordSearch.mark(line, words))
    ?.map((part) => (part.isMatch ? `[${part.text}]` : part.text))
    .join("");
}

const FILLER = "一二三四五六七八九十";

describe("excerptAround()", () => {
  it.each([
    ["短文里有工会两个字", "工会", "短文里有[工会]两个字"],
    ["没有", "工会", undefined],
    ["", "工会", undefined],
    ["甲\n\n乙工會", "工会", "…乙[工會]"],
    ["工会\n标题之后的话", "工会", "[工会] 标题之后的话"],
    [
      `${FILLER.repeat(5)}工会${FILLER.repeat(20)}`,
      "工会",
      `…${FILLER.repeat(2)}[工会]${FILLER.repeat(7)}一二三四五六七八…`,
    ],
    // The first place with both, rather than the first with one.
    [`工会${FILLER.repeat(20)}工会、改革`, "工会 改革", `…${FILLER.repeat(2)}[工会]、[改革]`],
    [
      `${"lorem ipsum ".repeat(9)}union ${"dolor sit ".repeat(30)}`,
      "union",
      expect.stringMatching(/^…(?:lorem|ipsum) [a-z ]*\[union\] [a-z ]*(?:dolor|sit) ?…$/),
    ],
    // A word that is cut off at its beginning would look like one that matches.
    [`${"x".repeat(30)}union ${"x".repeat(60)} union`, "union", `…[union]`],
    [
      `${FILLER.repeat(2)}👨‍👩‍👧工会${"👨‍👩‍👧".repeat(60)}`,
      "工会",
      expect.stringMatching(/^…\p{Script=Han}*👨‍👩‍👧\[工会\](?:👨‍👩‍👧)+…$/u),
    ],
  ])("of %j around %j is %j", (text, query, expected) => {
    expect(excerptOf(text, query)).toEqual(expected);
  });

  it("is a part of the text on one line, has a match, and is short", () => {
    const piece = fc.constantFrom(
      "工会",
      "改革",
      "。",
      "\n",
      "word ",
      "e\u0301",
      "👨‍👩‍👧",
      "，",
      "x",
      FILLER,
      "  ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 120 }), (pieces) => {
        const text = pieces.join("");
        const parts = excerptAround(text, (line) => aWordSearch.mark(line, parseWords("工会") as never));
        const shown = parts?.map((part) => part.text).join("") ?? "";

        expect(parts !== undefined).toBe(text.includes("工会"));
        if (!parts) return;
        expect(parts.some(({ isMatch, text: match }) => isMatch && match.includes("工会"))).toBe(true);
        expect(shown).not.toMatch(/[\n\r]/);
        expect(shown.length).toBeLessThanOrEqual(210);
        const oneLine = text
          .split("\n")
          .map((line) => line.trim())
          .filter((line) => line !== "")
          .join(" ");
        expect(oneLine).toContain(shown.replace(/^…/, "").replace(/…$/, ""));
      }),
    );
  });
});
