import { listedAddress } from "../listing/listed-address.ts";
import type { ArticlePages } from "./article-pages.ts";
import { elementText, type PageDocument, type PageElement } from "./page-dom.ts";
import { isPageLabel, linkElements, MAX_LINKS } from "./page-links.ts";
import { pageNumberIn } from "./page-number.ts";

/** The words of a pager. */
const PAGER_WORDS =
  /第?\s*\d+\s*[页頁]?|[共全]\s*\d+\s*[页頁]|[上下前后後首末尾]一?[页頁]|最[后後前]一?[页頁]|本文|文章|分[页頁]|当前|[页頁]|导航|目录|共|跳转|到|转|pages?|prev(?:ious)?|next|first|last|of/giu;
const MAX_PAGER_LENGTH = 1_000;

/** Removes from a page the links to the other pages of its article, and what is with them in a pager. */
export function removePagers(page: PageDocument, { address: first, base, onePage }: ArticlePages): void {
  const links = [...linkElements(page)].filter(([element, href]) => {
    const target = listedAddress(href, base);
    const label = elementText(element) ?? "";
    if (target === undefined || element.localName === "link") return false;
    if (target === onePage) return true;
    return (target === first || pageNumberIn(target, first)) && isPageLabel(label);
  });
  const labels = links
    .slice(0, MAX_LINKS)
    .map(([element]) => elementText(element) ?? "")
    .filter((label) => label !== "");
  const isPager = (element: PageElement) => {
    const text = elementText(element) ?? "";
    if (text.length > MAX_PAGER_LENGTH || element.querySelector("img, video, audio, h1")) return false;
    const rest = labels.reduce((shorter, label) => shorter.replace(label, " "), text);
    return !/[\p{L}\p{N}]/u.test(rest.replace(PAGER_WORDS, ""));
  };
  for (const [link] of links.slice(0, MAX_LINKS)) {
    let pager = link;
    for (let around = link.parentElement; around && !around.matches("body, html") && isPager(around); )
      [pager, around] = [around, around.parentElement];
    pager.remove();
  }
}
