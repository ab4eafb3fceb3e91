import { isMessageTitle } from "./message-title.ts";
import { elementText, type PageDocument } from "./page-dom.ts";
import { pageLines } from "./page-lines.ts";

const SUFFIX_SEPARATOR = /^\s*[-_|｜–—·»]/;
/** What stands between a listed title and the names of the site and column around it. */
const LISTED_SUFFIX = /^\s*(?:[-_|｜–—·»]|\s)/;
const LISTED_PREFIX = /(?:[-_|｜–—·»:：]|\s)\s*$/;
/** Titles that a template gives every page, whatever its article is. */
const GENERIC_TITLE =
  /^(?:(?:网站|站点|本站)?首页|(?:新闻|文章|信息|资讯|内容)?(?:正文|详情|详细|内容|内容页|正文页|详情页)|新闻|新闻中心|无标题(?:文档|页)?|未命名|untitled(?: document)?|document|index|home(?: ?page)?)(?=\s*(?:[-_|–—·»]|$))/i;

const MAX_COLUMN_NAME_LENGTH = 10;

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
 * behind it is removed if metadata, a heading or a line of text have the title without it; that before it, if the
 * heading is the longer part, or is the listed title. The listed title is returned where the page states none: no
 * other, or only that of its template, or a `title` element that is not about the article: it has no word of the
 * listed title, or the listed title is in the text; or one that is the name of a column to which the page links.
 */
export function pageTitle(
  page: PageDocument,
  { metadataTitles, lines, listedTitle }: TitleHints,
): string | undefined {
  const headings = headingTexts(page, "h1");
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
    if (fromMetadata.length === 0 && lines.includes(listedTitle) && isColumnName(stated, page))
      return listedTitle;
  }
  const full = stated ?? fromMetadata[0] ?? titleElement ?? headings[0];
  if (full === undefined) return undefined;

  // Where the page shows all of it, such as a title with a dash, none of its parts is the title.
  const isOnlyInHead = full === titleElement && !fromMetadata.includes(full) && !lines.includes(full);
  const parts = isOnlyInHead ? headingParts(page, full, listedTitle) : [];
  const shorter = [...fromMetadata, ...headings].filter((title) => isWithoutSuffix(title, full));
  // A line of text could be the name of the site alone, so it must be more than half of the title.
  const shorterLines = lines.filter((line) => isWithoutSuffix(line, full) && isLongerPart(line, full));
  const found = longest([...shorter, ...parts]) ?? longest(shorterLines);
  const isListed = isOnlyInHead && listedTitle !== undefined && isPartOf(listedTitle, full);
  // A list may cut a title short.
  return isListed && (found === undefined || listedTitle.includes(found)) ? listedTitle : (found ?? full);
}

/** Returns the headings that are a part of the `title` element, without the names of the site and column around it. */
function headingParts(page: PageDocument, full: string, listedTitle: string | undefined): string[] {
  // A heading may have the date below the title: `<h1>…<br><span>2026-11-26</span></h1>`.
  const firstLines = [...page.querySelectorAll("h1, h2, h3")].flatMap((one) => pageLines(one).slice(0, 1));
  return [...headingTexts(page, "h1, h2, h3"), ...firstLines].filter(
    (title) =>
      isWithoutSuffix(title, full) ||
      (isWithoutPrefix(title, full) && (title === listedTitle || isLongerPart(title, full))),
  );
}

function headingTexts(page: PageDocument, selector: string): string[] {
  return [...page.querySelectorAll(selector)].map(elementText).filter((heading) => heading !== undefined);
}

/** Tells whether a title, or what it has before the name of the site, is the text of a short link on the page. */
function isColumnName(title = "", page: PageDocument): boolean {
  const names = [...page.getElementsByTagName("a")]
    .map(elementText)
    .filter((name) => name !== undefined && name.length <= MAX_COLUMN_NAME_LENGTH);
  return names.some((name) => name !== undefined && (name === title || isWithoutSuffix(name, title)));
}

/** Tells whether a title is all of `full` but the names of the site and column before or behind it. */
function isPartOf(title: string, full: string): boolean {
  const start = full.indexOf(title);
  if (title.length < 2 || start === -1) return false;
  const [before, after] = [full.slice(0, start), full.slice(start + title.length)];
  return (before === "" || LISTED_PREFIX.test(before)) && (after === "" || LISTED_SUFFIX.test(after));
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

function isWithoutPrefix(title: string, full: string): boolean {
  return title.length > 1 && full.endsWith(title) && LISTED_PREFIX.test(full.slice(0, -title.length));
}

function isLongerPart(title: string, full: string): boolean {
  return title.length > full.length - title.length;
}

function longest(titles: readonly string[]): string | undefined {
  return titles.toSorted((a, b) => b.length - a.length)[0];
}
