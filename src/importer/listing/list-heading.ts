import { elementText, isElement, type PageDocument, type PageElement } from "../page/page-dom.ts";
import { isDateHeading } from "./date-text.ts";
import { headingTexts, MARKS, MAX_HEADING_TEXTS } from "./heading-texts.ts";
import type { PartedTest } from "./join-groups.ts";
import type { LinkGroup } from "./link-group.ts";
import type { LinkIndex } from "./link-index.ts";
import { isMoreText } from "./link-title.ts";
import { tabFinder } from "./list-tabs.ts";
import type { LeftOutReason } from "./listing.ts";
import { breadcrumbsOf, isBreadcrumbs } from "./page-regions.ts";

/** What stands above a list and names it. */
export interface ListHeading {
  readonly element: PageElement;
  /** Empty for a picture without a text. */
  readonly text: string;
  /** All texts of the heading, such as a title in two languages. */
  readonly fullText: string;
  /** Another list stands between, so that the heading may be that of both. */
  readonly isShared: boolean;
}

/** The headings above a list. */
interface ListHeadings {
  readonly name?: ListHeading;
  /** A date alone, such as that of a day, a month or a year. */
  readonly date?: string;
}

/** What stands before an element in its parent. */
interface Preceding {
  readonly nearest: readonly PageElement[];
  /** Those before another list. */
  readonly beyond: readonly PageElement[];
  readonly isAfterList: boolean;
}

const MAX_HEADING_LENGTH = 40;
/** The first row of a table. */
const COLUMN_TITLES =
  /^(?:序号|编号|標題|标题|题名|篇名|文章标题|日期|时间|時間|发布时间|发布日期|作者|来源|點閱|点击|浏览|阅读|no\.?|title|date|author|source)+$/i;
const MAX_TAB_LENGTH = 12;
/** How many elements before a list are read for its heading. */
const MAX_SIBLINGS = 100;
/** What stands in these beside a link is about it, and no heading. */
const ITEMS = new Set(["li", "article", "tr"]);
const NONE: ReadonlySet<string> = new Set();

/** Finds the headings of the lists of a page. */
interface HeadingFinder {
  /** Returns the headings above a list. */
  headingsOf(list: Pick<LinkGroup, "container" | "links">): ListHeadings;
  /** Tells whether a heading stands between two blocks of a list, or before the items of the second. */
  readonly isParted: PartedTest;
}

/**
 * Returns a finder of headings, where `index` knows the links that may be articles, and `regionOf` tells which part of
 * the page an element is in.
 */
export function headingFinder(
  page: PageDocument,
  index: LinkIndex,
  regionOf: (element: PageElement) => LeftOutReason | undefined,
): HeadingFinder {
  const tabs = tabFinder(page, index);
  const known = new Map<PageElement, ListHeading | string | undefined>();

  function readOnce(element: PageElement): ListHeading | string | undefined {
    if (!known.has(element)) known.set(element, readHeading(element, regionOf(element)));
    return known.get(element);
  }

  function tabHeading(panel: PageElement): ListHeading | undefined {
    const text = tabs(panel);
    return text === undefined ? undefined : { element: panel, text, fullText: text, isShared: false };
  }

  /** Returns what stands before `element` in its parent, the nearest first: above the list, and above another before it. */
  function before(element: PageElement, own: ReadonlySet<string>): Preceding {
    const preceding = { nearest: [] as PageElement[], beyond: [] as PageElement[], isAfterList: false };
    let one = element.previousElementSibling;
    for (let count = 0; one && count < MAX_SIBLINGS; count++) {
      if (index.holdsOther(one, own)) preceding.isAfterList = true;
      else if (!index.holds(one)) preceding[preceding.isAfterList ? "beyond" : "nearest"].push(one);
      one = one.previousElementSibling;
    }
    return preceding;
  }

  function headingsOf({ container, links }: Pick<LinkGroup, "container" | "links">): ListHeadings {
    const own = new Set(links.map(({ url }) => url));
    let date: string | undefined;
    const find = (elements: readonly PageElement[], isShared: boolean): ListHeading | undefined => {
      let picture: ListHeading | undefined;
      for (const element of elements) {
        const heading = readOnce(element);
        if (typeof heading === "string") date ??= heading;
        else if (heading?.text === "") picture ??= heading;
        else if (heading) return { ...heading, isShared };
      }
      return picture && { ...picture, isShared };
    };
    let name = find(above(container, index), false) ?? leadingText(container, index);
    let isShared = false;
    for (
      let around: PageElement | null = container;
      around && !name && around.localName !== "body";
      around = around.parentElement
    ) {
      const { nearest, beyond, isAfterList } = before(around, own);
      name = tabHeading(around);
      if (!ITEMS.has(around.parentElement?.localName ?? ""))
        name ??= find(nearest, isShared) ?? find(beyond, true);
      isShared ||= isAfterList;
    }
    return { ...(name && { name }), ...(date !== undefined && { date }) };
  }

  function isParted(previous: PageElement, block: PageElement, container: PageElement): boolean {
    if (previous === block) return false;
    if (tabHeading(block) || leadingText(container, index)) return true;
    const parting = [...before(block, NONE).nearest, ...above(container, index)];
    for (let one = container; one !== block && one.parentElement; one = one.parentElement)
      parting.push(...before(one, NONE).nearest);
    return parting.some((element) => typeof readOnce(element) === "object");
  }

  return { headingsOf, isParted };
}

/** Returns what stands in `container` before its first item, the nearest first. */
function above(container: PageElement, index: LinkIndex): PageElement[] {
  if (ITEMS.has(container.localName)) return [];
  const elements: PageElement[] = [];
  for (const child of container.childNodes) {
    if (!isElement(child)) continue;
    if (index.holds(child)) return elements;
    elements.unshift(child);
  }
  return [];
}

/** Returns the text in front of the first item, such as `相关链接：`. */
function leadingText(container: PageElement, index: LinkIndex): ListHeading | undefined {
  if (ITEMS.has(container.localName)) return undefined;
  let text = "";
  for (const child of container.childNodes) {
    if (isElement(child) ? index.holds(child) : text !== "") break;
    if (!isElement(child)) text = child.textContent.trim();
  }
  const isName = text.length <= MAX_TAB_LENGTH && !MARKS.test(text) && !isDateHeading(text);
  return isName ? { element: container, text, fullText: text, isShared: false } : undefined;
}

/** Returns the heading that an element is or holds; a string for a date; `undefined` if it is none. */
function readHeading(
  element: PageElement,
  region: LeftOutReason | undefined,
): ListHeading | string | undefined {
  if (region === "pager" || region === "footer" || element.localName === "thead") return undefined;
  const parts = headingTexts(element);
  const fullText = elementText(element) ?? "";
  const heading = (text: string) => ({ element, text, fullText, isShared: false });
  const place = breadcrumbsEnd(element, fullText);
  if (place !== undefined) return heading(place);
  if (
    region === "navigation" ||
    parts.length >= MAX_HEADING_TEXTS ||
    COLUMN_TITLES.test(fullText.replace(/\s/g, ""))
  )
    return undefined;

  const texts = parts.filter(({ text, isPicture }) => !isPicture && !MARKS.test(text) && !isMoreText(text));
  const names = texts.filter(({ text }) => !isDateHeading(text));
  const strong = names.filter(({ isHeading }) => isHeading);
  const [only] = strong;
  if (only && strong.length === 1 && only.text.length <= MAX_HEADING_LENGTH) return heading(only.text);
  if (names.length === 0 && texts.length > 0) {
    const isHeading =
      texts.some((leaf) => leaf.isHeading) || element.localName === "dt" || /date/i.test(element.className);
    return isHeading || isDateHeading(fullText) ? fullText : undefined;
  }
  const [first] = names;
  if (first) {
    const isNavigation = new Set(names.map(({ link }) => link).filter(Boolean)).size > 1;
    return !isNavigation && fullText.length <= MAX_HEADING_LENGTH ? heading(first.text) : undefined;
  }
  const picture = parts.find(({ isPicture }) => isPicture);
  return picture && texts.length === 0 ? heading(picture.text) : undefined;
}

/** Returns the last of the columns that breadcrumbs name; `undefined` if the element holds none. */
function breadcrumbsEnd(element: PageElement, text: string): string | undefined {
  const names = breadcrumbsOf(text) ?? [];
  return names.length > 1 || isBreadcrumbs(element) ? names.at(-1) : undefined;
}
