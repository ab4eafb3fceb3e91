import { elementText, isElement, type PageDocument, type PageElement } from "../page/page-dom.ts";
import type { LinkIndex } from "./link-index.ts";
import { breadcrumbsOf } from "./page-regions.ts";

/** What is known of a page whose lists are all under other headings than the column's. */
interface OtherLists {
  /** Of the links in the lists. */
  readonly index: LinkIndex;
  /** The first link of the list that is most like one of articles. */
  readonly first: PageElement | undefined;
  /** Tells whether a text is the name of the column or of the page. */
  readonly isName: (text: string) => boolean;
}

/** What pages say where a list has nothing, or before a script has filled it. */
const EMPTY_TEXT =
  /^\W*(?:(?:对不起|抱歉)[，,]?)?(?:本?栏目|这里|此处)?(?:暂时?|还|尚)?(?:没有|无)(?:找到|相关|任何|更多|发布|符合条件的?)*(?:内容|数据|文章|记录|信息|新闻|资讯|结果)|^\W*(?:正在|数据|内容|页面|努力)*加载中|^\W*(?:loading|nothing (?:was )?found|there are no|no (?:posts|articles|results|entries|items))/i;
/** Elements that hold lists. */
const PLACES = new Set(["div", "dl", "main", "ol", "section", "table", "tbody", "ul"]);
const MAX_TEXT_LENGTH = 60;

/**
 * Tells whether a page has an empty place where the list of the column should be: a text that says so before the other
 * lists, or an empty element below the name of the column, in the same part of the page.
 */
export function hasEmptyList(page: PageDocument, { index, first, isName }: OtherLists): boolean {
  let isBeforeLists = true;
  const stack: PageElement[] = [page.body];
  for (let element = stack.pop(); element; element = stack.pop()) {
    if (element === first) isBeforeLists = false;
    const children = [...element.childNodes];
    const texts = children
      .filter((child) => !isElement(child) && child.textContent.length <= MAX_TEXT_LENGTH)
      .map(({ textContent }) => textContent);
    if (isBeforeLists && texts.some((text) => EMPTY_TEXT.test(text))) return true;
    const isNaming = texts.some((text) => isName(breadcrumbsOf(text)?.at(-1) ?? text));
    if (isNaming && isAboveEmptyPlace(element, index)) return true;
    stack.push(...children.filter(isElement).reverse());
  }
  return false;
}

function isAboveEmptyPlace(element: PageElement, index: LinkIndex): boolean {
  for (let one: PageElement | null = element; one && one.localName !== "body"; one = one.parentElement) {
    let isEmpty = false;
    for (let next = one.nextElementSibling; next; next = next.nextElementSibling) {
      if (index.holds(next)) return false;
      isEmpty ||= elementText(next) === undefined && PLACES.has(next.localName) && !next.querySelector("img");
    }
    if (isEmpty) return true;
  }
  return false;
}
