import { expect, it } from "vitest";
import { applyEdits } from "../../src/html/text-edits.ts";

it.each([
  ["nothing", [], "abcdef"],
  ["parts in any order", [edit(4, 5, "E"), edit(0, 1, "A")], "AbcdEf"],
  ["a part to nothing", [edit(1, 5, "")], "af"],
  ["between two characters", [edit(3, 3, "-")], "abc-def"],
  ["of two that overlap, the first in the text", [edit(2, 4, "Y"), edit(1, 3, "X")], "aXdef"],
  ["text at the end of another edit", [edit(3, 3, "-"), edit(0, 3, "X"), edit(3, 4, "D")], "X-Def"],
  ["two that touch", [edit(0, 3, "X"), edit(3, 6, "Y")], "XY"],
])("applyEdits() replaces %s", (_, edits, text) => {
  expect(applyEdits("abcdef", edits)).toBe(text);
});

function edit(from: number, to: number, text: string) {
  return { from, to, text };
}
