import { beginningOf } from "../domain/graphemes.ts";
import { xmlSafeText } from "../domain/text.ts";
import { plainText } from "./markup.ts";

const MAX_LENGTH = 140;

/** Everything up to the end of the last whole sentence, which no mark extends (UAX #29, GB9 and GB9a). */
const SENTENCES = /^.*[。!?！？…]["”』」)）]?(?![\p{M}\p{Emoji_Modifier}\u200C\u200D])/su;

/**
 * Returns the beginning of `html` as plain text: at most 140 code points, cut after the last whole sentence and never
 * within a grapheme; empty where `html` shows no text.
 */
export function excerptOf(html: string): string {
  // A reference in HTML can name a character that XML cannot carry.
  const text = xmlSafeText(plainText(html)).replace(/\s+/g, " ");
  if (beginningOf(text, MAX_LENGTH) === text) return text;

  const beginning = beginningOf(text, MAX_LENGTH - 1);
  const sentences = beginning.match(SENTENCES)?.[0] ?? "";
  return sentences.length > beginning.length / 3 ? sentences : `${beginning}…`;
}
