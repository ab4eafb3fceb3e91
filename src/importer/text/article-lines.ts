import type { Person } from "../../domain/article.ts";
import { parseDate } from "../parse-date.ts";
import { authorsWithRoles } from "./author-note.ts";
import { namesNobody, parseByline, withoutOtherValues } from "./byline.ts";

/** An article that was found in the lines of a page. */
interface ArticleLines {
  readonly title: string;
  readonly authors: readonly Person[];
  readonly editors: readonly Person[];
  readonly source?: { readonly name: string };
  readonly published?: Date;
  /** The paragraphs. */
  readonly body: readonly string[];
  /** The lines after the article. */
  readonly after: readonly string[];
}

/** The date is at most so many lines below the title. */
const MAX_HEAD_LINES = 8;
const MAX_DATELINE_LENGTH = 120;
const BULLET = /^[•●▪■◆◇○‣·]\s*\S/;
const TITLE_SEPARATOR = /^\s*[-_|–—]/;
const CONTROLS =
  /^(?:[\s|｜【】[\]A+-]|字号|字体|大|中|小|分享到?|打印(?:本页)?|收藏|关闭|点击|评论|我有话说|[:：]|\d)*$/;
const FOOTER =
  /^(?:(?:版权声明|免责声明|Copyright|©|扫一?扫|分享到|上一篇|下一篇|返回(?:首页|顶部)|【?纠错】?)|(?:相关|延伸|推荐|更多|热门)(?:新闻|阅读|文章|报道|链接|推荐|内容)\s*[:：]?$)/i;

/**
 * Finds the article in the text of a page.
 *
 * @param lines without empty lines and spaces at the ends; the first is the page's title
 */
export function articleLines(lines: readonly string[], timeZone: string): ArticleLines {
  const dates = lines.map((line) => datelineDate(line, timeZone));
  const titleIndex = findTitle(lines, dates);
  const dateIndex = dates.findIndex(
    (date, index) => date && index > titleIndex && index <= titleIndex + MAX_HEAD_LINES,
  );
  const bodyStart = findBodyStart(lines, Math.max(titleIndex, dateIndex) + 1);
  const bodyEnd = findBodyEnd(lines, bodyStart);

  const head = lines.slice(titleIndex + 1, bodyStart);
  const isAuthorLine = (line: string, index: number) =>
    isNameLine(line) &&
    !CONTROLS.test(line) &&
    (dateIndex === -1 ? index === 0 : titleIndex + 1 + index < dateIndex);
  const authorLines = head.filter(isAuthorLine);
  const footerLength = lines.slice(bodyEnd).findIndex((line) => !isBylineOnly(line));
  const afterStart = footerLength === -1 ? lines.length : bodyEnd + footerLength;
  const bylines = [...head, ...lines.slice(bodyEnd, afterStart)].map(parseByline);
  const labelled = bylines.flatMap((byline) => byline.authors);
  const unlabelled = authorLines.flatMap((line) => parseByline(`作者：${line}`).authors);
  const source = bylines.find((byline) => byline.source)?.source;
  const known = labelled.length > 0 ? labelled : unlabelled;
  const { authors, body } = withoutAuthorNote(known, lines.slice(bodyStart, bodyEnd));
  return {
    title: lines[titleIndex] ?? "",
    authors,
    editors: bylines.flatMap(({ editors }) => editors),
    ...(source && { source: { name: source } }),
    ...(dates[dateIndex] && { published: dates[dateIndex] }),
    body,
    after: lines.slice(afterStart),
  };
}

/** Returns the index of the line that the page's title starts with, or else of the line above the date. */
function findTitle(lines: readonly string[], dates: readonly (Date | undefined)[]): number {
  const [pageTitle = ""] = lines;
  const candidates = lines
    .map((line, index) => ({ line, index }))
    .filter(({ line, index }) => index > 0 && line.length > 1 && pageTitle.startsWith(line))
    .filter(({ line }) => line === pageTitle || TITLE_SEPARATOR.test(pageTitle.slice(line.length)))
    .sort((a, b) => b.line.length - a.line.length || a.index - b.index);
  const longest = candidates.filter(({ line }) => line === candidates[0]?.line);
  const aboveDate = longest.findLast(({ index }) =>
    dates.slice(index + 1, index + 1 + MAX_HEAD_LINES).some(Boolean),
  );
  const found = aboveDate ?? longest[0];
  if (found) return found.index;

  const dateIndex = dates.findIndex((date) => date !== undefined);
  const lineAboveDate = lines.findLastIndex(
    (line, index) => index < dateIndex && !isNameLine(line) && !isBylineOnly(line) && !BULLET.test(line),
  );
  return Math.max(lineAboveDate, 0);
}

/** Returns the date of a line that states when and where an article was published, and is not a sentence. */
function datelineDate(line: string, timeZone: string): Date | undefined {
  if (line.length > MAX_DATELINE_LENGTH || /[。！？!?]/.test(line)) return undefined;
  const date = parseDate(line, timeZone);
  return date && parseByline(line).rest.length <= 60 ? date : undefined;
}

function findBodyStart(lines: readonly string[], from: number): number {
  const found = lines.findIndex(
    (line, index) =>
      index >= from && !isBylineOnly(line) && !CONTROLS.test(line) && !(index === from && isNameLine(line)),
  );
  return found === -1 ? lines.length : found;
}

function findBodyEnd(lines: readonly string[], from: number): number {
  const found = lines.findIndex((line, index) => {
    if (index < from) return false;
    const startsList = isListHeading(line) && BULLET.test(lines[index + 1] ?? "");
    return startsList || FOOTER.test(line) || (closesArticle(line) && isBylineOnly(line));
  });
  return found === -1 ? lines.length : found;
}

/** Moves the roles in a note at the end (`作者系…`) to the authors, if it shows whose they are. */
function withoutAuthorNote(authors: readonly Person[], body: readonly string[]) {
  const last = parseByline(body.at(-1) ?? "");
  const described = last.rest === "" ? authorsWithRoles(authors, last) : undefined;
  return described ? { authors: described, body: body.slice(0, -1) } : { authors, body };
}

/** The editor is named after the article. */
function closesArticle(line: string): boolean {
  return parseByline(line).editors.length > 0 || namesNobody(line);
}

function isBylineOnly(line: string): boolean {
  const { authors, editors, source, rest } = parseByline(line);
  const isByline = authors.length + editors.length + (source ? 1 : 0) > 0 || namesNobody(line);
  return isByline && CONTROLS.test(withoutOtherValues(rest));
}

function isListHeading(line: string): boolean {
  return line.length <= 12 && !/[，。、；：！？,.;:!?]/.test(line);
}

/** Tells whether a line has only Chinese names. */
function isNameLine(line: string): boolean {
  return (
    line.length <= 40 &&
    line.split(/[、,，\s\u3000]+/).every((part) => /^[\p{Script=Han}·]{2,4}$|^\p{Script=Han}$/u.test(part))
  );
}
