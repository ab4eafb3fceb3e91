import { expect, it } from "vitest";
import variants from "../../build/character-variants";
import { formatVariants, parseVariants } from "../../src/domain/variants.ts";

const written = new TextDecoder().decode(variants);

it("parseVariants() reads what formatVariants() writes, in whatever order it was given", () => {
  const pairs: [string, string][] = [
    ["國", "国"],
    ["發", "发"],
    ["㑮", "𫝈"],
    ["𠌥", "𠆿"],
  ];

  const read = parseVariants(formatVariants(new Map(pairs.toReversed())));

  expect([...read].sort()).toEqual(pairs.toSorted());
});

it("parseVariants() reads the pairs of the characters that are wanted, and no others", () => {
  const [all, wanted] = [parseVariants(written), parseVariants(written, "國际𠌥x")];

  expect([...wanted]).toEqual([
    ["國", all.get("國")],
    ["𠌥", all.get("𠌥")],
  ]);
});

it("the characters that the build step writes are each replaced once", () => {
  const read = parseVariants(written);

  expect(read.size).toBeGreaterThan(4_000);
  expect([...read.values()].filter((character) => read.has(character))).toEqual([]);
});

it.each([
  "國国",
  "際际",
  "發髮发",
  "裏裡里",
  "為爲为",
  "瞭了",
  "著着",
  "藉借",
  "復複覆复",
  "臺台",
  "鐘钟",
])("%s are one character", (characters) => {
  const read = parseVariants(written);

  expect(new Set(Array.from(characters, (one) => read.get(one) ?? one)).size).toBe(1);
});

it("common simplified characters that have a traditional one in common stay apart", () => {
  const read = parseVariants(written);

  expect([..."划画链炼谷系"].map((one) => read.get(one) ?? one)).toEqual([..."划画链炼谷系"]);
});
