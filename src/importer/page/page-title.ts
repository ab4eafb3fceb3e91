import { type PageDocument, textOf } from "./page-dom.ts";

const SUFFIX = /^\s*[-_|–—·»]/;
/** What templates call a page, whatever article it has. */
const GENERIC =
  /^(?:(?:网站|站点|本站)?首页|(?:新闻|文章|信息|资讯|内容)?(?:正文|详情|详细|内容|内容页|正文页|详情页)|新闻|新闻中心|无标题(?:文档|页)?|未命名|untitled(?: document)?|document|index|home(?: ?page)?)(?=\s*(?:[-_|–—·»]|$))/i;

/**
 * Returns the title that a page gives its article: what it `said` in its metadata, or its heading or `title`,
 * without the name of the site where a heading or another account (`lines` of text too) has the shorter one.
 */
export function pageTitle(
  page: PageDocument,
  said: readonly (string | undefined)[],
  lines: readonly string[],
): string | undefined {
  const headings = [...page.getElementsByTagName("h1")]
    .map(textOf)
    .filter((heading) => heading !== undefined);
  const accounts = said.filter((account) => account !== undefined);
  const own = textOf([...page.getElementsByTagName("title")][0]);
  const named = [...accounts, own].find((title) => title !== undefined && !GENERIC.test(title));
  const full =
    named ?? (headings.length === 1 ? headings[0] : undefined) ?? accounts[0] ?? own ?? headings[0];
  if (full === undefined) return undefined;

  const shorter = [...accounts, ...headings].filter((title) => isShorter(title, full));
  // A line of text is weaker evidence: the name of the site stands on its pages too.
  const lined = lines.filter((line) => isShorter(line, full) && line.length > full.length - line.length);
  return longest(shorter) ?? longest(lined) ?? full;
}

function isShorter(title: string, full: string): boolean {
  return title.length > 1 && full.startsWith(title) && SUFFIX.test(full.slice(title.length));
}

function longest(titles: readonly string[]): string | undefined {
  return titles.toSorted((a, b) => b.length - a.length)[0];
}
