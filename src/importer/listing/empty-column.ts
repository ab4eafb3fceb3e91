import { elementText, isElement, type PageDocument, type PageElement } from "../page/page-dom.ts";
import type { LinkIndex } from "./link-index.ts";

/** What pages say where a list has nothing, or before a script has filled it. */
const EMPTY_TEXT =
  /^\W*(?:(?:对不起|抱歉)[，,]?)?(?:本?栏目|这里|此处)?(?:暂时?|还|尚)?(?:没有|无)(?:找到|相关|任何|更多|发布|符合条件的?)*(?:内容|数据|文章|记录|信息|新闻|资讯|结果)|^\W*(?:正在|数据|内容|页面)?加载中|^\W*(?:loading|nothing (?:was )?found|there are no|no (?:posts|articles|results|entries|items))/i;
const BODIES = new Set(["div", "dl", "main", "ol", "section", "table", "tbody", "ul"]);
const MAX_TEXT_LENGTH = 60;
const MAX_ELEMENTS = 30_000;

/**
 * Tells whether a page has an empty place where the list of the column should be: below a text that `isName` tells to
 * be its name, in the same part of the page, where `index` has the links of its lists.
 */
export function hasEmptyList(
  page: PageDocument,
  index: LinkIndex,
  isName: (text: string) => boolean,
): boolean {
  return namingElements(page, isName).some((element) => isAboveEmptyPlace(element, index));
}

function namingElements(page: PageDocument, isName: (text: string) => boolean): PageElement[] {
  const found: PageElement[] = [];
  const stack: PageElement[] = [page.body];
  for (let count = 0; count < MAX_ELEMENTS; count++) {
    const element = stack.pop();
    if (!element) break;
    for (const child of element.childNodes) {
      if (isElement(child)) stack.push(child);
      else if (child.textContent.length <= MAX_TEXT_LENGTH && isName(child.textContent)) found.push(element);
    }
  }
  return found;
}

function isAboveEmptyPlace(element: PageElement, index: LinkIndex): boolean {
  for (let one: PageElement | null = element; one && one.localName !== "body"; one = one.parentElement) {
    let isEmpty = false;
    for (let next = one.nextElementSibling; next; next = next.nextElementSibling) {
      const text = elementText(next) ?? "";
      if (text.length <= MAX_TEXT_LENGTH && EMPTY_TEXT.test(text)) return true;
      if (index.holds(next)) return false;
      isEmpty ||= text === "" && BODIES.has(next.localName) && !next.querySelector("img");
    }
    if (isEmpty) return true;
  }
  return false;
}
