import { elementText, type PageDocument, type PageElement } from "../page/page-dom.ts";
import { isDateText } from "./date-text.ts";
import { isMoreText, titleReader, titleWeight } from "./link-title.ts";
import { addressForm, isArticleAddress, isFileAddress, isSameSite, listedAddress } from "./listed-address.ts";
import type { LeftOutReason } from "./listing.ts";
import { regionFinder } from "./page-regions.ts";

/** A link of a page. */
export interface PageLink {
  readonly element: PageElement;
  /** As {@linkcode listedAddress} writes it. */
  readonly url: string;
  /** Its text, or its title where the text is only the beginning of it; empty where it has none. */
  readonly title: string;
  /** The weight of the title, as {@linkcode titleWeight} counts it. */
  readonly weight: number;
  /** The title is a heading. */
  readonly isHeading: boolean;
  /** The text stands for several addresses of the page. */
  readonly isLabel: boolean;
  /** The form of its address, as {@linkcode addressForm} writes it. */
  readonly form: string;
  /** Its address looks like that of an article. */
  readonly isArticle: boolean;
  /** Why it cannot be an article, as far as the link and the elements around it show. */
  readonly leftOut?: LeftOutReason;
}

/** The links of a page. */
interface PageLinks {
  /** Those that lead to web pages, each element once, in the order of the page. */
  readonly links: readonly PageLink[];
  /** The texts of those that only a script opens. */
  readonly scripted: readonly string[];
}

const MAX_LINKS = 5000;
const PAGER_TEXT =
  /^[\s[\]【】（）()|.…·«»‹›<>→←]*(?:\d{1,4}|(?:上|下|前|后|第|首|尾|末|最后|最末)?(?:一|\d+)?[页頁]|[首尾末][页頁]|第?\d+[页頁]|共\d+[页頁]|[上下]一?[版期篇]|next|prev(?:ious)?|older|newer|first|last|back|next page|previous page|(?:older|newer) (?:posts|entries)|suivante?s?|précédente?s?|次へ|前へ|التالي|السابق)?[\s[\]【】（）()|.…·«»‹›<>→←]*$/i;
/** A page of a newspaper in print: `第03版：要闻`. */
const PRINT_PAGE = /^第?\s*[A-Z]?\d{1,3}\s*[版版]/;
/** Texts of the same few links on every site. */
const SITE_TEXT =
  /^(?:网站|回|返回)?(?:首页|首頁|主页|主頁)$|^(?:关于|關於)(?:我们|我們|本站|本网|本刊|本报)$|^联系(?:我们|方式)$|^(?:网站|网页)地图$|^(?:home|about(?: us)?|contact(?: us)?|privacy(?: policy)?|terms(?: of (?:use|service))?|sitemap|subscribe|sign in|log ?in)$/i;
const LONG_TITLE_WEIGHT = 8;
const MIN_SCRIPTED_WEIGHT = 5;

/** Returns the links of `page`. */
export function pageLinks(page: PageDocument, address: string, base: string): PageLinks {
  const own = listedAddress(address, base);
  const all = [...page.getElementsByTagName("a")].slice(0, MAX_LINKS);
  const found = all.flatMap((element) => {
    const url = listedAddress(element.getAttribute("href"), base);
    return url === undefined || url === own ? [] : [{ element, url }];
  });
  const titleOf = titleReader(found);
  const regionOf = regionFinder();
  const links = found.map(({ element, url }): PageLink => {
    const { text, isHeading, isLabel } = titleOf({ element, url });
    const leftOut = !isSameSite(url, address)
      ? "other host"
      : isFileAddress(url)
        ? "file"
        : (regionOf(element) ?? textReason(element));
    return {
      element,
      url,
      title: text,
      weight: titleWeight(text),
      isHeading,
      isLabel,
      form: addressForm(url),
      isArticle: isArticleAddress(url),
      ...(leftOut && { leftOut }),
    };
  });
  return {
    links: withoutColumns(links),
    scripted: scriptedTexts(all, own, base, regionOf),
  };
}

/** What navigation leads to is a column of the site also where it is linked elsewhere. */
function withoutColumns(links: readonly PageLink[]): PageLink[] {
  const columns = new Set(
    links
      .filter((link) => link.leftOut === "navigation" && !hasLongTitle(link) && !link.isArticle)
      .map(({ url }) => url),
  );
  return links.map((link) =>
    link.leftOut === undefined && columns.has(link.url) ? { ...link, leftOut: "navigation" } : link,
  );
}

/** Tells whether the title of a link is longer than the names of most columns. */
export function hasLongTitle({ weight }: Pick<PageLink, "weight">): boolean {
  return weight >= LONG_TITLE_WEIGHT;
}

/** Tells whether a link is by itself most likely one to an article, and not to a column, whose name may be a heading. */
export function isLikelyArticle(link: Pick<PageLink, "weight" | "isArticle">): boolean {
  return link.isArticle || hasLongTitle(link);
}

/** Tells by its text whether a link leads elsewhere than to an article. */
function textReason(element: PageElement): LeftOutReason | undefined {
  const text = elementText(element) ?? "";
  if (text === "") return undefined;
  if (SITE_TEXT.test(text)) return "navigation";
  return PAGER_TEXT.test(text) || PRINT_PAGE.test(text) ? "pager" : undefined;
}

function scriptedTexts(
  elements: readonly PageElement[],
  own: string | undefined,
  base: string,
  regionOf: (element: PageElement) => LeftOutReason | undefined,
): string[] {
  const isScripted = (element: PageElement) => {
    const href = element.getAttribute("href")?.trim() ?? "";
    if (/^javascript:/i.test(href)) return true;
    if (element.getAttribute("onclick") === null) return false;
    const address = listedAddress(href, base);
    return address === undefined || address === own;
  };
  return elements
    .filter((element) => isScripted(element) && regionOf(element) === undefined)
    .map((element) => elementText(element) ?? "")
    .filter(
      (text) =>
        titleWeight(text) >= MIN_SCRIPTED_WEIGHT &&
        ![PAGER_TEXT.test(text), isMoreText(text), isDateText(text)].includes(true),
    );
}
