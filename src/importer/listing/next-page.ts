import { elementText, isElement, type PageDocument, type PageElement } from "../page/page-dom.ts";
import { isSameSite, listedAddress } from "./listed-address.ts";

/** The text of a link to the next page. */
export const NEXT_TEXT =
  /^[\s[\]【】()（）|]*(?:下一?[页頁]|后一?页|後一?頁|next(?: page)?|older(?: posts| entries)?|(?:page )?suivante?|nächste(?: seite)?|weiter|(?:página )?siguiente|次へ|次のページ|التالي)[\s[\]【】()（）|›»→>]*$/i;
/** A sign alone, which may also be that of a carousel, or stand between breadcrumbs. */
const NEXT_SIGN = /^(?:[›»→＞]|>{1,2})$/;
/** The script with which TRS, a content management system of many Chinese newspapers, writes the pager. */
const TRS_PAGER =
  /createPageHTML\(\s*(?:["'][\w-]+["']\s*,\s*)?(?<count>\d+)\s*,\s*(?<index>\d+)\s*,\s*["'](?<name>[\w-]+)["']\s*,\s*["'](?<extension>\w+)["']/;
const PAGE_NUMBER = /^[\s[(（【第]*\d{1,3}[\s\])）】页頁]*$/;
const MAX_PAGER_LINKS = 40;
const MAX_SCRIPTED_PAGES = 200;

/** Returns the address of the next page of the list at `address`; `undefined` if the page names none. */
export function nextPage(
  page: PageDocument,
  html: string,
  { address, base }: { readonly address: string; readonly base: string },
): string | undefined {
  const own = listedAddress(address, base);
  const addressOf = (link: PageElement | null | undefined): string | undefined => {
    const next = listedAddress(link?.getAttribute("href"), base);
    return next !== undefined && next !== own && isSameSite(next, address) ? next : undefined;
  };
  const links = [...page.getElementsByTagName("a")];
  const named = links.filter((link) => NEXT_TEXT.test(elementText(link) ?? ""));
  const scripted = listedAddress(scriptedPages(html)[0], base);
  return (
    addressOf(page.querySelector("link[rel~=next], a[rel~=next]")) ??
    named.map(addressOf).find((next) => next !== undefined) ??
    scripted ??
    numberedPage(links, addressOf)
  );
}

/** Returns the address of the page after the current one, which is a number without a link, in a pager of numbers. */
function numberedPage(
  links: readonly PageElement[],
  addressOf: (link: PageElement) => string | undefined,
): string | undefined {
  for (const link of links) {
    const number = elementText(link) ?? "";
    if (!PAGE_NUMBER.test(number) || addressOf(link) === undefined) continue;
    const pager = pagerAround(link);
    const numbers = pager ? currentNumbers(pager, addressOf) : [];
    if (numbers.includes(numberOf(number) - 1)) return addressOf(link);
  }
  const sign = links.find((link) => NEXT_SIGN.test(elementText(link) ?? "") && pagerAround(link));
  return sign && addressOf(sign);
}

/** Returns the element around a link of a pager that has its other numbers too. */
export function pagerAround(link: PageElement): PageElement | undefined {
  const around = [link.parentElement, link.parentElement?.parentElement];
  return around.find((one): one is PageElement => !!one && numbersIn(one).length > 1);
}

function numbersIn(element: PageElement): string[] {
  if ([...element.getElementsByTagName("a")].length > MAX_PAGER_LINKS) return [];
  return textsIn(element, () => true).filter((text) => PAGE_NUMBER.test(text));
}

/** Returns the numbers in a pager that lead to no other page. */
export function currentNumbers(
  pager: PageElement,
  addressOf: (link: PageElement) => string | undefined,
): number[] {
  return textsIn(pager, (element) => element.localName !== "a" || addressOf(element) === undefined)
    .filter((text) => PAGE_NUMBER.test(text))
    .map(numberOf);
}

/** Returns the texts in an element and in those within for which `isRead` is true. */
function textsIn(element: PageElement, isRead: (element: PageElement) => boolean): string[] {
  return [...element.childNodes].flatMap((child) => {
    if (!isElement(child)) return child.textContent.trim();
    return isRead(child) ? textsIn(child, isRead) : [];
  });
}

function numberOf(text: string): number {
  return Number(text.replace(/\D/g, ""));
}

/** Returns the addresses, without their folder, of the pages after the current one in the pager of a script. */
export function scriptedPages(html: string): string[] {
  const { count, index, name, extension } = TRS_PAGER.exec(html)?.groups ?? {};
  const next = Number(index) + 1;
  const length = Math.min(Math.max(Number(count) - next, 0) || 0, MAX_SCRIPTED_PAGES);
  return Array.from({ length }, (_, position) => `${name}_${next + position}.${extension}`);
}
