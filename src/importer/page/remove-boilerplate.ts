import { elementText, type PageDocument, type PageElement } from "./page-dom.ts";

const BOILERPLATE_ELEMENTS =
  "nav, aside, footer, form, [role=navigation], [role=complementary], [role=contentinfo], [aria-hidden=true]";
/** Classes and ids of parts that are not the article. */
const BOILERPLATE_NAMES =
  /(?:^|[-_\s])(?:related|relate|recommend|recommended|share|sharing|breadcrumbs?|crumbs?|navbar|nav|menu|footer|foot|sidebar|comments?|hot|ranking|rank|pagination|pager|toolbar|copyright|qrcode|qr|ewm|erweima|advert|ads?|newsletter|subscribe|disclaimer|kanren|sns)(?:$|[-_\s\d])/i;
const LIST_HEADING =
  /^(?:相关|延伸|推荐|更多|热门|精彩|往期|猜你喜欢)(?:新闻|阅读|文章|报道|链接|推荐|内容|回顾)?\s*[:：]?$|^(?:相關|延伸|推薦|熱門)(?:新聞|閱讀|文章|報導|連結)\s*[:：]?$|^関連(?:記事|リンク)$|^(?:related|more|recommended)\b.{0,30}$/i;

/** Removes navigation, lists of related articles, share buttons and the like from `page`. */
export function removeBoilerplate(page: PageDocument): void {
  const totalLength = page.body.textContent.length;
  const isSmallPart = (element: PageElement) =>
    element.textContent.length < totalLength / 2 && !element.querySelector("h1");
  for (const element of [...page.body.querySelectorAll(BOILERPLATE_ELEMENTS)])
    if (isSmallPart(element)) element.remove();
  for (const element of [...page.body.querySelectorAll("[class], [id]")]) {
    const names = `${element.className} ${element.id}`.replace(/([a-z])([A-Z])/g, "$1-$2");
    if (BOILERPLATE_NAMES.test(names) && isSmallPart(element) && !element.matches("body, main, article"))
      element.remove();
  }
  for (const heading of [...page.body.querySelectorAll("h2, h3, h4, h5, h6, p, div, strong, dt")]) {
    if (!LIST_HEADING.test(elementText(heading) ?? "")) continue;
    const list = heading.nextElementSibling;
    if (list?.matches("ul, ol, dl, table, div")) list.remove();
    heading.remove();
  }
}
