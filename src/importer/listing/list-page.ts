import { omitUndefined } from "../../domain/omit-undefined.ts";
import { UserError } from "../../operator/user-error.ts";
import type { ReadContext, SourceDocument } from "../draft.ts";
import { type PageDocument, type PageElement, pageDom } from "../page/page-dom.ts";
import { addressMatcher } from "./address-pattern.ts";
import { listLinks, titleWeight } from "./column-links.ts";
import { itemDate } from "./item-date.ts";
import { declaredItems } from "./item-list.ts";
import { isArticleAddress, listedAddress } from "./listed-address.ts";
import type { LeftOut, LeftOutReason, ListedArticle, Listing, ListingOptions } from "./listing.ts";
import { nextPage } from "./next-page.ts";
import { isMoreText, type PageLink, pageLinks } from "./page-link.ts";

/** What is known of the list that is read. */
interface ListPageContext extends Pick<ReadContext, "timeZone"> {
  /** The title of the column, by which one of several lists is chosen. */
  readonly columnTitle: string;
}

/**
 * Reads the page of a column: returns the articles that its list links to, and what it left out and why. The list is
 * found by its structure: links that repeat in it, titles, addresses that are alike, and dates beside them. Where
 * JSON-LD or microformats state the list, they are used.
 *
 * @throws {UserError} if `select` is no selector
 */
export function readListPage(
  { text, url: address = "" }: SourceDocument,
  { timeZone, columnTitle }: ListPageContext,
  { select, match }: ListingOptions = {},
): Listing {
  const page = pageDom(text);
  const base = baseAddress(page, address);
  const links = pageLinks(page, address, base);
  const isMatching = addressMatcher(match);
  const next = nextPage(page, text, { address, base });
  const declared = select === undefined ? declaredItems(page, { address, base, timeZone }) : [];

  const chosen =
    select !== undefined
      ? selectedLinks(page, links, select)
      : declared.length > 0
        ? links.filter(({ url }) => declared.some((item) => item.url === url))
        : listLinks(links, page, columnTitle, match === undefined ? undefined : isMatching);
  const titled = withBestTitles(chosen, links).filter(({ url }) => isMatching(url));
  const chosenUrls = new Set(titled.map(({ url }) => url));
  const isOther = (url: string) => (element: PageElement) => {
    const other = element.localName === "a" ? listedAddress(element.getAttribute("href"), base) : undefined;
    return other !== undefined && other !== url && chosenUrls.has(other);
  };
  const found = titled
    .filter(({ title }) => title !== "")
    .map(({ element, url, title }) =>
      omitUndefined<ListedArticle>({
        url,
        title,
        published: itemDate({ element, url }, isOther(url), timeZone),
      }),
    );
  const stated = declared.filter(({ url }) => isMatching(url));
  const articles =
    stated.length > 0
      ? stated.map((item) => ({ ...found.find(({ url }) => url === item.url), ...item }))
      : found;
  return {
    articles,
    leftOut: leftOutLinks(links, new Set(articles.map(({ url }) => url)), isMatching, match !== undefined),
    ...(next !== undefined && { next }),
  };
}

function baseAddress(page: PageDocument, address: string): string {
  const href = page.querySelector("base[href]")?.getAttribute("href") ?? "";
  return href !== "" && URL.canParse(href, address) ? new URL(href, address).href : address;
}

function selectedLinks(page: PageDocument, links: readonly PageLink[], select: string): PageLink[] {
  let selected: PageElement[];
  try {
    selected = [...page.querySelectorAll(select)];
  } catch {
    throw new UserError(
      `Found the selector "${select}", which is no CSS selector; write one such as "ul.news a"`,
    );
  }
  return links.filter(({ element }) => selected.some((one) => one === element || one.contains(element)));
}

/** Gives each address its first link with the best title of all links to it; pictures and "more" have none. */
function withBestTitles(chosen: readonly PageLink[], links: readonly PageLink[]): PageLink[] {
  const titles = new Map<string, string>();
  for (const { url, title } of [...chosen, ...links]) {
    const known = titles.get(url) ?? "";
    if (
      !isMoreText(title) &&
      titleWeight(title) >= 2 &&
      (known === "" || title.startsWith(known.replace(/\s*(?:…+|\.{2,})$/, "")))
    )
      titles.set(url, title);
  }
  const first = new Map<string, PageLink>();
  for (const link of chosen) {
    const known = first.get(link.url);
    // The link with the title stands nearest to the date.
    if (!known || (known.title !== titles.get(link.url) && link.title === titles.get(link.url)))
      first.set(link.url, link);
  }
  return [...first.values()].map((link) => ({
    ...link,
    title: titles.get(link.url) ?? imageText(link.element) ?? "",
  }));
}

function imageText(element: PageElement): string | undefined {
  return (
    element.querySelector("img[alt]")?.getAttribute("alt")?.trim() ||
    element.getAttribute("title")?.trim() ||
    undefined
  );
}

function leftOutLinks(
  links: readonly PageLink[],
  articles: ReadonlySet<string>,
  isMatching: (url: string) => boolean,
  hasPattern: boolean,
): LeftOut[] {
  const byReason = new Map<LeftOutReason, Map<string, string>>();
  for (const { url, title, leftOut } of links) {
    if (articles.has(url)) continue;
    const reason: LeftOutReason =
      leftOut ??
      (hasPattern && !isMatching(url)
        ? "no match"
        : title === "" || isMoreText(title)
          ? "no title"
          : isArticleAddress(url)
            ? "other list"
            : "navigation");
    const found = byReason.get(reason) ?? new Map<string, string>();
    byReason.set(reason, found.set(url, found.get(url) || title || url));
  }
  return [...byReason].map(([reason, found]) => ({
    reason,
    count: found.size,
    example: [...found.values()][0] ?? "",
  }));
}
