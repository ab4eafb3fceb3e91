import { parseFragment } from "parse5";
import { headingEdits } from "./heading-edits.ts";
import { idEdits } from "./id-edits.ts";
import { tableEdits } from "./table-edits.ts";
import { applyEdits } from "./text-edits.ts";
import { typesettingEdits } from "./typesetting-edits.ts";

/** What the page of an article knows besides its content. */
interface PageBodyOptions {
  /** The original page. */
  readonly url?: string | undefined;
  /** The language of the content. */
  readonly language: string;
  /** The accessible name of a table without a caption. */
  readonly tableLabel: string;
}

/**
 * Returns the content of an article as its own page shows it: ids that do not collide with the page's, headings
 * below the page's own, Chinese punctuation typeset, and wide tables scrollable. All else stays as it is.
 */
export function pageBody(html: string, { url, language, tableLabel }: PageBodyOptions): string {
  const { childNodes } = parseFragment(html, { sourceCodeLocationInfo: true });
  return applyEdits(html, [
    ...idEdits(childNodes, html, url),
    ...headingEdits(childNodes),
    ...typesettingEdits(childNodes, html, language),
    ...tableEdits(childNodes, { language, tableLabel }),
  ]);
}
