import { parseFragment } from "parse5";
import { headingEdits } from "./heading-edits.ts";
import { idEdits } from "./id-edits.ts";
import { elementsIn, type HtmlNode } from "./nodes.ts";
import { tableEdits } from "./table-edits.ts";
import { applyEdits, type TextEdit } from "./text-edits.ts";
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

/** The values of `referrerpolicy` with which a host may learn the address of the page (Referrer Policy §3). */
const TELLING_POLICY = /^(?:unsafe-url|no-referrer-when-downgrade)$/i;

/**
 * Returns the content of an article as its own page shows it: ids that do not collide with the page's, headings
 * below the page's own, Chinese punctuation typeset, wide tables scrollable, and pictures that do not tell their
 * hosts the address of the page. All else stays as it is.
 */
export function pageBody(html: string, { url, language, tableLabel }: PageBodyOptions): string {
  const { childNodes } = parseFragment(html, { sourceCodeLocationInfo: true });
  return applyEdits(html, [
    ...idEdits(childNodes, html, url),
    ...headingEdits(childNodes),
    ...typesettingEdits(childNodes, html, language),
    ...tableEdits(childNodes, { language, tableLabel }),
    ...referrerEdits(childNodes),
  ]);
}

/** Returns the edits that remove policies against the page's own, which tells other hosts nothing. */
function referrerEdits(nodes: readonly HtmlNode[]): TextEdit[] {
  return [...elementsIn(nodes)].flatMap(({ attrs, sourceCodeLocation }) => {
    const policy = attrs.find(({ name, value }) => name === "referrerpolicy" && TELLING_POLICY.test(value));
    const location = policy && sourceCodeLocation?.attrs?.referrerpolicy;
    return location ? [{ from: location.startOffset, to: location.endOffset, text: "" }] : [];
  });
}
