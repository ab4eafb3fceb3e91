import { graphemeStart } from "./graphemes.ts";
import { characterBefore, kindOf } from "./word-characters.ts";
import type { MarkedText } from "./word-search.ts";

/** How wide an excerpt is at most, and what of it is before the first match. A Chinese character is two wide. */
const MAX_WIDTH = 200;
const MAX_WIDTH_BEFORE = 40;

const LINE_ENDS = /[\n\r\u2028\u2029]+/;

/** A match in a line, by where it is. */
interface Match {
  readonly text: string;
  readonly start: number;
}

/**
 * Returns the part of `text` around what `mark` first finds in it, on one line, with an ellipsis where it is cut;
 * `undefined` where it finds nothing. No match crosses the end of a line, so `mark` gets lines, as few as needed.
 */
export function excerptAround(
  text: string,
  mark: (line: string) => readonly MarkedText[],
): readonly MarkedText[] | undefined {
  const lines = text
    .split(LINE_ENDS)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  for (const [index, line] of lines.entries()) {
    const parts = mark(line);
    const match = densestMatch(parts);
    if (!match) continue;
    const start = excerptStart(line, match.start);
    let [end, shown] = [excerptEnd(line, start), parts];
    let next = index + 1;
    // A short line, such as a heading, says more with what follows it.
    for (; end === lengthOf(shown) && next < lines.length; next++) {
      shown = [...shown, { text: " ", isMatch: false }, ...mark(lines[next] ?? "")];
      end = excerptEnd(joined(shown), start);
    }
    const isCutAfter = end < lengthOf(shown) || next < lines.length;
    return [...ellipsis(start > 0 || index > 0), ...partsBetween(shown, start, end), ...ellipsis(isCutAfter)];
  }
  return undefined;
}

/** Returns the match with the most different matches just after it, the first of these; `undefined` for none. */
function densestMatch(parts: readonly MarkedText[]): Match | undefined {
  const matches: Match[] = [];
  let start = 0;
  for (const { text, isMatch } of parts) {
    if (isMatch) matches.push({ text: text.toLowerCase(), start });
    start += text.length;
  }
  let best: { readonly match: Match; readonly kinds: number } | undefined;
  for (const [index, match] of matches.entries()) {
    const kinds = new Set<string>();
    for (const other of matches.slice(index, index + 20)) {
      if (other.start - match.start < (MAX_WIDTH - MAX_WIDTH_BEFORE) / 2) kinds.add(other.text);
    }
    if (!best || kinds.size > best.kinds) best = { match, kinds: kinds.size };
  }
  return best?.match;
}

/** Returns where an excerpt begins whose match begins at `match`: not within a word or grapheme, if possible. */
function excerptStart(line: string, match: number): number {
  let [start, width] = [match, 0];
  while (start > 0) {
    const character = characterBefore(line, start);
    width += widthOf(character);
    if (width > MAX_WIDTH_BEFORE) break;
    start -= character.length;
  }
  if (start === 0) return 0;
  start = graphemeStart(line, start);
  while (start < match && (isWithinWord(line, start) || /^\s/.test(line.slice(start)))) start += 1;
  return start;
}

/** Returns where an excerpt ends that begins at `start`: not within a word or grapheme, if possible. */
function excerptEnd(line: string, start: number): number {
  let [end, width] = [start, 0];
  for (const character of line.slice(start)) {
    width += widthOf(character);
    if (width > MAX_WIDTH) break;
    end += character.length;
  }
  if (end === line.length) return end;
  const cut = graphemeStart(line, end);
  let wordEnd = cut;
  while (wordEnd > start && isWithinWord(line, wordEnd)) wordEnd -= 1;
  // What has no end of a word is cut within it.
  return wordEnd > start + MAX_WIDTH_BEFORE ? wordEnd : cut;
}

function isWithinWord(line: string, index: number): boolean {
  return (
    kindOf(characterBefore(line, index)) === "spaced" && kindOf(line.slice(index, index + 2)) === "spaced"
  );
}

function widthOf(character: string): number {
  return kindOf(character) === "spaced" || character.charCodeAt(0) < 0x80 ? 1 : 2;
}

function partsBetween(parts: readonly MarkedText[], start: number, end: number): readonly MarkedText[] {
  const found: MarkedText[] = [];
  let at = 0;
  for (const { text, isMatch } of parts) {
    const shown = text.slice(Math.max(0, start - at), Math.max(0, end - at));
    if (shown !== "") found.push({ text: shown, isMatch });
    at += text.length;
  }
  return found;
}

function ellipsis(isCut: boolean): readonly MarkedText[] {
  return isCut ? [{ text: "…", isMatch: false }] : [];
}

function joined(parts: readonly MarkedText[]): string {
  return parts.map(({ text }) => text).join("");
}

function lengthOf(parts: readonly MarkedText[]): number {
  return joined(parts).length;
}
