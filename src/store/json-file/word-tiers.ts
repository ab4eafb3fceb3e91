import type { SearchedText, Tier, WordSearch } from "../../domain/word-search.ts";
import type { Words } from "../../domain/words.ts";

/**
 * Returns a function that tells in which tier an article matches words, if it does. It remembers that for the words
 * that it was asked for last, since one request asks for a list, its count and its date.
 */
export function wordTiers<Entry>(
  search: WordSearch,
  loadNormalized: (entry: Entry) => SearchedText,
): (entry: Entry, words: Words) => Tier | undefined {
  let text: string | undefined;
  let tiers = new Map<Entry, Tier | undefined>();
  let match: (normalized: SearchedText) => Tier | undefined;
  return (entry, words) => {
    if (words.text !== text) {
      [text, tiers, match] = [words.text, new Map(), search.matcher(words)];
    }
    if (!tiers.has(entry)) tiers.set(entry, match(loadNormalized(entry)));
    return tiers.get(entry);
  };
}
