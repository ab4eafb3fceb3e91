import { elementText, type PageDocument, type PageElement } from "../page/page-dom.ts";
import { isSameSite, listedAddress } from "./listed-address.ts";
import type { LeftOutReason } from "./listing.ts";

/** A link of a page. */
export interface PageLink {
  readonly element: PageElement;
  /** As {@linkcode listedAddress} writes it. */
  readonly url: string;
  /** The text of the link, or its title where the text is only the beginning of it; empty where it has none. */
  readonly title: string;
  /** Why it cannot be an article, as far as the link and the elements around it show. */
  readonly leftOut?: LeftOutReason;
}

const MAX_LINKS = 5000;
const PAGER_TEXT =
  /^[\s[\]【】（）()|.…·«»‹›<>→←]*(?:\d{1,4}|(?:上|下|前|后|第|首|尾|末|最后)?(?:一|\d+)?页|首页|尾页|末页|第?\d+页|共\d+页|next|prev(?:ious)?|older|newer|first|last|back|next page|previous page|older posts|newer posts)?[\s[\]【】（）()|.…·«»‹›<>→←]*$/i;
const MORE_TEXT =
  /^[\s[\]【】（）()>»›.…+→]*(?:更多(?:内容|文章|新闻)?|查看(?:更多|全文|详情)|阅读(?:全文|更多|原文)|全文|详情|详细|more|read more|continue reading|full story|details|permalink|#)?[\s[\]【】（）()>»›.…+→]*$/i;
/** An ellipsis at the end of a text that is cut. */
const CUT = /\s*(?:…+|\.{2,})$/;

/** The tokens of class names and ids that say what a part of a page is. */
const REGIONS: readonly (readonly [LeftOutReason, RegExp])[] = [
  [
    "pager",
    /^(?:pager?|pages|pagination|paginator|paging|page-?(?:list|nav|bar|num|numbers?|links)|fenye|nav-links)$/,
  ],
  [
    "footer",
    /^(?:footer|foot|bottom|copyright|friend(?:ly)?-?links?|friends|links?|blogroll|yqlj|youqing|partners?)$/,
  ],
  [
    "ranking",
    /^(?:rank(?:s|ing|list)?|hot(?:list|news|spot|-?article)?s?|top\d+|popular(?:-posts)?|most-?(?:read|viewed|popular)|trending|recommend(?:s|ed|ation)?|related(?:-posts)?|phb|paihang(?:bang)?|rebang|tuijian|tj)$/,
  ],
  [
    "navigation",
    /^(?:nav|navs|navbar|navigation|main-?nav|sub-?nav|menus?|main-?menu|top-?bar|tool-?bar|site-header|crumbs?|bread-?crumbs?|dangqian|weizhi|cur-?pos|login|search|lang(?:uage)?|social|share|tags?|tag-?cloud)$/,
  ],
];

/** Returns the links of `page` that lead to web pages, each element once, in the order of the page. */
export function pageLinks(page: PageDocument, address: string, base: string): PageLink[] {
  const regionOf = regionFinder();
  const links: PageLink[] = [];
  for (const element of page.getElementsByTagName("a")) {
    if (links.length === MAX_LINKS) break;
    const url = listedAddress(element.getAttribute("href"), base);
    if (url === undefined || url === listedAddress(address, base)) continue;
    const title = linkTitle(element);
    const leftOut = isSameSite(url, address) ? (regionOf(element) ?? textReason(element)) : "other host";
    links.push({ element, url, title, ...(leftOut && { leftOut }) });
  }
  return links;
}

function linkTitle(element: PageElement): string {
  const text = elementText(element) ?? "";
  const attribute = element.getAttribute("title")?.replace(/\s+/g, " ").trim() ?? "";
  const visible = text.replace(/^[•·●▪■◆◇○‣\-–—*]\s*(?=\S)/u, "");
  const isCut = CUT.test(visible) && attribute.startsWith(visible.replace(CUT, ""));
  if (isCut || (attribute.length > visible.length && attribute.startsWith(visible) && visible !== ""))
    return attribute;
  return visible;
}

/** Tells by its text whether a link leads to other pages of the list. */
function textReason(element: PageElement): LeftOutReason | undefined {
  const text = elementText(element) ?? "";
  return text !== "" && PAGER_TEXT.test(text) ? "pager" : undefined;
}

/** Tells whether the text of a link says nothing of the page that it leads to, such as "more". */
export function isMoreText(text: string): boolean {
  return MORE_TEXT.test(text);
}

/** Returns a function that tells by the elements around a link which part of the page it is in. */
function regionFinder(): (element: PageElement) => LeftOutReason | undefined {
  const known = new Map<PageElement, LeftOutReason | undefined>();
  function find(element: PageElement | null): LeftOutReason | undefined {
    if (!element || element.localName === "body" || element.localName === "html") return undefined;
    if (!known.has(element)) known.set(element, ownRegion(element) ?? find(element.parentElement));
    return known.get(element);
  }
  return find;
}

function ownRegion(element: PageElement): LeftOutReason | undefined {
  const { localName } = element;
  const role = element.getAttribute("role");
  if (localName === "nav" || role === "navigation" || role === "search" || role === "menubar")
    return "navigation";
  if (localName === "footer" && !element.parentElement?.closest("article, li")) return "footer";
  if (localName === "header" && !element.parentElement?.closest("article, main, section, li"))
    return "navigation";
  if (localName === "aside" || role === "complementary") return "other list";
  const tokens = [element.id, ...element.className.split(/\s+/)].map((token) =>
    token
      .replace(/([a-z])([A-Z])/g, "$1-$2")
      .toLowerCase()
      .replaceAll("_", "-"),
  );
  return REGIONS.find(([, pattern]) => tokens.some((token) => pattern.test(token)))?.[0];
}
