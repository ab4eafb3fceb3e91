import { describe, expect, it } from "vitest";
import { newestFirst } from "../../src/domain/article.ts";
import { cursorTo, formatCursor, isAfter, isBefore, parseCursor } from "../../src/domain/cursor.ts";
import { parseArticle } from "../../src/store/json-file/parse-store.ts";
import { anArticle } from "../support/a-store.ts";

describe("isAfter()", () => {
  const at = (id: string, published: string) => parseArticle(anArticle({ id, published }));
  const earlier = at("z", "2025-01-01T00:00:00Z");
  const middle = at("m", "2025-01-02T00:00:00Z");
  const later = at("a", "2025-01-03T00:00:00Z");

  it.each([
    ["an earlier article", earlier, true],
    ["a later article", later, false],
    ["the article itself", middle, false],
    ["a greater id at the same instant", at("n", "2025-01-02T00:00:00Z"), true],
    ["a smaller id at the same instant", at("l", "2025-01-02T00:00:00Z"), false],
  ])("for %s is %s", (_what, other, expected) => {
    expect(isAfter(other, cursorTo(middle))).toBe(expected);
    expect(isBefore(other, cursorTo(middle))).toBe(!expected && other !== middle);
  });

  it("agrees with newestFirst()", () => {
    const ordered = [earlier, later, middle, at("n", "2025-01-02T00:00:00Z")].toSorted(newestFirst);

    const afterFirst = ordered.map(
      (each) => ordered.filter((other) => isAfter(other, cursorTo(each))).length,
    );

    expect(afterFirst).toEqual([3, 2, 1, 0]);
  });
});

it("cursorTo() is the edit where the publication is not known", () => {
  const { published: _unknown, ...record } = anArticle({ id: "a", updated: "2025-01-05T00:00:00Z" });

  expect(cursorTo(parseArticle(record))).toEqual({ instant: new Date("2025-01-05T00:00:00Z"), id: "a" });
});

it("parseCursor() reads what formatCursor() writes", () => {
  const cursor = { instant: new Date("1969-12-31T23:59:59.999Z"), id: "a.b_c~d-1" };

  expect(parseCursor(formatCursor(cursor))).toEqual(cursor);
});

it.each([
  "",
  "1",
  "_a",
  "1_",
  "x_a",
  "1_a b",
  "99999999999999999_a",
  "9999999999999999_a",
])("parseCursor() returns undefined for %j", (text) => {
  expect(parseCursor(text)).toBeUndefined();
});
