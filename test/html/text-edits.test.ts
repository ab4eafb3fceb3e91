import { expect, it } from "vitest";
import { replaceRanges } from "../../src/html/replace-ranges.ts";

it.each([
  ["nothing", [], "abcdef"],
  ["parts in any order", [change(4, 5, "E"), change(0, 1, "A")], "AbcdEf"],
  ["a part to nothing", [change(1, 5, "")], "af"],
  ["between two letters", [change(3, 3, "-")], "abc-def"],
  ["of two that overlap, the first in the text", [change(2, 4, "Y"), change(1, 3, "X")], "aXdef"],
  ["two that touch", [change(0, 3, "X"), change(3, 6, "Y")], "XY"],
])("replaceRanges() changes %s", (_, changes, text) => {
  expect(replaceRanges("abcdef", changes)).toBe(text);
});

function change(from: number, to: number, text: string) {
  return { from, to, text };
}
