import { describe, expect, it } from "vitest";
import { isXmlSafe, xmlSafeText } from "../../src/domain/text.ts";

const CARRIED = [
  ["tab, line feed, carriage return", "a\tb\nc\rd"],
  ["delete and the C1 controls", "a\u007Fb\u0085c\u009Fd"],
  ["markup and references", "<b>]]>&amp;&#38;"],
  ["pairs of surrogates", "😀\u{10FFFF}"],
  ["the edges of the legal ranges", "\u0020\uD7FF\uE000\uFFFD\u{10000}"],
  ["right-to-left text and its marks", "שלום\u202Eمرحبا"],
  ["Hangul, joined and apart", "가\u1100\u1161"],
  ["a byte order mark", "a\uFEFFb"],
] as const;

const TAKEN_OUT = [
  ["NUL", "a\u0000b"],
  ["the C0 controls", "a\u0001\u0008\u000B\u000C\u000E\u001Fb"],
  ["U+FFFE and U+FFFF", "a\uFFFE\uFFFFb"],
  ["a high surrogate alone", "a\uD83Db"],
  ["a low surrogate alone", "a\uDE00b"],
  ["a pair the wrong way round", "a\uDE00\uD83Db"],
  ["a pair with a control between", "a\uD83D\u0001\uDE00b"],
] as const;

describe("xmlSafeText()", () => {
  it.each(CARRIED)("leaves %s alone", (_what, text) => {
    expect(xmlSafeText(text)).toBe(text);
  });

  it.each(TAKEN_OUT)("takes %s out, and nothing else", (_what, text) => {
    expect(xmlSafeText(text)).toBe("ab");
  });
});

describe("isXmlSafe()", () => {
  it.each(CARRIED)("holds for %s", (_what, text) => {
    expect(isXmlSafe(text)).toBe(true);
  });

  it.each(TAKEN_OUT)("does not hold for %s", (_what, text) => {
    expect(isXmlSafe(text)).toBe(false);
  });
});
