import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { progressLine } from "../../../src/cli/terminal/progress-line.ts";

describe("progressLine()", () => {
  it("says nothing of the time that remains in the beginning", () => {
    const line = progressLine({ count: 3, total: 100, elapsed: 1500 }, 80);

    expect(line).toMatch(/^█░+ 3\/100$/);
  });

  it("reckons with the mean since the first was done", () => {
    const line = progressLine({ count: 41, total: 100, elapsed: 20_000 }, 80);

    expect(line).toMatch(/ 41\/100 {2}2\.0 a second {2}30 s left$/);
  });

  it("has a bar that stays as wide when its words change", () => {
    const advances = [
      { count: 1, total: 9000, elapsed: 0 },
      { count: 900, total: 9000, elapsed: 3_600_000 },
      { count: 9000, total: 9000, elapsed: 10_000 },
    ];

    const bars = advances.map((advance) => progressLine(advance, 60).split(" ")[0]?.length);

    expect(new Set(bars)).toEqual(new Set([16]));
  });

  it.each([10, 20, 40, 60, 80, 200])("stays on one line of %d columns", (width) => {
    const line = progressLine({ count: 12_345, total: 100_000, elapsed: 3_000_000 }, width);

    expect(stringWidth(line)).toBeLessThan(width);
  });
});
