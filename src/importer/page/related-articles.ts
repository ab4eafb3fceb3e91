import { omitUndefined } from "../../domain/omit-undefined.ts";
import { webAddress } from "../content/web-address.ts";
import type { Draft } from "../draft.ts";
import { elementText, type PageDocument, type PageElement } from "./page-dom.ts";

const HEADINGS = "h1, h2, h3, h4, h5, h6, dt, .title, .tit, .hd, .head";
const ITEMS = "li, .item, .teaser, aside article, .related article";
/** More than any page has. */
const MAX_ITEMS = 1000;
const TITLES = "h2 a, h3 a, h4 a, h5 a, dt a, strong a, a, h3, h4, strong, .title";
const SUMMARIES = "p, .summary, .desc, .intro, .abstract, dd";
const MIN_SUMMARY_LENGTH = 10;

/** Returns the articles in the lists of a page that have a title and a summary; the column is the list's heading. */
export function relatedArticles(page: PageDocument, base: string | undefined): Draft[] {
  const items = [...page.body.querySelectorAll(ITEMS)].slice(0, MAX_ITEMS);
  return items
    .filter((item) => item.querySelector(ITEMS) === null)
    .flatMap((item) => {
      const titleElement = item.querySelector(TITLES);
      const title = elementText(titleElement);
      const summary = [...item.querySelectorAll(SUMMARIES)]
        .filter((part) => titleElement && !part.contains(titleElement) && !titleElement.contains(part))
        .map(elementText)
        .find((text) => text !== undefined && text.length >= MIN_SUMMARY_LENGTH);
      if (!title || !summary || item.closest("nav, footer")) return [];
      const columnTitle = listHeading(item);
      const url = webAddress(item.querySelector("a")?.getAttribute("href"), base);
      return [omitUndefined<Draft>({ title, authors: [], editors: [], tags: [], summary, columnTitle, url })];
    });
}

/** Returns the heading directly before the list that `item` is in. */
function listHeading(item: PageElement): string | undefined {
  let ancestor = item.parentElement;
  while (ancestor && ancestor.localName !== "body") {
    const before = ancestor.previousElementSibling;
    if (before?.matches(HEADINGS)) return elementText(before);
    if (before) return undefined;
    ancestor = ancestor.parentElement;
  }
  return undefined;
}
