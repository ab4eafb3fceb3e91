import { serialize } from "parse5";
import { contentProblems } from "../../html/check-content.ts";
import { plainText } from "../../html/markup.ts";
import type { Loss } from "../loss.ts";
import { parseHtmlFragment } from "./html-tree.ts";
import { safeMarkup } from "./safe-markup.ts";
import { linesToHtml, markupSafeText, repairReferences } from "./text.ts";
import { tidyMarkup, tidyText } from "./tidy-markup.ts";

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
  const { clean, losses } = cleaner(base);
  const cleaned = clean(text);
  const isEquivalent = cleaned !== text && cleaned.length > 0 && cleaned === reserialized(text);
  if (isEquivalent && isClean(text)) return { html: text, losses: [] };

  let current = cleaned;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = clean(current);
    if (next === current && isClean(current)) return { html: current, losses: losses(text, current) };
    current = next;
  }
  const paragraphs = textParagraphs(current);
  return { html: paragraphs, losses: losses(text, paragraphs) };
}

/** Cleans HTML in one round, for HTML that is passed to {@linkcode sanitise} later. @throws {UserError} */
export function cleanHtml(html: string, base: string | undefined): CleanHtml {
  const { clean, losses } = cleaner(base);
  const cleaned = clean(html);
  return { html: cleaned, losses: losses(html, cleaned) };
}

/** Tells whether the store accepts `html` as it is, without spaces at its ends. */
export function isClean(html: string): boolean {
  return html === html.trim() && contentProblems(html, false).length === 0;
}

interface Cleaner {
  /** Cleans HTML in one round; remembers its results, which often are its next input. */
  readonly clean: (html: string) => string;
  /** Returns what `html` has and `cleaned`, which was made of it, lacks. */
  readonly losses: (html: string, cleaned: string) => Loss[];
}

function cleaner(base: string | undefined): Cleaner {
  const tidy = memoized((html) => tidyMarkup(html, base));
  const safe = memoized((html) => safeMarkup(html, base));
  // Pictures and players are as they should be by then.
  const tidyAgain = memoized(tidyText);
  return {
    clean: (html) => markupSafeText(tidyAgain(safe(tidy(html).html))).trim(),
    losses(html, cleaned) {
      const tidied = tidy(html);
      const pictures = tidied.pictures + Math.max(0, countMedia(tidied.html) - countMedia(cleaned));
      const links = Math.max(0, countLinks(tidied.html) - countLinks(cleaned));
      return [
        ...(pictures > 0 ? [{ kind: "pictures", count: pictures } as const] : []),
        ...(links > 0 ? [{ kind: "links", count: links } as const] : []),
        ...(tidied.players > 0 ? [{ kind: "players", count: tidied.players } as const] : []),
      ];
    },
  };
}

function memoized<Result>(change: (html: string) => Result): (html: string) => Result {
  const results = new Map<string, Result>();
  return (html) => {
    const result = results.get(html) ?? change(html);
    results.set(html, result);
    return result;
  };
}

function countMedia(html: string): number {
  return html.match(/<(?:img|audio|video)\b/g)?.length ?? 0;
}

/** Counts the links that lead anywhere else than to a place on the page or into a script. */
function countLinks(html: string): number {
  return html.match(/<a\s(?:[^<>]*?\s)?href="(?!\s*(?:#|"|javascript:|about:))/gi)?.length ?? 0;
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
