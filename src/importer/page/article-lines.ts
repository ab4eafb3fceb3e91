import type { Person } from "../../domain/article.ts";
import { byline } from "./byline.ts";
import { pageDate } from "./page-date.ts";
import { withAbout } from "./with-about.ts";

/** An article found among the lines of a page. */
export interface ArticleLines {
  readonly title: string;
  readonly authors: readonly Person[];
  readonly editors: readonly Person[];
  readonly source?: { readonly name: string };
  readonly published?: Date;
  readonly body: readonly string[];
  /** The lines after the article. */
  readonly after: readonly string[];
}

/** How far below its title an article says when it appeared. */
const HEAD = 8;
const BULLET = /^[•●▪■◆◇○‣·]\s*\S/;
const SEPARATED = /^\s*[-_|–—]/;
const CONTROLS =
  /^(?:[\s|｜【】[\]A+-]|字号|字体|大|中|小|分享到?|打印(?:本页)?|收藏|关闭|点击|评论|我有话说|[:：]|\d)*$/;
const FOOTER =
  /^(?:(?:版权声明|免责声明|Copyright|©|扫一?扫|分享到|上一篇|下一篇|返回(?:首页|顶部)|【?纠错】?)|(?:相关|延伸|推荐|更多|热门)(?:新闻|阅读|文章|报道|链接|推荐|内容)\s*[:：]?$)/i;

/** Returns the article that `lines` (trimmed, none empty; the first the page's title) tell of. */
export function articleLines(lines: readonly string[], timeZone: string): ArticleLines {
  const dates = lines.map((line) => datelineOf(line, timeZone));
  const titleAt = titleIndex(lines, dates);
  const dateAt = dates.findIndex((date, index) => date && index > titleAt && index <= titleAt + HEAD);
  const bodyAt = bodyIndex(lines, Math.max(titleAt, dateAt) + 1);
  const endAt = endIndex(lines, bodyAt);

  const head = lines.slice(titleAt + 1, bodyAt);
  const isName = (line: string, index: number) =>
    isNames(line) && !CONTROLS.test(line) && (dateAt === -1 ? index === 0 : titleAt + 1 + index < dateAt);
  const names = head.filter(isName);
  const tail = lines.slice(endAt).findIndex((line) => !isByline(line));
  const afterAt = tail === -1 ? lines.length : endAt + tail;
  const said = [...head, ...lines.slice(endAt, afterAt)].map(byline);
  const labelled = said.flatMap(({ authors }) => authors);
  const unlabelled = names.flatMap((line) => byline(`作者：${line}`).authors);
  const source = said.find((line) => line.source)?.source;
  const { authors, body } = closed(labelled.length > 0 ? labelled : unlabelled, lines.slice(bodyAt, endAt));
  return {
    title: lines[titleAt] ?? "",
    authors,
    editors: said.flatMap(({ editors }) => editors),
    ...(source && { source: { name: source } }),
    ...(dates[dateAt] && { published: dates[dateAt] }),
    body,
    after: lines.slice(afterAt),
  };
}

/** The title is the line that the page's title begins with, or the one above the date. */
function titleIndex(lines: readonly string[], dates: readonly (Date | undefined)[]): number {
  const [page = ""] = lines;
  const repeated = lines
    .map((line, index) => ({ line, index }))
    .filter(({ line, index }) => index > 0 && line.length > 1 && page.startsWith(line))
    .filter(({ line }) => line === page || SEPARATED.test(page.slice(line.length)))
    .sort((a, b) => b.line.length - a.line.length || a.index - b.index);
  const longest = repeated.filter(({ line }) => line === repeated[0]?.line);
  const dated = longest.findLast(({ index }) => dates.slice(index + 1, index + 1 + HEAD).some(Boolean));
  const found = dated ?? longest[0];
  if (found) return found.index;

  const dateAt = dates.findIndex((date) => date !== undefined);
  const above = lines.findLastIndex(
    (line, index) => index < dateAt && !isNames(line) && !isByline(line) && !BULLET.test(line),
  );
  return Math.max(above, 0);
}

/** The date of a line that says when and where an article appeared, and no sentence. */
function datelineOf(line: string, timeZone: string): Date | undefined {
  if (line.length > 120 || /[。！？!?]/.test(line)) return undefined;
  const date = pageDate(line, timeZone);
  return date && byline(line).rest.length <= 60 ? date : undefined;
}

function bodyIndex(lines: readonly string[], from: number): number {
  const found = lines.findIndex(
    (line, index) =>
      index >= from && !isByline(line) && !CONTROLS.test(line) && !(index === from && isNames(line)),
  );
  return found === -1 ? lines.length : found;
}

function endIndex(lines: readonly string[], from: number): number {
  const found = lines.findIndex((line, index) => {
    if (index < from) return false;
    const startsList = isHeading(line) && BULLET.test(lines[index + 1] ?? "");
    return startsList || FOOTER.test(line) || (byline(line).editors.length > 0 && isByline(line));
  });
  return found === -1 ? lines.length : found;
}

/** The closing line (`作者系…`) tells of the authors, and is no part of what they wrote. */
function closed(authors: readonly Person[], body: readonly string[]) {
  const last = byline(body.at(-1) ?? "");
  const known = last.rest === "" ? withAbout(authors, last) : undefined;
  return known ? { authors: known, body: body.slice(0, -1) } : { authors, body };
}

function isByline(line: string): boolean {
  const { authors, editors, source, rest } = byline(line);
  return authors.length + editors.length + (source ? 1 : 0) > 0 && CONTROLS.test(rest);
}

function isHeading(line: string): boolean {
  return line.length <= 12 && !/[，。、；：！？,.;:!?]/.test(line);
}

function isNames(line: string): boolean {
  return (
    line.length <= 40 &&
    line.split(/[、,，\s\u3000]+/).every((part) => /^[\p{Script=Han}·]{2,4}$|^\p{Script=Han}$/u.test(part))
  );
}
