import { UserError } from "../../operator/user-error.ts";
import type { PageElement } from "../page/page-dom.ts";
import { addressMatcher } from "./address-pattern.ts";
import { chooseLists } from "./choose-lists.ts";
import type { DateMark } from "./date-text.ts";
import { isInside } from "./link-group.ts";
import { itemElements } from "./list-items.ts";
import type { LeftOutReason } from "./listing.ts";
import type { PageLink } from "./page-link.ts";
import { type ColumnPage, type PageList, pageLists } from "./page-lists.ts";

/** The links of a column. */
export interface ColumnLinks {
  readonly links: readonly PageLink[];
  /** The dates beside them, by address. */
  readonly dates: ReadonlyMap<string, DateMark>;
  /** Why links are not the column's, as the headings above them tell. */
  readonly leftOut: ReadonlyMap<PageLink, LeftOutReason>;
}

/** Characters of no selector, and a combinator without what it combines. */
const NO_SELECTOR = /[<{}]|[>+~,]\s*$/;
/** Parts of a page whose lists may still be the column's, where a heading says so. */
const POSSIBLE_PARTS: readonly (LeftOutReason | undefined)[] = [undefined, "ranking", "other list"];

/** Returns the links of the lists of the column. */
export function columnLinks(column: ColumnPage): ColumnLinks {
  const lists = pageLists(column, column.links.filter(isCandidate));
  const chosen = linksOf(chooseLists(lists, column));
  const inOrder = new Set(chosen.links);
  return {
    ...chosen,
    links: column.links.filter((link) => inOrder.has(link)),
    leftOut: new Map(
      lists.flatMap(({ links, reason }) => (reason ? links.map((link) => [link, reason] as const) : [])),
    ),
  };
}

/** Tells whether a link can lead to an article; one with a text of one character only where its address looks like one. */
function isCandidate({ leftOut, weight, isArticle }: PageLink): boolean {
  return POSSIBLE_PARTS.includes(leftOut) && weight >= (isArticle ? 1 : 2);
}

/**
 * Returns the links in the elements that a selector names. A selected link is an article; of the links in a selected
 * block or item, those of its list are, and not the labels, authors and "more" beside them.
 *
 * @throws {UserError} if `select` is no selector
 */
export function selectedLinks(column: ColumnPage, select: string): ColumnLinks {
  const selected = selectedElements(column, select);
  const links = column.links.filter(({ element }) => isInside(element, selected));
  const titled = links.filter(({ title, leftOut }) => title !== "" && leftOut !== "pager");
  const lists = pageLists(column, titled);
  const areLinks = links.some(({ element }) => selected.has(element));
  const [main] = lists.filter(({ isList }) => isList).sort((one, other) => other.score - one.score);
  if (areLinks || !main) return { ...linksOf(lists), links };
  const items = new Set(itemElements(main).keys());
  const isOther = (list: PageList) =>
    list.form === main.form && !list.links.some(({ element }) => items.has(element));
  return linksOf(lists.filter((list) => list === main || isOther(list)));
}

function selectedElements({ page }: ColumnPage, select: string): Set<PageElement> {
  try {
    // linkedom finds nothing for these, and does not refuse them.
    if (NO_SELECTOR.test(select.replace(/"[^"]*"|'[^']*'/g, ""))) throw new SyntaxError();
    return new Set(page.querySelectorAll(select));
  } catch {
    throw new UserError(
      `Found the selector "${select}", which is no CSS selector; write one such as "ul.news a"`,
    );
  }
}

/**
 * Returns the links whose addresses match a pattern, wherever they are in the page; those of rankings and of other
 * parts of it only where no others match. A pattern of whole addresses may name another host.
 */
export function matchingLinks(column: ColumnPage, match: string): ColumnLinks {
  const isMatching = addressMatcher(match);
  const isWhole = !match.startsWith("/");
  const lists = pageLists(
    column,
    column.links.filter(
      ({ leftOut, title, url }) => title !== "" && (isWhole || leftOut !== "other host") && isMatching(url),
    ),
  );
  const own = lists.filter(({ reason }) => reason === undefined || reason === "other host");
  return linksOf(own.length > 0 ? own : lists);
}

/** Returns the links to addresses that the page states to be those of the column's articles. */
export function linksTo(column: ColumnPage, addresses: ReadonlySet<string>): ColumnLinks {
  const links = column.links.filter(({ title, url }) => title !== "" && addresses.has(url));
  return linksOf(pageLists(column, links));
}

function linksOf(lists: readonly PageList[]): ColumnLinks {
  return {
    links: lists.flatMap(({ links }) => links),
    dates: new Map(lists.flatMap(({ dates }) => [...dates])),
    leftOut: new Map(),
  };
}
