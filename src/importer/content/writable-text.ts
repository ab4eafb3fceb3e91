import { xmlSafeText } from "../../domain/text.ts";

/** What HTML calls a parse error even where XML carries it. */
const UNWRITABLE = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]|\p{Noncharacter_Code_Point}/gu;

/** Returns `text` without the characters that HTML or XML cannot carry. */
export function writableText(text: string): string {
  return xmlSafeText(text).replace(UNWRITABLE, "");
}
