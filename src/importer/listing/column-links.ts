import { elementText, type PageDocument, type PageElement } from "../page/page-dom.ts";
import { type LinkGroup, linkGroups } from "./link-groups.ts";
import { addressForm, isArticleAddress } from "./listed-address.ts";
import { isMoreText, type PageLink } from "./page-link.ts";

/** Headings of lists of what is read most, and of what is recommended. */
const RANKING_HEADING =
  /热点|热门|热文|热读|热榜|热评|排行|点击榜|阅读榜|最热|24小时|48小时|推荐|猜你喜欢|相关(?:阅读|文章|新闻|链接)|往期|精彩图片|most (?:read|viewed|popular|shared)|popular|trending|top (?:stories|\d+)|what'?s hot|recommend|related|you (?:may|might)|editor'?s (?:picks?|choice)/i;
const FRIENDS_HEADING = /友情链接|合作(?:媒体|伙伴)|相关网站|friends|blogroll|partners/i;

/** Returns the links of the lists of the column. */
export function listLinks(
  links: readonly PageLink[],
  page: PageDocument,
  columnTitle: string,
  isMatching: ((url: string) => boolean) | undefined,
): PageLink[] {
  const pageTitles = [
    columnTitle,
    elementText(page.querySelector("h1")) ?? "",
    elementText(page.querySelector("title")) ?? "",
  ];
  const isOwn = (heading: string | undefined) => heading !== undefined && isNameOf(heading, columnTitle);
  const candidates = links.filter(
    ({ leftOut, title, url }) =>
      (leftOut === undefined || leftOut === "ranking" || leftOut === "other list") &&
      (isMatching ? isMatching(url) : isTitle(title, url)),
  );
  const groups = linkGroups(candidates).map((group) => ({ ...group, ...groupQuality(group) }));
  const usable = groups.filter((group) => {
    if (isOwn(group.heading)) return true;
    const isAside = group.links.every(({ leftOut }) => leftOut !== undefined);
    return (
      !isAside && !RANKING_HEADING.test(group.heading ?? "") && !FRIENDS_HEADING.test(group.heading ?? "")
    );
  });
  if (isMatching) return usable.flatMap((group) => group.links);

  const acceptable = usable.filter(({ isList }) => isList).sort((a, b) => b.score - a.score);
  const main =
    acceptable[0] ??
    usable.filter(({ articleShare }) => articleShare === 1).sort((a, b) => b.score - a.score)[0];
  if (!main) return [];
  const isRepeating = ({ links }: LinkGroup) => links.length > 1;
  const named = acceptable.filter(
    (group) => isOwn(group.heading) && (isRepeating(group) || !isRepeating(main)),
  );
  const [best] = named;
  if (best) {
    const isAlike = (group: (typeof named)[number]) =>
      group.form === best.form || (group.articleShare >= 0.6 && group.titleLength >= best.titleLength / 2);
    return inPageOrder(named.filter(isAlike), links);
  }

  const isPageHeading = (heading: string | undefined) =>
    heading === undefined || pageTitles.some((title) => isNameOf(heading, title));
  const isBelow = isBelowPage(main.form);
  const others = usable.filter(
    (group) =>
      group !== main &&
      group.form === main.form &&
      group.articleShare > 0.5 &&
      (isPageHeading(group.heading) || group.heading === main.heading || isBelow),
  );
  return inPageOrder([main, ...others], links);

  /** Tells whether the articles are in a folder of the column, so that everything there belongs to it. */
  function isBelowPage(form: string): boolean {
    const folder = page.querySelector("link[rel=canonical]")?.getAttribute("href");
    return folder !== null &&
      folder !== undefined &&
      URL.canParse(folder) &&
      new URL(folder).pathname.length > 1
      ? form.startsWith(
          `${new URL(folder).host}${new URL(folder).pathname.replace(/[^/]*$/, "").replace(/\d+/g, "0")}`,
        )
      : false;
  }
}

function inPageOrder(groups: readonly LinkGroup[], links: readonly PageLink[]): PageLink[] {
  const chosen = new Set(groups.flatMap((group) => group.links));
  return links.filter((link) => chosen.has(link));
}

/** How much a group of links is like a list of articles. */
interface GroupQuality {
  readonly score: number;
  readonly isList: boolean;
  /** The share of links whose addresses look like those of articles, from 0 to 1. */
  readonly articleShare: number;
  /** The median weight of the titles. */
  readonly titleLength: number;
  /** The most frequent form of their addresses. */
  readonly form: string;
}

function groupQuality({ links }: LinkGroup): GroupQuality {
  const byUrl = new Map(links.map((link) => [link.url, link]));
  const unique = [...byUrl.values()];
  const share = (test: (link: PageLink) => boolean) => unique.filter(test).length / unique.length;
  const lengths = unique.map(({ title }) => titleWeight(title)).sort((a, b) => a - b);
  const length = Math.min(lengths[Math.floor(lengths.length / 2)] ?? 0, 30);
  const articleShare = share(({ url }) => isArticleAddress(url));
  const dateShare = share(({ element }) => /\d{1,2}\s?[-/.月]\s?\d{1,2}/.test(textBeside(element)));
  const forms = new Map<string, number>();
  for (const { url } of unique) forms.set(addressForm(url), (forms.get(addressForm(url)) ?? 0) + 1);
  const [form = "", count = 0] = [...forms].sort((a, b) => b[1] - a[1])[0] ?? [];
  const formShare = count / unique.length;
  // The same label, such as the name of a column, stands beside every title of a list.
  const isRepeated = unique.length / links.length < 0.6;
  const isList =
    articleShare >= 0.6 || dateShare >= 0.6 || (formShare >= 0.8 && length >= 10 && unique.length >= 3);
  return {
    score: Math.sqrt(unique.length) * length * (0.2 + articleShare) * (0.4 + dateShare) * (0.4 + formShare),
    isList: isList && !isRepeated,
    articleShare,
    titleLength: length,
    form,
  };
}

/** The text of the nearest elements around a link, without its own. */
function textBeside(element: PageElement): string {
  const own = elementText(element) ?? "";
  const near = [element.parentElement, element.parentElement?.parentElement].map(
    (one) => elementText(one) ?? "",
  );
  return (near.find((text) => text.length < own.length + 300 && text.length > own.length) ?? "").replace(
    own,
    " ",
  );
}

/** Chinese characters count as one each, words of other scripts as two. */
export function titleWeight(title: string): number {
  const han = title.match(/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/gu)?.length ?? 0;
  const words = title.match(/(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu)?.length ?? 0;
  return han + 2 * words;
}

/** Tells whether the text of a link can be the title of an article; a short one only where its address looks like one. */
function isTitle(title: string, url: string): boolean {
  if (title === "" || isMoreText(title)) return false;
  return titleWeight(title) >= (isArticleAddress(url) ? 3 : 5);
}

/** Tells whether `heading` names the same as `name`, alone or with more around it. */
function isNameOf(heading: string, name: string): boolean {
  const [one, other] = [heading, name].map((text) =>
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[\s\p{P}\p{S}]|更多|more/gu, ""),
  );
  return (
    one !== "" &&
    one !== undefined &&
    other !== undefined &&
    other !== "" &&
    (one === other || (other.length >= 2 && one.startsWith(other)))
  );
}
