import { webAddress } from "../content/web-address.ts";
import { LABELS } from "../text/byline.ts";
import { elementText, isElement, type PageDocument, type PageElement, type PageNode } from "./page-dom.ts";

/** The label is next to the link or next to one of so many elements around it. */
const MAX_ANCESTORS = 3;
/** The name of the source may be on every line of a list of articles. */
const MAX_LINKS = 20;
const SOURCE_LABEL = new RegExp(`(?:${LABELS.source})\\s*[:：]?\\s*$`);

/** Returns the address of the link behind the label of the source (`来源：`) whose text is the `name` of the source. */
export function sourceLink(page: PageDocument, name: string, base: string | undefined): string | undefined {
  const links = [...page.getElementsByTagName("a")]
    .filter((link) => elementText(link) === name)
    .slice(0, MAX_LINKS);
  const link = links.find((candidate) => SOURCE_LABEL.test(textBefore(candidate)));
  const href = link?.getAttribute("href")?.trim() ?? "";
  return href.startsWith("#") ? undefined : webAddress(href, base);
}

/** Returns the end of the text directly before `element`. */
function textBefore(element: PageElement): string {
  let current: PageElement | null = element;
  for (let count = 0; current?.parentElement && count < MAX_ANCESTORS; count++) {
    const siblings: PageNode[] = [...current.parentElement.childNodes];
    const before = siblings.slice(0, siblings.indexOf(current)).findLast(hasText);
    if (before) return before.textContent.slice(-30);
    current = current.parentElement;
  }
  return "";
}

function hasText(node: PageNode): boolean {
  return isElement(node) ? elementText(node) !== undefined : /\S/.test(node.textContent);
}
