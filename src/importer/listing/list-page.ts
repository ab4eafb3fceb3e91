import { omitUndefined } from "../../domain/omit-undefined.ts";
import { UserError } from "../../operator/user-error.ts";
import type { ReadContext, SourceDocument } from "../draft.ts";
import { elementText, type PageDocument, type PageElement, pageDom } from "../page/page-dom.ts";
import { addressMatcher } from "./address-pattern.ts";
import { itemDate } from "./item-date.ts";
import { declaredItems } from "./item-list.ts";
import { type LinkGroup, linkGroups } from "./link-groups.ts";
import { addressForm, isArticleAddress, listedAddress } from "./listed-address.ts";
import type { LeftOut, LeftOutReason, ListedArticle, Listing, ListingOptions } from "./listing.ts";
import { nextPage } from "./next-page.ts";
import { isMoreText, type PageLink, pageLinks } from "./page-link.ts";

/** What is known of the list that is read. */
export interface ListPageContext extends Pick<ReadContext, "timeZone"> {
  /** The title of the column, by which one of several lists is chosen. */
  readonly columnTitle: string;
}

/** Headings of lists of what is read most, and of what is recommended. */
const RANKING_HEADING =
  /热点|热门|热文|热读|热榜|热评|排行|点击榜|阅读榜|最热|24小时|48小时|推荐|猜你喜欢|相关(?:阅读|文章|新闻|链接)|往期|精彩图片|most (?:read|viewed|popular|shared)|popular|trending|top (?:stories|\d+)|what'?s hot|recommend|related|you (?:may|might)|editor'?s (?:picks?|choice)/i;
const FRIENDS_HEADING = /友情链接|合作(?:媒体|伙伴)|相关网站|friends|blogroll|partners/i;

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

/** Returns the links of the lists of the column. */
function listLinks(
  links: readonly PageLink[],
  page: PageDocument,
  columnTitle: string,
  isMatching: ((url: string) => boolean) | undefined,
): PageLink[] {
  const pageTitles = [
    columnTitle,
    elementText(page.querySelector("h1")) ?? "",
    elementText(page.querySelector("title")) ?? "",
  ];
  const isOwn = (heading: string | undefined) => heading !== undefined && isNameOf(heading, columnTitle);
  const candidates = links.filter(
    ({ leftOut, title, url }) =>
      (leftOut === undefined || leftOut === "ranking" || leftOut === "other list") &&
      (isMatching ? isMatching(url) : isTitle(title, url)),
  );
  const groups = linkGroups(candidates).map((group) => ({ ...group, ...groupQuality(group) }));
  const usable = groups.filter((group) => {
    if (isOwn(group.heading)) return true;
    const isAside = group.links.every(({ leftOut }) => leftOut !== undefined);
    return (
      !isAside && !RANKING_HEADING.test(group.heading ?? "") && !FRIENDS_HEADING.test(group.heading ?? "")
    );
  });
  if (isMatching) return usable.flatMap((group) => group.links);

  const acceptable = usable.filter(({ isList }) => isList).sort((a, b) => b.score - a.score);
  const main =
    acceptable[0] ??
    usable.filter(({ articleShare }) => articleShare === 1).sort((a, b) => b.score - a.score)[0];
  if (!main) return [];
  const isRepeating = ({ links }: LinkGroup) => links.length > 1;
  const named = acceptable.filter(
    (group) => isOwn(group.heading) && (isRepeating(group) || !isRepeating(main)),
  );
  const [best] = named;
  if (best) {
    const isAlike = (group: (typeof named)[number]) =>
      group.form === best.form || (group.articleShare >= 0.6 && group.titleLength >= best.titleLength / 2);
    return inPageOrder(named.filter(isAlike), links);
  }

  const isPageHeading = (heading: string | undefined) =>
    heading === undefined || pageTitles.some((title) => isNameOf(heading, title));
  const isBelow = isBelowPage(main.form);
  const others = usable.filter(
    (group) =>
      group !== main &&
      group.form === main.form &&
      group.articleShare > 0.5 &&
      (isPageHeading(group.heading) || group.heading === main.heading || isBelow),
  );
  return inPageOrder([main, ...others], links);

  /** Tells whether the articles are in a folder of the column, so that everything there belongs to it. */
  function isBelowPage(form: string): boolean {
    const folder = page.querySelector("link[rel=canonical]")?.getAttribute("href");
    return folder !== null &&
      folder !== undefined &&
      URL.canParse(folder) &&
      new URL(folder).pathname.length > 1
      ? form.startsWith(
          `${new URL(folder).host}${new URL(folder).pathname.replace(/[^/]*$/, "").replace(/\d+/g, "0")}`,
        )
      : false;
  }
}

function inPageOrder(groups: readonly LinkGroup[], links: readonly PageLink[]): PageLink[] {
  const chosen = new Set(groups.flatMap((group) => group.links));
  return links.filter((link) => chosen.has(link));
}

/** How much a group of links is like a list of articles. */
interface GroupQuality {
  readonly score: number;
  readonly isList: boolean;
  /** The share of links whose addresses look like those of articles, from 0 to 1. */
  readonly articleShare: number;
  /** The median weight of the titles. */
  readonly titleLength: number;
  /** The most frequent form of their addresses. */
  readonly form: string;
}

function groupQuality({ links }: LinkGroup): GroupQuality {
  const byUrl = new Map(links.map((link) => [link.url, link]));
  const unique = [...byUrl.values()];
  const share = (test: (link: PageLink) => boolean) => unique.filter(test).length / unique.length;
  const lengths = unique.map(({ title }) => titleWeight(title)).sort((a, b) => a - b);
  const length = Math.min(lengths[Math.floor(lengths.length / 2)] ?? 0, 30);
  const articleShare = share(({ url }) => isArticleAddress(url));
  const dateShare = share(({ element }) => /\d{1,2}\s?[-/.月]\s?\d{1,2}/.test(textBeside(element)));
  const forms = new Map<string, number>();
  for (const { url } of unique) forms.set(addressForm(url), (forms.get(addressForm(url)) ?? 0) + 1);
  const [form = "", count = 0] = [...forms].sort((a, b) => b[1] - a[1])[0] ?? [];
  const formShare = count / unique.length;
  // The same label, such as the name of a column, stands beside every title of a list.
  const isRepeated = unique.length / links.length < 0.6;
  const isList =
    articleShare >= 0.6 || dateShare >= 0.6 || (formShare >= 0.8 && length >= 10 && unique.length >= 3);
  return {
    score: Math.sqrt(unique.length) * length * (0.2 + articleShare) * (0.4 + dateShare) * (0.4 + formShare),
    isList: isList && !isRepeated,
    articleShare,
    titleLength: length,
    form,
  };
}

/** The text of the nearest elements around a link, without its own. */
function textBeside(element: PageElement): string {
  const own = elementText(element) ?? "";
  const near = [element.parentElement, element.parentElement?.parentElement].map(
    (one) => elementText(one) ?? "",
  );
  return (near.find((text) => text.length < own.length + 300 && text.length > own.length) ?? "").replace(
    own,
    " ",
  );
}

/** Chinese characters count as one each, words of other scripts as two. */
function titleWeight(title: string): number {
  const han = title.match(/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/gu)?.length ?? 0;
  const words = title.match(/(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu)?.length ?? 0;
  return han + 2 * words;
}

/** Tells whether the text of a link can be the title of an article; a short one only where its address looks like one. */
function isTitle(title: string, url: string): boolean {
  if (title === "" || isMoreText(title)) return false;
  return titleWeight(title) >= (isArticleAddress(url) ? 3 : 5);
}

/** Tells whether `heading` names the same as `name`, alone or with more around it. */
function isNameOf(heading: string, name: string): boolean {
  const [one, other] = [heading, name].map((text) =>
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[\s\p{P}\p{S}]|更多|more/gu, ""),
  );
  return (
    one !== "" &&
    one !== undefined &&
    other !== undefined &&
    other !== "" &&
    (one === other || (other.length >= 2 && one.startsWith(other)))
  );
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
