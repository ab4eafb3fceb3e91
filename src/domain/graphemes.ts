/** The boundaries of graphemes are the same in every language. */
const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Returns the graphemes of `text` (UAX #29): what readers take for one character, such as a letter with its
 * combining marks, a flag, or a family of emoji.
 */
export function graphemesOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Returns the longest beginning of `text` that has at most `maxCharacters` code points and cuts no grapheme. */
export function beginningOf(text: string, maxCharacters: number): string {
  let [characters, end] = [0, 0];
  for (const character of text) {
    if (characters === maxCharacters) return text.slice(0, graphemeStart(text, end));
    characters += 1;
    end += character.length;
  }
  return text;
}

/** Returns where the grapheme that holds the code point at `index` begins. */
export function graphemeStart(text: string, index: number): number {
  // Finding boundaries is slow, so only one is looked for, in no more of the text than decides it.
  return segmenter.segment(text.slice(0, index + 2)).containing(index)?.index ?? index;
}
