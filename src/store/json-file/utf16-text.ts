import type { SearchedText } from "../../domain/word-search.ts";

/**
 * Returns the text of these UTF-16 code units, for words to be looked up in. To decode all texts of a store takes far
 * longer than to search them, so only what is asked for is decoded.
 */
export function utf16Text(units: Uint16Array): SearchedText {
  const startsWith = (word: string, start = 0) => {
    for (let unit = 0; unit < word.length; unit++)
      if (units[start + unit] !== word.charCodeAt(unit)) return false;
    return true;
  };
  return {
    length: units.length,
    startsWith,
    indexOf(word, from = 0) {
      const first = word.charCodeAt(0);
      let start = units.indexOf(first, from);
      while (start !== -1 && !startsWith(word, start)) start = units.indexOf(first, start + 1);
      return start;
    },
    slice: (start, end) => String.fromCharCode(...units.slice(start, end)),
    charAt: (index) => String.fromCharCode(...units.slice(index, index + 1)),
  };
}
