import { omitUndefined } from "../../domain/omit-undefined.ts";
import { webAddress } from "../content/web-address.ts";
import { type PageDocument, type PageElement, textOf } from "./page-dom.ts";
import type { Teaser } from "./text-teasers.ts";

const HEADINGS = "h1, h2, h3, h4, h5, h6, dt, .title, .tit, .hd, .head";
const ITEMS = "li, .item, .teaser, aside article, .related article";
/** No page has so many related articles; a hostile one may have more. */
const MOST_ITEMS = 1000;
const TITLES = "h2 a, h3 a, h4 a, h5 a, dt a, strong a, a, h3, h4, strong, .title";
const SUMMARIES = "p, .summary, .desc, .intro, .abstract, dd";
const PARTS =
  "nav, aside, footer, form, [role=navigation], [role=complementary], [role=contentinfo], [aria-hidden=true]";
/** What pages call the parts that are beside an article. */
const BESIDE =
  /(?:^|[-_\s])(?:related|relate|recommend|recommended|share|sharing|breadcrumbs?|crumbs?|navbar|nav|menu|footer|foot|sidebar|comments?|hot|ranking|rank|pagination|pager|toolbar|copyright|qrcode|advert|ads?)(?:$|[-_\s\d])/i;
const BESIDE_HEADING =
  /^(?:相关|延伸|推荐|更多|热门|精彩|往期|猜你喜欢)(?:新闻|阅读|文章|报道|链接|推荐|内容|回顾)?\s*[:：]?$|^(?:related|more|recommended)\b.{0,30}$/i;

/** Returns the other articles that lists of `page` name with a title and a summary. */
export function pageTeasers(page: PageDocument, base: string | undefined): Teaser[] {
  const items = [...page.body.querySelectorAll(ITEMS)].slice(0, MOST_ITEMS);
  return items
    .filter((item) => item.querySelector(ITEMS) === null)
    .flatMap((item) => {
      const link = item.querySelector(TITLES);
      const title = textOf(link);
      const summary = [...item.querySelectorAll(SUMMARIES)]
        .filter((part) => link && !part.contains(link) && !link.contains(part))
        .map(textOf)
        .find((text) => text !== undefined && text.length >= 10);
      if (!title || !summary || item.closest("nav, footer")) return [];
      const columnTitle = headingOf(item);
      const url = webAddress(item.querySelector("a")?.getAttribute("href"), base);
      return [omitUndefined<Teaser>({ title, summary, columnTitle, url })];
    });
}

/** Takes what is not the article out of `page`: navigation, related lists, tools to share it. */
export function removeLists(page: PageDocument): void {
  const total = page.body.textContent.length;
  const isSmall = (element: PageElement) =>
    element.textContent.length < total / 2 && !element.querySelector("h1");
  for (const part of [...page.body.querySelectorAll(PARTS)]) if (isSmall(part)) part.remove();
  for (const element of [...page.body.querySelectorAll("[class], [id]")]) {
    const names = `${element.className} ${element.id}`.replace(/([a-z])([A-Z])/g, "$1-$2");
    if (BESIDE.test(names) && isSmall(element) && !element.matches("body, main, article")) element.remove();
  }
  for (const heading of [...page.body.querySelectorAll("h2, h3, h4, h5, h6, p, div, strong, dt")]) {
    if (!BESIDE_HEADING.test(textOf(heading) ?? "")) continue;
    const next = heading.nextElementSibling;
    if (next?.matches("ul, ol, dl, table, div")) next.remove();
    heading.remove();
  }
}

function headingOf(item: PageElement): string | undefined {
  for (
    let at: PageElement | null = item.parentElement;
    at && at.localName !== "body";
    at = at.parentElement
  ) {
    const before = at.previousElementSibling;
    if (before?.matches(HEADINGS)) return textOf(before);
    if (before) return undefined;
  }
  return undefined;
}
