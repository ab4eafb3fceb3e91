/** A replacement of a part of a text. */
export interface TextEdit {
  readonly from: number;
  /** The offset behind the last replaced character; equal to `from` where text is only inserted. */
  readonly to: number;
  readonly text: string;
}

/** Applies `edits`, given in any order, to `text`; of two edits that overlap, the one that starts first counts. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let end = 0;
  for (const edit of edits.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    if (edit.from < end) continue;
    result += text.slice(end, edit.from) + edit.text;
    end = edit.to;
  }
  return result + text.slice(end);
}
