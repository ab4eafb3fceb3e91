import { listedAddress } from "../listing/listed-address.ts";
import { currentNumbers, NEXT_TEXT, pagerAround, scriptedPages } from "../listing/next-page.ts";
import { elementText, type PageDocument, type PageElement } from "./page-dom.ts";
import { isPageLabel, linkElements, MAX_LINKS, numberInLabel } from "./page-links.ts";
import { isOfArticle, pageNumberIn } from "./page-number.ts";

/** The address of a page that was saved without one. */
const UNKNOWN_BASE = "https://page.invalid/";

/** What is known of the first page of an article when a further one is read. */
export interface FirstPage {
  readonly address: string;
  readonly title: string;
  /** The selector of the element that has the text. */
  readonly bodySelector?: string | undefined;
  /** What is added to the number in an address to get that of the page. */
  readonly offset: number;
}

/** Where a page is from, as far as that is known. */
interface PageOrigin {
  readonly address: string | undefined;
  /** The base of its relative links. */
  readonly base: string | undefined;
  readonly firstPage?: FirstPage | undefined;
}

/** The other pages of an article that a site splits over several, as one of them links to them. */
export interface ArticlePages extends Omit<FirstPage, "title"> {
  /** The base of relative links. */
  readonly base: string;
  /** Those after the first, by their numbers. */
  readonly further: ReadonlyMap<number, FurtherPage>;
  /** The address of the whole article on one page. */
  readonly onePage?: string | undefined;
}

interface FurtherPage {
  readonly address: string;
  /** Its address could also be that of another article, so its title decides. */
  readonly isUncertain: boolean;
}

interface PageLink {
  readonly address: string;
  readonly number: number;
  readonly isReplaced: boolean;
  readonly label: string;
  /** It leads to the page after this one. */
  readonly isNext: boolean;
}

const MAX_PAGES = 200;
const ONE_PAGE =
  /^[\s[【(（]*(?:(?:在?本[页頁])?(?:(?:阅读|閱讀|查看|显示|顯示|浏览|瀏覽|展开)(?:全文|全部|完整版)|全文(?:阅读|閱讀|浏览|瀏覽|显示)?)|(?:单|單|一)[页頁](?:阅读|閱讀|显示|顯示|浏览|模式)|(?:view|read|show)(?: (?:all|as|on|in|the|full|whole|entire|article|a))* ?(?:single page|one page|all|pages?|story|article)?|(?:single|one)[- ]page(?: view)?|all pages|全文を(?:読む|表示)|1ページで(?:読む|表示))[\s\]】)）»›>]*$/i;
const OTHER_PART =
  /(?:^|[-_\s])(?:comments?|reply|replies|reviews?|pinglun|discuss(?:ion)?|guestbook|related?|recommend(?:ed)?|rank(?:ing)?|hot|sidebar|aside)(?:$|[-_\s\d])/i;
const OTHER_HEADING =
  /^[\s【[]*(?:(?:全部|最新|热门|精彩|网友|用户|发表|查看)?(?:评论|留言|跟帖|回复|評論|回應)|(?:相关|相關|延伸|推荐|推薦|热门|更多|最新|精彩)(?:新闻|阅读|文章|报道|链接|推荐|内容|新聞|閱讀|報導|列表)|文章列表|\d*\s*comments?|related\b|more (?:from|articles|stories)\b|コメント|関連記事)/i;
const MAX_HEADING_LENGTH = 20;

/**
 * Returns the other pages of the article of which `page` is the first, or, with `firstPage`, a further one: links whose
 * addresses are that of the article with a number. Links to other articles, and the pagers of comments and lists, are
 * none. Returns `undefined` if there is no second page.
 */
export function articlePages(
  page: PageDocument,
  html: string,
  { address, base = address ?? UNKNOWN_BASE, firstPage }: PageOrigin,
): ArticlePages | undefined {
  const first = listedAddress(firstPage?.address ?? address ?? likelyAddress(page, base), base);
  if (first === undefined) return undefined;
  const links = pageLinks(page, html, first, base);
  const offset = firstPage?.offset ?? offsetOf(links);
  if (offset === undefined) return undefined;
  const further = new Map<number, FurtherPage>();
  for (const link of links) {
    const number = link.isReplaced ? link.number : link.number + offset;
    const named = numberInLabel(link.label);
    if (number < 2 || number > MAX_PAGES || (named !== undefined && named !== number)) continue;
    if (further.has(number)) continue;
    further.set(number, { address: link.address.replace(UNKNOWN_BASE, ""), isUncertain: link.isReplaced });
  }
  if (!firstPage && !further.has(2)) return undefined;
  return { address: first, base, offset, further, onePage: onePage(page, { first, base, further }) };
}

/** Returns the address of a first page that does not state it: that of its second page, which a pager has, without the number. */
function likelyAddress(page: PageDocument, base: string): string | undefined {
  for (const link of page.getElementsByTagName("a")) {
    if (numberInLabel(elementText(link) ?? "") !== 2) continue;
    const second = listedAddress(link.getAttribute("href"), base);
    const pager = pagerAround(link);
    if (
      !second ||
      !pager ||
      !currentNumbers(pager, (one) => listedAddress(one.getAttribute("href"), base)).includes(1)
    )
      continue;
    const address = second.replace(/[-_.,][12](?=\.\w+$)|[?&]page=[12]$/i, "");
    if (address !== second && /\d{2,}\D*$/.test(address)) return address;
  }
  return undefined;
}

function pageLinks(page: PageDocument, html: string, first: string, base: string): PageLink[] {
  const titled = new Set<string>();
  const found: PageLink[] = [];
  let looked = 0;
  for (const [element, href] of linkElements(page)) {
    const target = listedAddress(href, base);
    const numbered = target === undefined ? undefined : pageNumberIn(target, first);
    if (target === undefined || !numbered || /#.*(?:comment|reply|pinglun)/i.test(href)) continue;
    const label = element.localName === "link" ? "" : (elementText(element) ?? "");
    const isRelated = /\bnext\b/.test(element.getAttribute("rel") ?? "");
    if (!isRelated && !isPageLabel(label)) titled.add(target);
    else if (looked++ < MAX_LINKS && (element.localName === "link" || !isInOtherPart(element, page.body)))
      found.push({ address: target, label, isNext: isRelated || NEXT_TEXT.test(label), ...numbered });
  }
  for (const name of scriptedPages(html)) {
    const target = listedAddress(name, base);
    const numbered = target === undefined ? undefined : pageNumberIn(target, first);
    if (target !== undefined && numbered)
      found.push({ address: target, label: String(numbered.number + 1), isNext: false, ...numbered });
  }
  // A number beside a title that leads to the same page is that of an article in a list.
  return found.filter(({ address, isReplaced }) => !isReplaced || !titled.has(address));
}

/** Returns 1 where the second page has the number 1 in its address, and 0 where it has 2; `undefined` if neither fits. */
function offsetOf(links: readonly PageLink[]): number | undefined {
  const appended = links.filter(({ isReplaced }) => !isReplaced);
  const offsets = new Set(
    appended.flatMap(({ label, number }) => {
      const named = numberInLabel(label);
      return named === undefined ? [] : named - number;
    }),
  );
  if (offsets.size === 1) return [...offsets].find((one) => one === 0 || one === 1);
  if (offsets.size > 1) return undefined;
  const next = appended.find(({ isNext }) => isNext);
  if (!next) return links.length > appended.length ? 0 : undefined;
  return next.number === 1 || next.number === 2 ? 2 - next.number : undefined;
}

/** Tells whether a link is among comments, or in a list of other articles. */
function isInOtherPart(link: PageElement, body: PageElement): boolean {
  const maxLength = body.textContent.length / 2;
  for (let part: PageElement | null = link; part && part !== body; part = part.parentElement) {
    if (part !== link && (part.textContent.length > maxLength || part.querySelector("h1"))) return false;
    if (OTHER_PART.test(`${part.className} ${part.id}`.replace(/([a-z])([A-Z])/g, "$1-$2"))) return true;
    let before = part.previousElementSibling;
    for (let count = 0; before && count < 3; count++, before = before.previousElementSibling) {
      const heading = before.matches("h2, h3, h4, h5, h6")
        ? before
        : (before.querySelector("h2, h3, h4, h5, h6") ?? before);
      const text = elementText(heading) ?? "";
      if (text.length <= MAX_HEADING_LENGTH && OTHER_HEADING.test(text)) return true;
    }
  }
  return false;
}

function onePage(
  page: PageDocument,
  { first, base, further }: { first: string; base: string; further: ReadonlyMap<number, FurtherPage> },
): string | undefined {
  const pages = new Set([...further.values()].map(({ address }) => address));
  for (const link of page.getElementsByTagName("a")) {
    const text = elementText(link) ?? "";
    if (text.length > MAX_HEADING_LENGTH || !ONE_PAGE.test(text)) continue;
    const address = listedAddress(link.getAttribute("href"), base);
    if (address !== undefined && !pages.has(address) && isOfArticle(address, first)) return address;
  }
  return undefined;
}
