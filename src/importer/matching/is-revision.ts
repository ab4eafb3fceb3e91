import { plainText } from "../../html/markup.ts";
import type { Identity } from "./identity.ts";

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** Tells whether one text was made of another, by the words of both: half of them are the same. */
export function isRevision(one: Identity, other: Identity): boolean {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  const common = [...words].filter((word) => others.has(word)).length;
  return common > 0 && 4 * common >= words.size + others.size;
}

/** The words of its text, or of its title where it has none. */
function wordsOf({ title, content }: Identity): Set<string> {
  const text = content === undefined ? title : plainText(content);
  const segments = [...segmenter.segment(text.toLowerCase())];
  return new Set(segments.flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : [])));
}
