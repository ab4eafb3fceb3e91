import { beginningOf } from "../../domain/graphemes.ts";
import { elementText, isElement, type PageElement } from "../page/page-dom.ts";
import { isDateText } from "./date-text.ts";
import { linkIndex } from "./link-index.ts";
import { isMoreText, titleWeight } from "./link-title.ts";
import { isLikelyArticle, type PageLink } from "./page-link.ts";

/** How far from a link its title is looked for, and in how many elements. */
const MAX_LEVELS = 5;
const MAX_ELEMENTS = 60;
const HEADING = /^(?:h[1-6]|figcaption)$/;
const HEADING_CLASS = /(?:^|[\s_-])(?:title|headline)(?:$|[\s_-])/i;
/** The text of links to more of a list; that of links to the rest of an article says what one does with it. */
const MORE_OF_LIST = /^[^\p{L}]*(?:查看|浏览)?(?:更多|全部|more|all)[^\p{L}]*$/iu;
const FILE_NAME = /^[\w-]+\.\w{3,4}$|^(?:img|dsc|image)[\s_-]?\d+/i;
const MIN_WEIGHT = 4;
const MAX_TITLE_LENGTH = 200;

/**
 * Gives links without a title, where no other link to their address has one, the title of the item that they are in:
 * its heading, the text of its picture, or the longest text in its row of a table.
 */
export function withTitlesBeside(links: readonly PageLink[]): PageLink[] {
  const titled = new Set(links.filter(({ title }) => title !== "").map(({ url }) => url));
  const untitled = links.filter(
    ({ element, leftOut, url }) =>
      leftOut === undefined && !titled.has(url) && !MORE_OF_LIST.test(elementText(element) ?? ""),
  );
  const index = linkIndex(links, [...untitled, ...links.filter(isLikelyArticle)]);
  const titles = new Map<string, string>();
  for (const { element, url } of untitled) {
    const own = new Set([url]);
    let around: PageElement | null = element;
    for (let level = 0; around && level < MAX_LEVELS && !titles.has(url); level++) {
      if (index.holdsOther(around, own) || around.localName === "body") break;
      const title = titleIn(around, element);
      if (title !== undefined) titles.set(url, beginningOf(title, MAX_TITLE_LENGTH));
      around = around.parentElement;
    }
  }
  return links.map((link) => {
    const title = titles.get(link.url);
    return title === undefined
      ? link
      : { ...link, title, weight: titleWeight(title), isHeading: true, isLabel: false };
  });
}

function titleIn(item: PageElement, link: PageElement): string | undefined {
  const elements = elementsIn(item);
  // A heading with the link in it is that of a list, and the link leads to more of it.
  const heading = elements.find(
    (one) => (HEADING.test(one.localName) || HEADING_CLASS.test(one.className)) && !one.contains(link),
  );
  const picture = elements.find(({ localName }) => localName === "img")?.getAttribute("alt");
  const cells = elements.filter(({ localName }) => localName === "td" && item.localName === "tr");
  const texts = cells
    .filter((cell) => cell.querySelector("a") === null)
    .map((cell) => elementText(cell) ?? "")
    .sort((one, other) => other.length - one.length);
  return elementText(heading) ?? [picture?.replace(/\s+/g, " ").trim() ?? "", ...texts].find(isTitle);
}

function isTitle(text: string): boolean {
  return titleWeight(text) >= MIN_WEIGHT && !FILE_NAME.test(text) && !isDateText(text) && !isMoreText(text);
}

function elementsIn(item: PageElement): PageElement[] {
  const elements: PageElement[] = [item];
  for (let index = 0; index < elements.length && elements.length < MAX_ELEMENTS; index++)
    elements.push(...[...(elements[index]?.childNodes ?? [])].filter(isElement));
  return elements;
}
