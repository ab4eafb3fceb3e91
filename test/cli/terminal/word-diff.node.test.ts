import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wordDiff } from "../../../src/cli/terminal/word-diff.ts";

const plain = { red: (text: string) => text, green: (text: string) => text };

describe("wordDiff()", () => {
  it.each([
    ["a new field", { after: "On reading" }, "title: {+On reading+}"],
    [
      "a word of a text without spaces",
      { before: "弘扬劳动精神", after: "弘扬工匠精神" },
      "title: 弘扬[-劳动-]{+工匠+}精神",
    ],
    ["white space", { before: "a b", after: "a  b" }, "title: a[- -]{+  +}b"],
    ["a list", { before: ["a"], after: ["a", "b"] }, "title: a{+, b+}"],
    [
      "a person",
      { before: [{ name: "Li Na" }], after: [{ name: "Li Na", about: "Reader" }] },
      "title: Li Na{+ Reader+}",
    ],
    ["a line end", { before: "a b", after: "a\nb\u001b[31m" }, "title: a b{+ [31m+}"],
  ])("marks %s", (_, change, line) => {
    expect(wordDiff({ field: "title", ...change }, plain)).toBe(line);
  });

  it("keeps of a long text what surrounds a change", () => {
    const before = `<p>${"甲".repeat(500)}旧${"乙".repeat(500)}</p>`;

    const line = wordDiff({ field: "content", before, after: before.replace("旧", "新") }, plain);

    expect(line).toMatch(/^content: …甲+\[-旧-\]\{\+新\+\}乙+…$/);
    expect(line.length).toBeLessThan(100);
  });

  it("cuts no grapheme", () => {
    const family = "👨‍👩‍👧‍👦";

    const added = wordDiff({ field: "content", after: family.repeat(101) }, plain);

    expect(added).toBe(`content: {+${family.repeat(100)}… (101 characters)+}`);
  });

  // A hundred random pairs, of which each may take as long as the comparison is given.
  it("is one line that can be told from no wordDiff, whatever two texts say", { timeout: 120_000 }, () => {
    const text = fc.string({ unit: "binary", maxLength: 60 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const line = wordDiff({ field: "title", before, after }, plain);

        expect(line).not.toMatch(/\p{Cc}/u);
        fc.pre(before.replace(/\p{Cc}+/gu, " ") !== after.replace(/\p{Cc}+/gu, " "));
        expect(line).toMatch(/\[-.*-\]|\{\+.*\+\}/su);
      }),
    );
  });
});
