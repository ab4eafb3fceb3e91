import { describe, expect, it } from "vitest";
import {
  comparePositions,
  cursorTo,
  formatCursor,
  type Position,
  parseCursor,
} from "../../src/domain/cursor.ts";
import { parseArticle } from "../../src/store/json-file/parse-store.ts";
import { anArticle } from "../support/a-store.ts";

describe("comparePositions()", () => {
  const middle: Position = { instant: 2, id: "m" };

  it.each<[string, Position, number]>([
    ["an earlier article comes after", { instant: 1, id: "a" }, 1],
    ["a later article comes before", { instant: 3, id: "z" }, -1],
    ["an article is at its own position", { ...middle }, 0],
    ["a greater id at the same instant comes after", { instant: 2, id: "n" }, 1],
    ["a smaller id at the same instant comes before", { instant: 2, id: "l" }, -1],
    ["letters are compared by their code units", { instant: 2, id: "M" }, -1],
  ])("%s", (_rule, other, expected) => {
    expect(Math.sign(comparePositions(other, middle))).toBe(expected);
    expect(Math.sign(comparePositions(middle, other))).toBe(0 - expected);
  });

  it("orders the same from whatever order", () => {
    const positions = ["c", "B", "a", "10", "9"].map((id) => ({ instant: 1, id }));

    const ordered = positions.toSorted(comparePositions);

    expect(positions.toReversed().toSorted(comparePositions)).toEqual(ordered);
    expect(ordered.map(({ id }) => id)).toEqual(["10", "9", "B", "a", "c"]);
  });
});

it("cursorTo() is the edit where the publication is not known", () => {
  const { published: _unknown, ...record } = anArticle({ id: "a", updated: "2025-01-05T00:00:00Z" });

  expect(cursorTo(parseArticle(record))).toEqual({ instant: new Date("2025-01-05T00:00:00Z"), id: "a" });
});

it("comparePositions() compares tiers first, where both positions have one", () => {
  const [newer, older] = [
    { instant: 2, id: "a" },
    { instant: 1, id: "a" },
  ];

  expect(comparePositions({ ...newer, tier: 1 }, { ...older, tier: 0 })).toBeGreaterThan(0);
  expect(comparePositions({ ...newer, tier: 1 }, { ...older, tier: 1 })).toBeLessThan(0);
  expect(comparePositions(newer, { ...older, tier: 0 })).toBeLessThan(0);
});

it.each([
  {},
  { tier: 0 as const },
  { tier: 2 as const },
])("parseCursor() reads what formatCursor() writes, with %j", (tier) => {
  const cursor = { instant: new Date("1969-12-31T23:59:59.999Z"), id: "a.b_c~d-1", ...tier };

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
  "3.1_a",
  ".1_a",
])("parseCursor() returns undefined for %j", (text) => {
  expect(parseCursor(text)).toBeUndefined();
});
