import { describe, expect, it } from "vitest";
import { isXmlSafe } from "../../src/domain/text.ts";
import { excerptOf } from "../../src/html/excerpt.ts";

describe("excerptOf()", () => {
  it("is the whole text where that is short, on one line", () => {
    expect(excerptOf("<p>One &amp; two.</p>\n<p>Three</p>")).toBe("One & two. Three");
  });

  it("is the whole text of 140 characters", () => {
    expect(excerptOf("字".repeat(140))).toBe("字".repeat(140));
  });

  it("ends with an ellipsis where no sentence ends", () => {
    expect(excerptOf("字".repeat(141))).toBe(`${"字".repeat(139)}…`);
  });

  it.each([
    "。",
    "!",
    "?",
    "！",
    "？",
    "…",
    "。”",
    "?』",
  ])("ends after a sentence that ends with %j", (end) => {
    const sentence = `${"字".repeat(100)}${end}`;

    expect(excerptOf(`<p>${sentence}${"词".repeat(100)}</p>`)).toBe(sentence);
  });

  it("does not end after a sentence in its first third", () => {
    expect(excerptOf(`好。${"字".repeat(200)}`)).toBe(`好。${"字".repeat(137)}…`);
  });

  it("counts characters, and cuts none in two", () => {
    const cut = excerptOf("😀".repeat(200));

    expect([...cut]).toHaveLength(140);
    expect(isXmlSafe(cut)).toBe(true);
  });

  it.each([
    ["a family", "👨‍👩‍👧‍👦"],
    ["a flag", "🇨🇳"],
    ["a skin tone", "👍🏽"],
    ["the flag of a region", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"],
    ["combining marks", "e\u0301\u0323"],
    ["a conjoining Hangul syllable", "\u1112\u1161\u11ab"],
    ["a keycap", "1\uFE0F\u20E3"],
    ["a variation selector", "葛\u{E0100}"],
  ])("cuts %s nowhere but at its end (UAX #29), wherever it stands", (_name, grapheme) => {
    for (let before = 130; before < 140; before++) {
      const cut = excerptOf(`${"字".repeat(before)}${grapheme.repeat(9)}`);

      expect(cut.replace(/^字+/u, "").replaceAll(grapheme, "")).toBe("…");
      expect([...cut].length).toBeLessThanOrEqual(140);
    }
  });

  it("does not end within a mark that a character of its own modifies", () => {
    const text = `${"字".repeat(100)}！\uFE0F${"词".repeat(100)}`;

    expect(excerptOf(text)).toBe(`${"字".repeat(100)}！\uFE0F${"词".repeat(37)}…`);
  });

  it("holds only what a feed can carry", () => {
    expect(isXmlSafe(excerptOf("<p>a&#1;b&#xFFFF;c</p>"))).toBe(true);
  });

  it("is empty for a picture", () => {
    expect(excerptOf('<img src="https://review.example/a.png" alt="A">')).toBe("");
  });
});
