import { typesetText } from "../domain/typeset.ts";
import type { MarkedText } from "../domain/word-search.ts";

/** A text in which matches are marked, with the punctuation of print. */
export function Marked({
  parts,
  language,
}: {
  readonly parts: readonly MarkedText[];
  readonly language: string;
}) {
  // Punctuation depends on what is around it, and each mark is replaced by one other.
  const whole = typesetText(parts.map(({ text }) => text).join(""), language);
  let end = 0;
  return (
    <>
      {parts.map(({ text, isMatch }) => {
        const start = end;
        end += text.length;
        const shown = whole.slice(start, end);
        return isMatch ? <mark key={start}>{shown}</mark> : shown;
      })}
    </>
  );
}
