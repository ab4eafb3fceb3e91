import { safeMarkup } from "./safe-markup.ts";
import { tidyMarkup } from "./tidy-markup.ts";
import { writableText } from "./writable-text.ts";

/**
 * Returns what cleans markup once, its addresses against `base`: enough for what is cleaned again later. Markup
 * that it meets again, as it does what is clean, it does not read again.
 */
export function cleaner(base: string | undefined): (html: string) => string {
  const tidy = remembered(tidyMarkup);
  const safe = remembered((html) => safeMarkup(html, base));
  return (html) => writableText(tidy(safe(tidy(html)))).trim();
}

function remembered(change: (html: string) => string): (html: string) => string {
  const known = new Map<string, string>();
  return (html) => {
    const changed = known.get(html) ?? change(html);
    known.set(html, changed);
    return changed;
  };
}
