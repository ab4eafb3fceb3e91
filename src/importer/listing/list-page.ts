import { omitUndefined } from "../../domain/omit-undefined.ts";
import { webAddress } from "../content/web-address.ts";
import type { ReadContext, SourceDocument } from "../draft.ts";
import { pageDom } from "../page/page-dom.ts";
import { addressMatcher } from "./address-pattern.ts";
import { type ColumnLinks, columnLinks, linksTo, matchingLinks, selectedLinks } from "./column-links.ts";
import type { DateMark } from "./date-text.ts";
import { inferYears } from "./infer-years.ts";
import { declaredItems } from "./item-list.ts";
import { leftOutLinks } from "./left-out.ts";
import { betterTitle, type LinkTitle } from "./link-title.ts";
import type { ListedArticle, Listing, ListingOptions } from "./listing.ts";
import { nextPage } from "./next-page.ts";
import { type PageLink, pageLinks } from "./page-link.ts";
import type { ColumnPage } from "./page-lists.ts";
import { withTitlesBeside } from "./title-beside.ts";

/** What is known of the list that is read. */
interface ListPageContext extends Pick<ReadContext, "timeZone"> {
  /** The title of the column, by which one of several lists is chosen. */
  readonly columnTitle: string;
  /** The present, for the years of dates without one; absent where the list does not begin with its newest articles. */
  readonly now?: Date | undefined;
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
  { timeZone, columnTitle, now }: ListPageContext,
  { select, match }: ListingOptions = {},
): Listing {
  const page = pageDom(text);
  const base = webAddress(page.querySelector("base[href]")?.getAttribute("href"), address) ?? address;
  const { links: own, scripted } = pageLinks(page, address, base);
  const links = withTitlesBeside(own);
  const column: ColumnPage = { page, address, base, links, columnTitle, timeZone };
  const isMatching = addressMatcher(match);
  const declared = select === undefined ? declaredItems(page, column) : [];

  const chosen: ColumnLinks =
    select !== undefined
      ? selectedLinks(column, select)
      : match !== undefined
        ? matchingLinks(column, match)
        : statedLinks(column, declared);
  const dates = now ? withYears(chosen, { timeZone, now }) : chosen.dates;
  const found = listedArticles({ ...chosen, dates }, links).filter(({ url }) => isMatching(url));
  const stated = declared.filter(({ url }) => isMatching(url));
  const articles = mergeArticles(found, stated);
  const next = nextPage(page, text, { address, base });
  const urls = new Set(articles.map(({ url }) => url));
  return {
    articles,
    leftOut: leftOutLinks(links, scripted, {
      articles: urls,
      reasons: chosen.leftOut,
      ...(match !== undefined && { isMatching }),
    }),
    ...(next !== undefined && { next }),
  };
}

/** Returns the links to the articles that a page states to be those of its list; all of the list if they are a part of it. */
function statedLinks(column: ColumnPage, declared: readonly ListedArticle[]): ColumnLinks {
  const listed = columnLinks(column);
  const urls = new Set(listed.links.map(({ url }) => url));
  return declared.every(({ url }) => urls.has(url))
    ? listed
    : linksTo(column, new Set(declared.map(({ url }) => url)));
}

/** Merges what a list shows of its articles with what the page states of them besides, in the order of the longer one. */
function mergeArticles(found: readonly ListedArticle[], stated: readonly ListedArticle[]): ListedArticle[] {
  const articles = new Map((found.length > stated.length ? found : stated).map((one) => [one.url, one]));
  for (const one of [...found, ...stated]) {
    const known = articles.get(one.url);
    if (known) articles.set(one.url, { ...known, ...one });
  }
  return [...articles.values()];
}

function withYears(
  { links, dates }: ColumnLinks,
  context: { readonly timeZone: string; readonly now: Date },
): ReadonlyMap<string, DateMark> {
  const urls = [...new Set(links.map(({ url }) => url))].filter((url) => dates.has(url));
  const marks = inferYears(
    urls.map((url) => dates.get(url) ?? {}),
    context,
  );
  return new Map(urls.map((url, index) => [url, marks[index] ?? {}]));
}

/** Gives each address the best title of all links to it; pictures and "more" have none. */
function listedArticles({ links: chosen, dates }: ColumnLinks, links: readonly PageLink[]): ListedArticle[] {
  const urls = new Set(chosen.map(({ url }) => url));
  const titles = new Map<string, LinkTitle>();
  for (const { url, title, isHeading, isLabel } of [...chosen, ...links]) {
    if (!urls.has(url) || title === "" || (isLabel && titles.has(url))) continue;
    titles.set(url, betterTitle(titles.get(url), { text: title, isHeading }));
  }
  return [...urls].flatMap((url) => {
    const title = titles.get(url)?.text;
    return title ? [omitUndefined<ListedArticle>({ url, title, published: dates.get(url)?.date })] : [];
  });
}
