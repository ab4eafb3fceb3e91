import { characterBefore, foldForms, kindOf, startsWithMark } from "./word-characters.ts";

/** Punctuation, white space and controls. They stay as they are: folding makes no word characters of them. */
const SEPARATORS = /([\p{P}\p{Z}\p{Cc}]+)/u;

/** White space within a line. */
const SPACES = /[^\S\n\r\u2028\u2029]+/g;

/** Characters that are never composed with what is before them. */
const STANDS_ALONE = /^[\0-\x7F\u4E00-\u9FFF]$/;

/** Folded text, with where each of its UTF-16 code units comes from. */
interface MappedText {
  readonly folded: string;
  /** Where, in the original text, that begins which each code unit was made of. */
  readonly starts: readonly number[];
  /** Where it ends. */
  readonly ends: readonly number[];
}

/**
 * Returns `text` with one form for all forms of a character and for its `variants`, and without white space beside
 * characters of scripts that have none between words. Punctuation stays as it is, so that the result is much like
 * the text, and what has both compresses well.
 */
export function foldText(text: string, variants: ReadonlyMap<string, string>): string {
  return text
    .split(SEPARATORS)
    .map((part, index) => (index % 2 === 0 ? foldPart(part, variants) : part))
    .join("")
    .replace(SPACES, (spaces, at, whole) => (isNothing(whole, at, at + spaces.length) ? "" : spaces));
}

/** Folds `text` as {@linkcode foldText} does, and tells what was made of what. */
export function mapFoldedText(text: string, variants: ReadonlyMap<string, string>): MappedText {
  let whole = "";
  const [starts, ends]: [number[], number[]] = [[], []];
  let end = 0;
  const add = (piece: string, folded: string) => {
    const start = end;
    end += piece.length;
    whole += folded;
    for (let unit = 0; unit < folded.length; unit++) {
      starts.push(start);
      ends.push(end);
    }
  };
  for (const [index, part] of text.split(SEPARATORS).entries()) {
    if (index % 2 === 0) for (const piece of piecesOf(part)) add(piece, foldPart(piece, variants));
    else for (let unit = 0; unit < part.length; unit++) add(part.charAt(unit), part.charAt(unit));
  }

  const kept = new Array<boolean>(whole.length).fill(true);
  for (const { 0: spaces, index } of whole.matchAll(SPACES)) {
    const after = index + spaces.length;
    if (isNothing(whole, index, after)) kept.fill(false, index, after);
  }
  const isKept = (_: unknown, unit: number) => kept[unit];
  return {
    folded: Array.from({ length: whole.length }, (_, unit) => whole.charAt(unit))
      .filter(isKept)
      .join(""),
    starts: starts.filter(isKept),
    ends: ends.filter(isKept),
  };
}

function foldPart(part: string, variants: ReadonlyMap<string, string>): string {
  return foldVariants(foldForms(part), variants);
}

/** Returns `text` with each character that is one of `variants` replaced. */
export function foldVariants(text: string, variants: ReadonlyMap<string, string>): string {
  let folded = "";
  let done = 0;
  for (let index = 0; index < text.length; ) {
    const point = text.codePointAt(index) ?? 0;
    const end = index + (point > 0xffff ? 2 : 1);
    // Few characters have variants, and none of those of ASCII.
    const other = point < 0x80 ? undefined : variants.get(text.slice(index, end));
    if (other !== undefined) {
      folded += text.slice(done, index) + other;
      done = end;
    }
    index = end;
  }
  return folded + text.slice(done);
}

/** Tells whether white space in a line of text separates nothing, because of the characters beside it. */
function isNothing(text: string, start: number, end: number): boolean {
  return !isSpaceBetween(characterBefore(text, start), text.slice(end, end + 2));
}

/**
 * Tells whether white space separates the character `before` from the one that `after` begins with: not where both
 * are of words, one of them in a script that has no spaces between words.
 */
export function isSpaceBetween(before: string, after: string): boolean {
  const kinds = [kindOf(before), kindOf(after)];
  return kinds.includes("separator") || !kinds.includes("unspaced") || startsWithMark(after);
}

/** Splits `part` into the shortest pieces that fold to the same, one by one, as together. */
function piecesOf(part: string): string[] {
  const pieces: string[] = [];
  for (const character of part) {
    const last = pieces.at(-1);
    if (last !== undefined && isJoined(last, character)) pieces[pieces.length - 1] = last + character;
    else pieces.push(character);
  }
  return pieces;
}

function isJoined(piece: string, character: string): boolean {
  if (STANDS_ALONE.test(character)) return false;
  const folded = foldForms(character);
  return (
    startsWithMark(character) || folded === "" || foldForms(piece + character) !== foldForms(piece) + folded
  );
}
