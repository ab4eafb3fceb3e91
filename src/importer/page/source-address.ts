import { webAddress } from "../content/web-address.ts";
import { LABELS } from "./labels.ts";
import { isElement, type PageDocument, type PageElement, type PageNode, textOf } from "./page-dom.ts";

/** How far above a link the label may stand that it is the value of. */
const HIGHEST = 3;
/** A name may be on every line of a list of articles. */
const MAX_LIMIT = 20;
const LABEL = new RegExp(`(?:${LABELS.source})\\s*[:：]?\\s*$`);

/** Returns where the link leads that `page` has for the `name` of the source, behind its label. */
export function sourceAddress(
  page: PageDocument,
  name: string,
  base: string | undefined,
): string | undefined {
  const links = [...page.getElementsByTagName("a")]
    .filter((link) => textOf(link) === name)
    .slice(0, MAX_LIMIT);
  const link = links.find((candidate) => LABEL.test(textBefore(candidate)));
  const written = link?.getAttribute("href")?.trim() ?? "";
  return written.startsWith("#") ? undefined : webAddress(written, base);
}

/** The end of the text that stands directly before `element`, in it or in what holds it. */
function textBefore(element: PageElement): string {
  let at: PageElement | null = element;
  for (let height = 0; at?.parentElement && height < HIGHEST; height++) {
    const siblings: PageNode[] = [...at.parentElement.childNodes];
    const before = siblings.slice(0, siblings.indexOf(at)).findLast(isSaid);
    if (before) return before.textContent.slice(-30);
    at = at.parentElement;
  }
  return "";
}

function isSaid(node: PageNode): boolean {
  return isElement(node) ? textOf(node) !== undefined : /\S/.test(node.textContent);
}
