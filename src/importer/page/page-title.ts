import { isMessageTitle } from "./message-title.ts";
import { elementText, type PageDocument } from "./page-dom.ts";

const SUFFIX_SEPARATOR = /^\s*[-_|–—·»]/;
/** Titles that a template gives every page, whatever its article is. */
const GENERIC_TITLE =
  /^(?:(?:网站|站点|本站)?首页|(?:新闻|文章|信息|资讯|内容)?(?:正文|详情|详细|内容|内容页|正文页|详情页)|新闻|新闻中心|无标题(?:文档|页)?|未命名|untitled(?: document)?|document|index|home(?: ?page)?)(?=\s*(?:[-_|–—·»]|$))/i;

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** What is known of the title besides the headings. */
interface TitleHints {
  readonly metadataTitles: readonly (string | undefined)[];
  /** The lines of text of the page. */
  readonly lines: readonly string[];
  /** The title under which a list names the article. */
  readonly listedTitle?: string | undefined;
}

/**
 * Returns the title of the article: from the metadata, the `title` element or a heading. The name of the site
 * behind it is removed if metadata, a heading or a line of text have the title without it. The listed title is
 * returned where the page states none: no other, or only that of its template, or a `title` element that is not about
 * the article: it has no word of the listed title, or the listed title is in the text.
 */
export function pageTitle(
  page: PageDocument,
  { metadataTitles, lines, listedTitle }: TitleHints,
): string | undefined {
  const headings = [...page.getElementsByTagName("h1")]
    .map(elementText)
    .filter((heading) => heading !== undefined);
  const fromMetadata = metadataTitles.filter((title) => title !== undefined);
  const titleElement = elementText([...page.getElementsByTagName("title")][0]);
  const isSpecific = (title: string | undefined) => title !== undefined && !GENERIC_TITLE.test(title);
  const specific = [...fromMetadata, titleElement].find(isSpecific);
  const onlyHeading = headings.length === 1 ? headings[0] : undefined;
  const stated = specific ?? onlyHeading;
  if (listedTitle !== undefined) {
    if (!isSpecific(stated)) return listedTitle;
    const isOnlyOfSite = fromMetadata.length + headings.length === 0 && !stated?.includes(listedTitle);
    if (isOnlyOfSite && (lines.includes(listedTitle) || isNameOfSite(stated, listedTitle)))
      return listedTitle;
  }
  const full = stated ?? fromMetadata[0] ?? titleElement ?? headings[0];
  if (full === undefined) return undefined;

  const shorter = [...fromMetadata, ...headings].filter((title) => isWithoutSuffix(title, full));
  // A line of text could be the name of the site alone, so it must be more than half of the title.
  const shorterLines = lines.filter(
    (line) => isWithoutSuffix(line, full) && line.length > full.length - line.length,
  );
  return longest(shorter) ?? longest(shorterLines) ?? full;
}

/** Tells whether a title has no word of the one under which the article is listed, and is no message either. */
function isNameOfSite(title = "", listedTitle: string): boolean {
  const words = new Set(wordsOf(listedTitle));
  return !isMessageTitle(title) && !wordsOf(title).some((word) => words.has(word));
}

function wordsOf(text: string): string[] {
  return [...segmenter.segment(text.toLowerCase())]
    .filter(({ segment, isWordLike }) => isWordLike && segment.length > 1)
    .map(({ segment }) => segment);
}

function isWithoutSuffix(title: string, full: string): boolean {
  return title.length > 1 && full.startsWith(title) && SUFFIX_SEPARATOR.test(full.slice(title.length));
}

function longest(titles: readonly string[]): string | undefined {
  return titles.toSorted((a, b) => b.length - a.length)[0];
}
