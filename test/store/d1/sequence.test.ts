import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignSequence } from "../../../src/store/d1/sequence.ts";

describe("assignSequence()", () => {
  it("puts articles in any order, on numbers that none has yet, and keeps most where they are", () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 20 });
    const seqs = fc.uniqueArray(fc.integer({ min: -5, max: 40 }), { minLength: 20, maxLength: 20 });

    fc.assert(
      fc.property(ids, ids, seqs, (before, after, numbers) => {
        const existing = new Map(before.map((id, index) => [id, numbers[index] ?? 0]));

        const assigned = assignSequence(after, existing);

        const result = after.map((id) => assigned.get(id) ?? existing.get(id) ?? Number.NaN);
        expect(result).toEqual(result.toSorted((a, b) => a - b));
        expect(new Set(result).size).toBe(after.length);
        for (const seq of assigned.values()) expect(numbers.slice(0, before.length)).not.toContain(seq);
        expect([...assigned.keys()].every((id) => after.includes(id))).toBe(true);
      }),
    );
  });

  it.each<[string, string, readonly string[]]>([
    ["abc", "abc", []],
    ["abc", "abcd", ["d"]],
    ["abc", "dabc", ["d"]],
    ["abc", "adbc", ["d"]],
    ["abcde", "bcdea", ["a"]],
    ["abcde", "eabcd", ["e"]],
    ["abcde", "ace", []],
  ])("from %s to %s, moves only what it must", (before, after, moved) => {
    const existing = new Map([...before].map((id, index) => [id, 16 * (index + 1)]));

    expect([...assignSequence([...after], existing).keys()]).toEqual(moved);
  });
});
