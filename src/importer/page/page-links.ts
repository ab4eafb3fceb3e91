import { NEXT_TEXT } from "../listing/next-page.ts";
import type { PageDocument, PageElement } from "./page-dom.ts";

/** More than the pagers of an article have; looking at what is around each takes the time of reading that. */
export const MAX_LINKS = 80;
const MAX_LABEL_LENGTH = 60;
const NUMBERED_LABEL =
  /^[\s[【(（<‹«]*(?:第\s*)?(?<number>\d{1,3})\s*(?:[页頁]?[\s\])）】>›»]*$|[页頁]\s*[:：\s])|^page\s*(?<page>\d{1,3})\b/i;
const OTHER_LABEL =
  /^[\s[【(（|]*(?:[首末尾][页頁]|最[后後前]一?[页頁]|上一?[页頁]|前一?[页頁]|prev(?:ious)?(?: page)?|first|last(?: page)?|[>›»→]{1,2}|[<‹«←]{1,2})[\s\]】)）|]*$/i;

/** Yields what may lead to a page of the article, with its address as it is written. */
export function* linkElements(page: PageDocument): Generator<readonly [PageElement, string]> {
  for (const [name, attribute] of [
    ["link", "href"],
    ["a", "href"],
    ["option", "value"],
  ] as const)
    for (const element of page.getElementsByTagName(name)) {
      if (name === "link" && !/\bnext\b/i.test(element.getAttribute("rel") ?? "")) continue;
      const value = element.getAttribute(attribute);
      if (value !== null && value !== "") yield [element, value];
    }
}

/** Tells whether a text is that of a link in a pager. */
export function isPageLabel(label: string): boolean {
  if (label.length > MAX_LABEL_LENGTH) return false;
  return NEXT_TEXT.test(label) || OTHER_LABEL.test(label) || numberInLabel(label) !== undefined;
}

/** Returns the number of a page in the text of a link. */
export function numberInLabel(label: string): number | undefined {
  const { number, page } = NUMBERED_LABEL.exec(label)?.groups ?? {};
  return number === undefined && page === undefined ? undefined : Number(number ?? page);
}
