import { elementText, type PageDocument } from "./page-dom.ts";

const SUFFIX_SEPARATOR = /^\s*[-_|–—·»]/;
/** Titles that a template gives every page, whatever its article is. */
const GENERIC_TITLE =
  /^(?:(?:网站|站点|本站)?首页|(?:新闻|文章|信息|资讯|内容)?(?:正文|详情|详细|内容|内容页|正文页|详情页)|新闻|新闻中心|无标题(?:文档|页)?|未命名|untitled(?: document)?|document|index|home(?: ?page)?)(?=\s*(?:[-_|–—·»]|$))/i;

/**
 * Returns the title of the article: from the metadata, the `title` element or a heading. The name of the site
 * behind it is removed if metadata, a heading or a line of text have the title without it.
 */
export function pageTitle(
  page: PageDocument,
  metadataTitles: readonly (string | undefined)[],
  lines: readonly string[],
): string | undefined {
  const headings = [...page.getElementsByTagName("h1")]
    .map(elementText)
    .filter((heading) => heading !== undefined);
  const fromMetadata = metadataTitles.filter((title) => title !== undefined);
  const titleElement = elementText([...page.getElementsByTagName("title")][0]);
  const specific = [...fromMetadata, titleElement].find(
    (title) => title !== undefined && !GENERIC_TITLE.test(title),
  );
  const onlyHeading = headings.length === 1 ? headings[0] : undefined;
  const full = specific ?? onlyHeading ?? fromMetadata[0] ?? titleElement ?? headings[0];
  if (full === undefined) return undefined;

  const shorter = [...fromMetadata, ...headings].filter((title) => isWithoutSuffix(title, full));
  // A line of text could be the name of the site alone, so it must be more than half of the title.
  const shorterLines = lines.filter(
    (line) => isWithoutSuffix(line, full) && line.length > full.length - line.length,
  );
  return longest(shorter) ?? longest(shorterLines) ?? full;
}

function isWithoutSuffix(title: string, full: string): boolean {
  return title.length > 1 && full.startsWith(title) && SUFFIX_SEPARATOR.test(full.slice(title.length));
}

function longest(titles: readonly string[]): string | undefined {
  return titles.toSorted((a, b) => b.length - a.length)[0];
}
