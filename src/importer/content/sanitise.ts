import { plainText } from "../../html/markup.ts";
import { cleaner } from "./cleaner.ts";
import { escapeHtml } from "./escape-html.ts";
import { isClean } from "./is-clean.ts";
import { wellFormed } from "./well-formed.ts";
import { writableText } from "./writable-text.ts";

/** How often markup may change its shape by being read again before only its text is kept. */
const ROUNDS = 8;

/**
 * Returns `html` with nothing in it that the store refuses: safe, well-formed, every address absolute (against
 * `base`, or left out), without tracking pixels, empty paragraphs and indentation. What is clean already
 * comes back as it is.
 *
 * @throws {UserError} when it is nested too deeply to be read
 */
export function sanitise(html: string, base?: string): string {
  const text = writableText(html);
  const clean = cleaner(base);
  const first = clean(text);
  const isAsRead = first !== text && first.length > 0 && first === wellFormed(text);
  if (isAsRead && isClean(text)) return text;

  let current = first;
  for (let round = 0; round < ROUNDS; round++) {
    const next = clean(current);
    if (next === current && isClean(current)) return current;
    current = next;
  }
  return paragraphs(current);
}

function paragraphs(html: string): string {
  const written = plainText(html)
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean);
  return written.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n");
}
