import { expect, it } from "vitest";
import { countLosses, describeLosses, type Loss, mergeLosses } from "../../src/importer/loss.ts";

const tags = (...texts: readonly string[]) => texts.map((text): Loss => ({ kind: "tag", text }));

it.each<[string, readonly Loss[], readonly string[]]>([
  ["nothing", [], []],
  ["one that is counted", [{ kind: "pictures" }], ["1 picture left out"]],
  ["several that are counted", [{ kind: "players", count: 2 }], ["2 players replaced by links"]],
  ["one with its text", [{ kind: "date", text: "tomorrow" }], ['date not read: "tomorrow"']],
  ["several of a kind", tags("a.json", "b.json"), ['2 tags left out: "a.json", "b.json"']],
  [
    "no more than three texts",
    tags("a.json", "b.json", "c.json", "d.json"),
    ['4 tags left out: "a.json", "b.json", "c.json", …'],
  ],
  ["a text on one line", tags(" a\n\u0007 b "), ['tag left out: "a b"']],
  ["the beginning of a long text", tags("很".repeat(81)), [`tag left out: "${"很".repeat(79)}…"`]],
  [
    "the kinds in one order",
    [{ kind: "pictures", count: 3 }, ...tags("a.json"), { kind: "date", text: "?" }],
    ['date not read: "?"', "3 pictures left out", 'tag left out: "a.json"'],
  ],
])("describeLosses() describes %s", (_, losses, descriptions) => {
  expect(describeLosses(losses)).toEqual(descriptions);
});

it("countLosses() adds up the losses of a kind, with and without texts", () => {
  const losses: readonly Loss[] = [
    ...tags("a.json", ".."),
    { kind: "pictures", count: 2 },
    { kind: "pictures" },
  ];

  expect(countLosses(losses)).toEqual([
    { kind: "pictures", count: 3, message: "3 pictures left out" },
    { kind: "tag", count: 2, message: "2 tags left out" },
  ]);
});

it("mergeLosses() returns what has the same text once, and adds up what has none", () => {
  const losses: readonly Loss[] = [
    { kind: "pictures" },
    ...tags("a", "b", "a"),
    { kind: "pictures", count: 2 },
  ];

  expect(mergeLosses(losses)).toEqual([{ kind: "pictures", count: 3 }, ...tags("a", "b")]);
});
