import { xmlSafeText } from "../domain/text.ts";
import { plainText } from "./markup.ts";

const MAX_LENGTH = 140;

/**
 * Returns the beginning of `html` as plain text: at most 140 characters, cut after the last whole sentence; empty
 * where `html` shows no text.
 */
export function excerptOf(html: string): string {
  // A reference in HTML can name a character that XML cannot carry.
  const text = xmlSafeText(plainText(html)).replace(/\s+/g, " ");
  const characters = [...text];
  if (characters.length <= MAX_LENGTH) return text;

  const beginning = characters.slice(0, MAX_LENGTH - 1).join("");
  const sentences = beginning.match(/^.*[。!?！？…]["”』」)）]?/su)?.[0] ?? "";
  return sentences.length > beginning.length / 3 ? sentences : `${beginning}…`;
}
