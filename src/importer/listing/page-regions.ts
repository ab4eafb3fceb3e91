import { elementText, type PageElement } from "../page/page-dom.ts";
import type { LeftOutReason } from "./listing.ts";

/** The tokens of class names and ids that say what a part of a page is. */
const REGIONS: readonly (readonly [LeftOutReason, RegExp])[] = [
  [
    "pager",
    /^(?:pager?|pages|pagination|paginator|paging|page-?(?:list|nav|bar|num|numbers?|links)|fenye|nav-links|blog-pager)$/,
  ],
  [
    "footer",
    /^(?:(?:site-?|page-?)?footer|foot|copy-?right|friend(?:ly)?-?links?|friends|blogroll|yqlj|youqing|partners?)$/,
  ],
  [
    "ranking",
    /^(?:rank(?:s|ing|list)?|hot(?:list|news|spot|-?article)?s?|top-?(?:[5-9]|\d{2,})|popular(?:-posts)?|most-?(?:read|viewed|popular)|trending|recommend(?:s|ed|ation)?|related(?:-posts)?|phb|paihang(?:bang)?|rebang|tuijian|tj)$/,
  ],
  [
    "navigation",
    /^(?:nav|navs|nav-?bar|nav-?menu|navigation|main-?nav|sub-?nav|top-?nav|site-?nav|menus?|main-?menu|nav-tabs|daohang|top-?bar|tool-?bar|(?:site-?)?header|mast-?head|bread(?:-?crumbs?)?|crumbs?|dangqian|weizhi|mbx|cur-?pos|login|search-?(?:box|form|bar)|lang(?:uage)?|social|share|tag-?cloud)$/,
  ],
  ["other list", /^(?:side|side-?bar|sidebar-\w+|aside|widget-area)$/],
];
/** How breadcrumbs begin. */
const BREADCRUMBS =
  /^\W*(?:您|你)?(?:现在|目前|當前|当前|目前)?(?:的|所在|所处)*(?:位置|位於|位于)(?:是|在)?\s*[:：]|^(?:you are here|vous êtes ici)\b/i;
const BREADCRUMBS_CLASS = /^(?:bread(?:-?crumbs?)?|crumbs?|weizhi|mbx|place|position)$/;
const BETWEEN_BREADCRUMBS = /\s*(?:[>＞»›→]+|\s[/／|-]\s)\s*/;
const NO_COLUMN = /^(?:列表|正文|更多|more)$/i;
const MAX_BREADCRUMBS_LENGTH = 120;
const MAX_NAME_LENGTH = 20;
const MAX_PAGER_LENGTH = 400;

/** Tells whether an element holds breadcrumbs: the columns above the page. */
export function isBreadcrumbs(element: PageElement): boolean {
  const text = elementText(element) ?? "";
  return (
    isBreadcrumbsText(text) ||
    (breadcrumbsOf(text) !== undefined && tokensOf(element).some((token) => BREADCRUMBS_CLASS.test(token)))
  );
}

/** Returns a function that tells by the elements around a link which part of the page it is in. */
export function regionFinder(): (element: PageElement) => LeftOutReason | undefined {
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
  if (localName === "a") return undefined;
  const role = element.getAttribute("role");
  if (localName === "nav" || role === "navigation" || role === "search" || role === "menubar")
    return "navigation";
  if (localName === "footer" && !element.parentElement?.closest("article, li")) return "footer";
  if (localName === "header" && !element.parentElement?.closest("article, main, section, li"))
    return "navigation";
  if (localName === "aside" || role === "complementary") return "other list";
  const tokens = tokensOf(element);
  const region = REGIONS.find(([, pattern]) => tokens.some((token) => pattern.test(token)))?.[0];
  // An element around the main part or the footer of a page is no part of it, whatever it is called.
  if (region !== undefined && element.querySelector("main, footer, [role=main]")) return undefined;
  if (region === "pager") return element.textContent.length <= MAX_PAGER_LENGTH ? region : undefined;
  return (
    region ?? (isShort(element) && isBreadcrumbsText(elementText(element) ?? "") ? "navigation" : undefined)
  );
}

/** Only elements with few links are read as breadcrumbs, so that a long page is not read once for each of its elements. */
function isShort(element: PageElement): boolean {
  return [...element.getElementsByTagName("a")].length <= 8;
}

function isBreadcrumbsText(text: string): boolean {
  return BREADCRUMBS.test(text) && breadcrumbsOf(text) !== undefined;
}

/** Returns the columns that a text of breadcrumbs names; `undefined` if it has more than names. */
export function breadcrumbsOf(text: string): readonly string[] | undefined {
  if (text.length > MAX_BREADCRUMBS_LENGTH) return undefined;
  const names = text
    .replace(/^[^>＞»›→]*[:：]/, "")
    .split(BETWEEN_BREADCRUMBS)
    .map((name) => name.trim())
    .filter((name) => name !== "" && !NO_COLUMN.test(name));
  return names.every(({ length }) => length <= MAX_NAME_LENGTH) ? names : undefined;
}

/** Returns the class names and the id of an element in one notation; of `Footer_root__x3f2a`, `footer` alone. */
function tokensOf({ id, className }: PageElement): string[] {
  return [id, ...className.split(/\s+/)]
    .filter((token) => token !== "")
    .map((token) =>
      token
        .replace(/^([A-Za-z]+)_[A-Za-z]+__[\w-]+$/, "$1")
        .replace(/([a-z])([A-Z])/g, "$1-$2")
        .toLowerCase()
        .replaceAll("_", "-"),
    );
}
