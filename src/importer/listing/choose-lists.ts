import { groupBy } from "../../domain/group-by.ts";
import type { PageElement } from "../page/page-dom.ts";
import { isPageOfColumn, namingFinder } from "./column-name.ts";
import { hasEmptyList } from "./empty-column.ts";
import { isInside } from "./link-group.ts";
import { linkIndex } from "./link-index.ts";
import { itemElements } from "./list-items.ts";
import { isMainHost } from "./listed-address.ts";
import type { ColumnPage, PageList } from "./page-lists.ts";

const HOME_PAGE = /^\/(?:(?:index|default)\.\w+)?$/;
/** Of the items of a list in which every article has a date. */
const MIN_DATED_SHARE = 0.75;
const ORDER_OF_NAMES = ["column", "begins", "page", "other"] as const;

/**
 * Chooses the lists of the column. On a page of several columns they are those under its name; on its own page, the
 * list that is most like one of articles, and those that belong to it.
 */
export function chooseLists(lists: readonly PageList[], column: ColumnPage): PageList[] {
  const { page, address, columnTitle } = column;
  const own = withoutLabels(lists.filter(({ reason }) => reason === undefined));
  const usable = own.filter(({ isList }) => isList);
  const underName = (["column", "begins"] as const)
    .map((name) => usable.filter(({ naming, hasOwnHeading }) => hasOwnHeading && naming === name))
    .find((named) => named.length > 0);
  const isHomePage = HOME_PAGE.test(new URL(address).pathname) && isMainHost(address);
  const isOwnPage = !isHomePage && isPageOfColumn(page, columnTitle);
  if (underName && !isOwnPage) return underName;

  const [main] = usable.toSorted(compareLists);
  if (!main || (main.naming === "other" && isColumnEmpty(usable, main, column))) return [];
  const items = new Set(itemElements(main).keys());
  const hasBlocks = isOwnPage && !underName;
  const others = own.filter((list, index) => {
    const isAbove = index < own.indexOf(main);
    const isOfColumn = isPartOf(list, main, isAbove) || belongsTo(list, main, { isAbove, hasBlocks });
    return list !== main && !isWithin(list, items) && isOfColumn;
  });
  // An article that a carousel shows too has its place in the list.
  const listed = new Set(main.links.map(({ url }) => url));
  return [
    main,
    ...others.map((list) => ({ ...list, links: list.links.filter(({ url }) => !listed.has(url)) })),
  ].map(withoutAdvertisements);
}

/** Leaves out what has no date in a list of dates, and no address like the others or like an article. */
function withoutAdvertisements(list: PageList): PageList {
  if (list.dateShare < MIN_DATED_SHARE) return list;
  const links = list.links.filter(
    ({ url, form, isArticle }) => isArticle || form === list.form || list.dates.has(url),
  );
  return { ...list, links };
}

/** Tells whether the list of the column is empty, or filled by a script, so that all lists are others of the page. */
function isColumnEmpty(lists: readonly PageList[], main: PageList, column: ColumnPage): boolean {
  const links = lists.flatMap((list) => list.links);
  const naming = namingFinder(column);
  return hasEmptyList(column.page, {
    index: linkIndex(column.links, links),
    first: main.size > 1 ? main.links[0]?.element : undefined,
    isName: (text) => naming.ofText(text) !== "other",
  });
}

/** Compares lists: those under the name of the column or of the page come first, then those most like a list of articles. */
function compareLists(one: PageList, other: PageList): number {
  const rank = ({ naming }: PageList) => ORDER_OF_NAMES.indexOf(naming);
  return rank(one) - rank(other) || weightedScore(other) - weightedScore(one);
}

function weightedScore({ score, size, naming, hasOwnHeading }: PageList): number {
  const hasOtherName = hasOwnHeading && (naming === "page" || naming === "other");
  return score * (hasOtherName ? 1 : 1.5) * (size === 1 ? 0.5 : 1);
}

/** Tells whether links are items of the main list in another structure, or the story above it, such as one with a picture. */
function isPartOf(list: PageList, main: PageList, isAbove: boolean): boolean {
  if (list.form !== main.form) return false;
  const around = main.size === 1 ? main.container.closest("ul, ol, dl") : main.container;
  if (list.links.every(({ element }) => around?.contains(element))) return true;
  const isStory = list.size === 1 && list.links.some(({ isHeading }) => isHeading);
  return isStory && isAbove && list.heading?.element === main.heading?.element;
}

/** Tells whether another list of the page has articles of the same column. */
function belongsTo(
  list: PageList,
  main: PageList,
  /** The page may have several lists of one kind, each with a heading. */
  { isAbove, hasBlocks }: { readonly isAbove: boolean; readonly hasBlocks: boolean },
): boolean {
  if (!list.isList) return false;
  if (list.isInFolder) return true;
  if (list.form !== main.form || list.articleShare < 0.5) return false;
  if (main.dateShare >= 0.5 && list.dateShare < 0.5 && list.size > 2) return false;
  if (list.naming === "column" || list.naming === "begins") return true;
  const isAlike = kindOfPlace(list.container) === kindOfPlace(main.container);
  if (list.heading?.element === main.heading?.element) return isAlike || isAbove;
  return hasBlocks && isAlike && list.hasOwnHeading && main.hasOwnHeading;
}

/** Leaves out lists whose links are in the same items as those of another with longer titles, such as authors. */
function withoutLabels(lists: readonly PageList[]): PageList[] {
  const labels = groupBy(lists, ({ container }) => [container]).flatMap((alike) => {
    const others = alike.map((list) => ({ ...list, items: new Set(itemElements(list).keys()) }));
    return alike.filter((list) =>
      others.some(({ titleScore, items }) => titleScore > list.titleScore && isWithin(list, items)),
    );
  });
  return lists.filter((list) => !labels.includes(list));
}

/** Tells whether links of a list are in the items of another. */
function isWithin({ links }: PageList, items: ReadonlySet<PageElement>): boolean {
  return links.some(({ element }) => isInside(element, items));
}

/** Returns the names and classes of the elements around a list, the same for lists of one kind. */
function kindOfPlace(container: PageElement): string {
  const kinds: string[] = [];
  for (let one: PageElement | null = container; one && one.localName !== "body"; one = one.parentElement)
    kinds.push(`${one.localName}.${one.className}`);
  return kinds.join(" ");
}
