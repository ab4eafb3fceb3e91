import { elementText, isElement, type PageElement, type PageNode } from "../page/page-dom.ts";
import { parseDate, parseMetadataDate } from "../parse-date.ts";

const MAX_TEXT_LENGTH = 400;
/** A month and a day without a year, alone or in brackets: `11-26`, `[11/26]`, `11月26日`. */
const MONTH_AND_DAY =
  /(?<![\d/.-])(?<month>\d{1,2})(?:[-/.]|\s?月\s?)(?<day>\d{1,2})(?:日|(?![\d:]|[-/.]\d))/;
/** A date in an address: `/2026/11/26/`, `/202611/t20261126_1.html`, `/2026/1126/c1.html`. */
const DATE_IN_ADDRESS =
  /(?:^|\D)(?<year>(?:19|20)\d{2})[-/]?(?<month>0[1-9]|1[0-2])[-/]?(?<day>0[1-9]|[12]\d|3[01])(?:\D|$)/;

/**
 * Returns the date that stands beside a link in a list, in the item that holds no other article's link. A day without
 * a year counts where the address has the same day with a year.
 */
export function itemDate(
  link: { readonly element: PageElement; readonly url: string },
  isOtherArticle: (element: PageElement) => boolean,
  timeZone: string,
): Date | undefined {
  const item = itemAround(link.element, isOtherArticle);
  if (item) {
    const time = item.localName === "time" ? item : item.querySelector("time");
    const machine = time?.getAttribute("datetime");
    const stated = machine ? parseMetadataDate(machine, timeZone) : undefined;
    if (stated) return stated;
  }
  const text = item ? (elementText(item) ?? "") : lineAround(link.element, isOtherArticle);
  const title = elementText(link.element) ?? "";
  const beside = title === "" ? text : text.replaceAll(title, " ");
  // A date in the title is about the article, not of it, so that of the text beside it comes first.
  return parseDate(beside.slice(0, MAX_TEXT_LENGTH), timeZone) ?? dayWithoutYear(beside, link.url, timeZone);
}

/** Returns the largest element around a link without the link of another article; `undefined` if it is the link itself. */
function itemAround(
  element: PageElement,
  isOtherArticle: (element: PageElement) => boolean,
): PageElement | undefined {
  let item: PageElement | undefined;
  for (
    let around = element.parentElement;
    around && around.localName !== "body";
    around = around.parentElement
  ) {
    if ([...around.getElementsByTagName("a")].some(isOtherArticle)) break;
    item = around;
  }
  return item;
}

/** Returns the text around a link up to the next line break or link of another article, for lists without items. */
function lineAround(element: PageElement, isOtherArticle: (element: PageElement) => boolean): string {
  const nodes = [...(element.parentElement?.childNodes ?? [])];
  const index = nodes.indexOf(element);
  const isEnd = (node: PageNode) => isElement(node) && (node.localName === "br" || isOtherArticle(node));
  const end = nodes.findIndex((node, at) => at > index && isEnd(node));
  const start = nodes.findLastIndex((node, at) => at < index && isEnd(node));
  const textOf = (part: readonly PageNode[]) => part.map(({ textContent }) => textContent).join(" ");
  // What stands before a link belongs to it only where each link has a line of its own.
  const before = nodes.some((node) => isElement(node) && node.localName === "br")
    ? nodes.slice(start + 1, index)
    : [];
  return textOf([...before, ...nodes.slice(index, end === -1 ? undefined : end)]).replace(/\s+/g, " ");
}

function dayWithoutYear(text: string, url: string, timeZone: string): Date | undefined {
  const found = MONTH_AND_DAY.exec(text.normalize("NFKC"))?.groups;
  const dated = DATE_IN_ADDRESS.exec(new URL(url).pathname)?.groups;
  if (!found || !dated) return undefined;
  const isSame = Number(found.month) === Number(dated.month) && Number(found.day) === Number(dated.day);
  return isSame ? parseDate(`${dated.year}-${dated.month}-${dated.day}`, timeZone) : undefined;
}
