/** A part of a text, and what stands there instead. */
export interface Change {
  readonly from: number;
  /** Just behind the last letter that goes. */
  readonly to: number;
  readonly text: string;
}

/** Returns `text` with `changes` made, in whatever order they are given; of two that overlap, the first in the text. */
export function replaceRanges(text: string, changes: readonly Change[]): string {
  let written = "";
  let end = 0;
  for (const { from, to, text: instead } of changes.toSorted((a, b) => a.from - b.from)) {
    if (from < end) continue;
    written += text.slice(end, from) + instead;
    end = to;
  }
  return written + text.slice(end);
}
