import { serialize } from "parse5";
import { contentProblems } from "../../html/check-content.ts";
import { plainText } from "../../html/markup.ts";
import type { Loss } from "../loss.ts";
import { parseHtmlFragment } from "./html-tree.ts";
import { safeMarkup } from "./safe-markup.ts";
import { linesToHtml, markupSafeText, repairReferences } from "./text.ts";
import { tidyMarkup } from "./tidy-markup.ts";

/** Cleaned HTML may be parsed differently the next time; after so many rounds only its text is kept. */
const MAX_ROUNDS = 8;

/** HTML that was cleaned. */
export interface CleanHtml {
  readonly html: string;
  /** What the HTML had that readers would have seen and the cleaned HTML lacks. */
  readonly losses: readonly Loss[];
}

/**
 * Returns `html` in the form that the store accepts: safe and well-formed, with absolute addresses (resolved
 * against `base`; others are removed), without tracking pixels, empty paragraphs and indentation. HTML that is in
 * this form already is returned unchanged.
 *
 * @throws {UserError} if it is nested too deeply
 */
export function sanitise(html: string, base?: string): CleanHtml {
  const text = markupSafeText(repairReferences(html));
  const clean = cleaner(base);
  const cleaned = clean(text);
  const isEquivalent = cleaned !== text && cleaned.length > 0 && cleaned === reserialized(text);
  if (isEquivalent && isClean(text)) return { html: text, losses: [] };

  let current = cleaned;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = clean(current);
    if (next === current && isClean(current)) return { html: current, losses: [] };
    current = next;
  }
  return { html: textParagraphs(current), losses: [] };
}

/** Cleans HTML in one round, for HTML that is passed to {@linkcode sanitise} later. @throws {UserError} */
export function cleanHtml(html: string, base: string | undefined): CleanHtml {
  return { html: cleaner(base)(html), losses: [] };
}

/** Tells whether the store accepts `html` as it is, without spaces at its ends. */
export function isClean(html: string): boolean {
  return html === html.trim() && contentProblems(html, false).length === 0;
}

/** Returns a function that cleans HTML in one round and remembers its results, which often are its next input. */
function cleaner(base: string | undefined): (html: string) => string {
  const tidy = memoized(tidyMarkup);
  const safe = memoized((html) => safeMarkup(html, base));
  return (html) => markupSafeText(tidy(safe(tidy(html)))).trim();
}

function memoized(change: (html: string) => string): (html: string) => string {
  const results = new Map<string, string>();
  return (html) => {
    const result = results.get(html) ?? change(html);
    results.set(html, result);
    return result;
  };
}

function reserialized(html: string): string {
  return serialize(parseHtmlFragment(html));
}

function textParagraphs(html: string): string {
  const lines = plainText(html)
    .split(/\n+/)
    .map((line) => line.trim());
  return linesToHtml(lines.filter((line) => line !== ""));
}
