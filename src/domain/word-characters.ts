/** Emoji, which stand for a word each. Marks such as ‼ are punctuation. */
const EMOJI = "(?!\\p{P})[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\p{Regional_Indicator}]";

/** A pattern of a character of a word: a letter, a digit or another number, a mark on one of them, or an emoji. */
export const WORD = `(?:[\\p{L}\\p{N}\\p{M}]|${EMOJI})`;

/** A pattern of a word character of a script that is written without spaces between words. */
export const UNSPACED = `(?:(?=[\\p{L}\\p{N}\\p{M}])[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Bopo}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}]|${EMOJI})`;

const STARTS_WITH_SPACED = new RegExp(`^(?!${UNSPACED})[\\p{L}\\p{N}\\p{M}]`, "u");
const ENDS_WITH_SPACED = new RegExp(`(?!${UNSPACED})[\\p{L}\\p{N}\\p{M}]$`, "u");

/** Tells whether `text` starts with a character of a script that has spaces between words, such as Latin. */
export function startsWithSpaced(text: string): boolean {
  return STARTS_WITH_SPACED.test(text);
}

/** Tells whether `text` ends with a character of a script that has spaces between words. */
export function endsWithSpaced(text: string): boolean {
  return ENDS_WITH_SPACED.test(text);
}

/** Characters that show nothing, such as soft hyphens, joiners of emoji and variation selectors. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * Returns `text` with one form for all forms of a character: composed, of usual width, in lower case (compatibility
 * normalisation, UAX #15), and without what shows nothing.
 */
export function foldForms(text: string): string {
  return (
    text
      .normalize("NFKC")
      .replace(IGNORABLE, "")
      .toLowerCase()
      // What is a capital at the end of a word may be within one where more follows.
      .replaceAll("ς", "σ")
      // What was ignored, or a capital, may have kept characters from being composed.
      .normalize("NFKC")
  );
}
