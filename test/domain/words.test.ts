import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_TERMS, MAX_WORDS_LENGTH, parseWords } from "../../src/domain/words.ts";

describe("parseWords()", () => {
  it.each([
    ["罢工", "罢工"],
    ["  罢工　工会  ", "罢工 工会"],
    ["罢工，工会、工资", "罢工 工会 工资"],
    ["罢工 罢工", "罢工"],
    ["Ｇ２０峰会", "g20峰会"],
    ["COVID-19", "covid-19"],
    ["node.js", "node.js"],
    ["3.5 1,000 18:30", "3.5 1,000 18:30"],
    ["hello,world", "hello world"],
    ["卡尔·马克思", "卡尔·马克思"],
    ['"a  Phrase!"', '"a phrase"'],
    ['"one,  two"', '"one, two"'],
    ['"one\n two, "', '"one two"'],
    ["“国。，发”", '"国。发"'],
    ['"a + b"', '"a+ b"'],
    ["“一带一路”", '"一带一路"'],
    ["「工会」『工资』", '"工会" "工资"'],
    ["＂工会＂", '"工会"'],
    ['“工会"', '"工会"'],
    ['工会"工资', '工会 "工资"'],
    ['"not closed', '"not closed"'],
    ["-工会", "-工会"],
    ["－工会 −工资", "-工会 -工资"],
    ['-"a phrase"', '-"a phrase"'],
    ["罢工 -工会", "罢工 -工会"],
    ["罢工-工会", "罢工-工会"],
    ["- 罢工", "罢工"],
    ["-，罢工", "罢工"],
    ["-covid-19", "-covid-19"],
    ["-罢工、工会", "-罢工 -工会"],
    ["工会 -工会", "工会 -工会"],
    ["soft\u00ADhyphen", "softhyphen"],
    ["e\u0301 É", "é"],
    ["ﬁn", "fin"],
    ["👩‍👩‍👧", "👩👩👧"],
    ["ΟΔΟΣ", "οδοσ"],
  ])("reads %j as %j", (query, text) => {
    expect(parseWords(query)?.text).toBe(text);
  });

  it.each([
    "",
    " 　\t\n",
    "，。！",
    "-",
    '""',
    '"',
    '-""',
    "“”",
    '"，"',
    "\uD800",
    "\u200B",
  ])("finds nothing to look for in %j", (query) => {
    expect(parseWords(query)).toBeUndefined();
  });

  it("tells phrases, excluded terms, and the words of each", () => {
    expect(parseWords('Nobel-Prize "Mo Yan" -罢工')?.terms).toEqual([
      { text: "nobel-prize", isPhrase: false, isExcluded: false },
      { text: "mo yan", isPhrase: true, isExcluded: false },
      { text: "罢工", isPhrase: false, isExcluded: true },
    ]);
  });

  it("counts characters by code points, and allows the maximum", () => {
    expect(parseWords("𠮷".repeat(MAX_WORDS_LENGTH))?.text).toHaveLength(2 * MAX_WORDS_LENGTH);
    expect(() => parseWords("国".repeat(MAX_WORDS_LENGTH + 1))).toThrow(
      new RangeError("Found 201 characters; at most 200 are allowed"),
    );
  });

  it("refuses what has more characters when it is written in one form", () => {
    expect(() => parseWords("㍿".repeat(51))).toThrow(RangeError);
  });

  it("counts each term once, and allows the maximum", () => {
    const terms = Array.from(
      { length: MAX_TERMS },
      (_, index) => `词${"一二三四五六七八九十".charAt(index % 10)}${index}`,
    );

    expect(parseWords([...terms, ...terms].join(" "))?.terms).toHaveLength(MAX_TERMS);
    expect(() => parseWords([...terms, "-又"].join(" "))).toThrow(
      new RangeError("Found 17 terms; at most 16 are allowed"),
    );
  });

  it("reads its own text as the same words", () => {
    const unit = fc.constantFrom(..."国發aBＣ1２é😀-－\"“」，. ·'\u0301\uFE0F");
    const query = fc.oneof(fc.string({ unit, maxLength: 20 }), fc.string({ unit: "binary", maxLength: 20 }));
    fc.assert(
      fc.property(query, (text) => {
        const words = parseWords(text);

        expect(words && parseWords(words.text)).toEqual(words);
      }),
      { numRuns: 1_000, seed: 1 },
    );
  });
});
