import { plainText } from "./markup.ts";

const LENGTH = 140;

/** Returns the beginning of `html` as plain text: at most 140 characters, cut after a sentence where one ends. */
export function excerpt(html: string): string {
  const text = plainText(html).replace(/\s+/g, " ");
  const characters = [...text];
  if (characters.length <= LENGTH) return text;

  const beginning = characters.slice(0, LENGTH - 1).join("");
  const sentences = beginning.match(/^.*[。!?!?…]["”』」)]?/su)?.[0] ?? "";
  return sentences.length > beginning.length / 3 ? sentences : `${beginning}…`;
}
