/**
 * What a character is for finding words: one of a word in a script with spaces between words, such as Latin, one of a
 * script without, such as Chinese, or none of a word.
 */
type CharacterKind = "spaced" | "unspaced" | "separator";

/**
 * Returns the kind of the character that `text` begins with; `separator` where it is empty. Expects folded text.
 *
 * The common characters are found by their numbers: a regular expression with properties of characters costs a cold
 * isolate some 10 ms.
 */
export function kindOf(text: string): CharacterKind {
  return kindOfPoint(text.codePointAt(0) ?? 0);
}

/** Returns the kind of the character with the number `point`, as {@linkcode kindOf} does. */
export function kindOfPoint(point: number): CharacterKind {
  if (point < 0x80)
    return isFrom(point, 0x30, 0x39) || isFrom(point, 0x61, 0x7a) || isFrom(point, 0x41, 0x5a)
      ? "spaced"
      : "separator";
  // Chinese and Japanese.
  if (isFrom(point, 0x4e00, 0x9fff) || isFrom(point, 0x3400, 0x4dbf) || isFrom(point, 0x20000, 0x323af))
    return "unspaced";
  if (isFrom(point, 0x3041, 0x3096) || isFrom(point, 0x30a1, 0x30fa) || isFrom(point, 0x30fc, 0x30ff))
    return "unspaced";
  // Punctuation; full-width letters and digits are folded.
  if (isFrom(point, 0x2000, 0x206f) || isFrom(point, 0x3000, 0x3004) || isFrom(point, 0x3008, 0x3020))
    return "separator";
  if (isFrom(point, 0xff00, 0xff65)) return "separator";
  // Latin, Cyrillic and Korean.
  if (isFrom(point, 0xc0, 0x24f) && point !== 0xd7 && point !== 0xf7) return "spaced";
  if (isFrom(point, 0x400, 0x481) || isFrom(point, 0x48a, 0x52f) || isFrom(point, 0xac00, 0xd7a3))
    return "spaced";
  return kindByProperties(String.fromCodePoint(point));
}

function isFrom(point: number, first: number, last: number): boolean {
  return point >= first && point <= last;
}

function kindByProperties(character: string): CharacterKind {
  if (/[\p{L}\p{N}\p{M}]/u.test(character)) return UNSPACED.test(character) ? "unspaced" : "spaced";
  // Emoji stand for a word each. Marks such as ‼ are punctuation.
  return EMOJI.test(character) && !/\p{P}/u.test(character) ? "unspaced" : "separator";
}

const UNSPACED =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;
const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/u;

/** Tells whether `text` begins with a character of a word. */
export function startsWithWord(text: string): boolean {
  return kindOf(text) !== "separator";
}

/** Tells whether `text` begins with a mark on the character before, such as an accent. */
export function startsWithMark(text: string): boolean {
  return text.charCodeAt(0) >= 0x300 && /^\p{M}/u.test(text);
}

/** Returns the character of `text` that ends at `index`; an empty text at the beginning. */
export function characterBefore(text: Pick<string, "slice">, index: number): string {
  const character = text.slice(Math.max(0, index - 2), index);
  return (character.codePointAt(0) ?? 0) > 0xffff ? character : character.slice(-1);
}

/** A run of characters of words, and what separates it from the next one. */
interface WordAndGap {
  readonly word: string;
  readonly gap: string;
}

/** Returns the words in folded `text`, and what follows each. A mark that stands alone is no word. */
export function wordsIn(text: string): readonly WordAndGap[] {
  const words: { word: string; gap: string }[] = [];
  for (const character of text) {
    const last = words.at(-1);
    const isWord = startsWithWord(character);
    if (last && isWord && last.gap === "") last.word += character;
    else if (isWord && !startsWithMark(character)) words.push({ word: character, gap: "" });
    else if (last) last.gap += character;
  }
  return words;
}

/** ASCII without capitals, and common Chinese characters. */
const HAS_ONE_FORM = /^[\0-@[-\x7F\u4E00-\u9FFF]*$/;

/** Characters that show nothing, such as soft hyphens, joiners of emoji and variation selectors. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * Returns `text` with one form for all forms of a character: composed, of usual width, in lower case (compatibility
 * normalisation, UAX #15), and without what shows nothing.
 */
export function foldForms(text: string): string {
  if (HAS_ONE_FORM.test(text)) return text;
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
