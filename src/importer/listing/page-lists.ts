import type { PageDocument } from "../page/page-dom.ts";
import { type Naming, namingFinder } from "./column-name.ts";
import type { DateMark } from "./date-text.ts";
import type { LinkGroup } from "./link-group.ts";
import { linkGroups } from "./link-groups.ts";
import { linkIndex } from "./link-index.ts";
import { headingFinder, type ListHeading } from "./list-heading.ts";
import { itemDates, withDateAbove } from "./list-items.ts";
import { type ListQuality, listQuality } from "./list-quality.ts";
import type { LeftOutReason } from "./listing.ts";
import { hasLongTitle, isLikelyArticle, type PageLink } from "./page-link.ts";
import { regionFinder } from "./page-regions.ts";

/** A page, and the column that is looked for in it. */
export interface ColumnPage {
  readonly page: PageDocument;
  readonly address: string;
  /** Of relative addresses. */
  readonly base: string;
  readonly links: readonly PageLink[];
  readonly columnTitle: string;
  readonly timeZone: string;
}

/** A list of a page. */
export interface PageList extends LinkGroup, ListQuality {
  readonly dates: ReadonlyMap<string, DateMark>;
  readonly heading: ListHeading | undefined;
  /** What the heading names; "other" where there is none. */
  readonly naming: Naming;
  /** The heading is only above this list. */
  readonly hasOwnHeading: boolean;
  /** Why it is not the column's, whatever its structure. */
  readonly reason: LeftOutReason | undefined;
}

/** Headings of lists of what is read most, and of what is recommended. */
const RANKING_HEADING =
  /热点|热门|热文|热读|热[榜搜评]|排行|(?:点击|阅读|人气)[榜量]|最热|24小时|48小时|推荐|推薦|猜你喜欢|大家都在看|相关(?:阅读|文章|新闻|链接|报道)|往期|精彩图片|(?:最新|近期)评论|ランキング|most (?:read|viewed|popular|shared|commented)|popular|trending|top (?:stories|posts|\d+)|what'?s hot|recommend|related|you (?:may|might)|editor'?s (?:picks?|choice)|(?:recent|latest) comments|les plus (?:lus|consult)|meistgelesen|más leíd|الأكثر/i;
const FRIENDS_HEADING =
  /友情[链連]|友好[链鏈]|合作(?:媒体|伙伴)|相关网站|站点导航|网站地图|friends|blogroll|partners/i;

/** Groups links into the lists of a page. */
export function pageLists(column: ColumnPage, candidates: readonly PageLink[]): PageList[] {
  const { page, address, timeZone, links } = column;
  const regionOf = regionFinder();
  const likely = candidates.filter(isLikelyArticle);
  const likelyIndex = linkIndex(links, likely);
  const { isParted } = headingFinder(page, likelyIndex, regionOf);
  const index = linkIndex(links, candidates);
  const groups = linkGroups(candidates, isParted).map((group) => {
    const dates = itemDates(group, { candidates: index, likely: likelyIndex, timeZone });
    return { ...group, ...listQuality(group, dates, address), dates };
  });

  // The names of columns, too, are links that repeat; where they are no list of articles, they may be headings.
  const listed = groups.filter(({ isList }) => isList).flatMap((group) => group.links);
  const { headingsOf } = headingFinder(page, linkIndex(links, [...listed, ...likely]), regionOf);
  const naming = namingFinder(column);
  return groups.map((group) => {
    const { name: heading, date } = headingsOf(group);
    const list = {
      ...group,
      dates: date === undefined ? group.dates : withDateAbove(group, date, timeZone),
      heading,
      naming: heading ? naming.ofHeading(heading) : ("other" as const),
      hasOwnHeading: heading !== undefined && !heading.isShared,
    };
    return { ...list, isList: group.isList || isOneArticle(list), reason: foreignReason(list) };
  });
}

/** Tells whether a list is one link to an article under the name of the column. */
function isOneArticle({ size, links, naming, hasOwnHeading }: Omit<PageList, "reason">): boolean {
  const [link] = links;
  return size === 1 && naming === "column" && hasOwnHeading && link?.isArticle === true && hasLongTitle(link);
}

/** Returns why a list is not the column's: its heading, or the part of the page that it is in. */
function foreignReason({
  links,
  heading,
  naming,
  hasOwnHeading,
}: Omit<PageList, "reason">): LeftOutReason | undefined {
  const isNamed = naming === "column" || naming === "begins";
  if (hasOwnHeading && isNamed) return undefined;
  if (hasOwnHeading && RANKING_HEADING.test(heading?.text ?? "")) return "ranking";
  if (hasOwnHeading && FRIENDS_HEADING.test(heading?.text ?? "")) return "footer";
  return links.every(({ leftOut }) => leftOut !== undefined) ? links[0]?.leftOut : undefined;
}
