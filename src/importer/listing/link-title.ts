import { beginningOf } from "../../domain/graphemes.ts";
import { getOrMake } from "../../domain/group-by.ts";
import { isElement, type PageElement, type PageNode } from "../page/page-dom.ts";
import { isDateText } from "./date-text.ts";

/** A line of text in a link. */
interface Line {
  readonly text: string;
  readonly isHeading: boolean;
}

interface AddressedLink {
  readonly element: PageElement;
  readonly url: string;
}

/** The title that a link states. */
export interface LinkTitle {
  /** Empty where the link has no text, or none that is a title. */
  readonly text: string;
  /** The text is that of a heading, in the link or around it. */
  readonly isHeading: boolean;
}

const BLOCKS =
  /^(?:address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|ol|p|section|table|tbody|td|th|time|tr|ul)$/;
const HEADING = /^h[1-6]$/;
const TITLE_CLASS = /(?:^|[\s_-])(?:title|tit|ttl|headline|subject)(?:$|[\s_-])/i;
const MORE_TEXT =
  /^[\s[\]【】（）()>»›.…+→]*(?:更多(?:内容|文章|新闻)?|查看(?:更多|全文|详情)?|浏览全文|阅读(?:全文|更多|原文)|全文|详情|详细(?:内容)?|点击(?:查看|进入|阅读)|进入|more|read(?: more| on)?|continue reading|full (?:story|text)|details|permalink|view|lire la suite|en savoir plus|weiterlesen|leer más|続きを読む|もっと見る|اقرأ المزيد|المزيد|#)?[\s[\]【】（）()>»›.…+→]*$/i;
/** An ellipsis at the end of a text that is cut. */
const CUT = /\s*(?:…+|\.{2,}|。{2,})$/;
const BULLET = /^(?:[•·・●▪■□◆◇◎○★☆※‣►▶»＞\-–—*]|&middot;)\s*(?=\S)/u;
/** A date at the end of a title, in brackets or after a space; one that belongs to the title has words after it. */
const DATE_AT_END =
  /\s*(?:[[(（【]\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s\d{1,2}:\d{2}(?::\d{2})?)?\s*[\])）】]|\s\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s\d{1,2}:\d{2}(?::\d{2})?)?)$/;
/** A title behind its label in the `title` attribute of a link, which may have more lines. */
const LABELLED_TITLE = /(?:^|[\r\n])\s*(?:文章)?(?:[标標]\s*[题題]|[题題]\s*名)\s*[:：]\s*(?<title>[^\r\n]+)/;
const MIN_UNMARKED_WEIGHT = 6;
const MAX_TITLE_LENGTH = 200;

/** Tells whether the text of a link says nothing of the page that it leads to, such as "more". */
export function isMoreText(text: string): boolean {
  return MORE_TEXT.test(text);
}

/** Returns the length of a title in words: Chinese and Japanese characters count as one each, words of other scripts as two. */
export function titleWeight(title: string): number {
  const characters = title.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  const words =
    title.match(/(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}])+/gu)?.length ?? 0;
  return characters + 2 * words;
}

/** Returns a function that tells the title that a link states, where `isLabel` tells which texts stand for many links. */
export function titleReader(links: readonly AddressedLink[]) {
  const lines = new Map(links.map(({ element }) => [element, linkLines(element)]));
  const addresses = new Map<string, Set<string>>();
  for (const { element, url } of links) {
    for (const { text } of lines.get(element) ?? [])
      addresses.set(text, (addresses.get(text) ?? new Set()).add(url));
  }
  const isLabel = (text: string) => (addresses.get(text)?.size ?? 0) > 1;
  const stated = new Map(links.map(({ element }) => [element, statedTitles(element)]));
  const statedFor = new Map<string, string[]>();
  for (const { element, url } of links)
    getOrMake(statedFor, url, (): string[] => []).push(...(stated.get(element) ?? []));
  return ({ element, url }: AddressedLink): LinkTitle & { readonly isLabel: boolean } => {
    const own = lines.get(element) ?? [];
    const line =
      own.find(({ isHeading }) => isHeading) ??
      (own.length > 1 ? own.find(({ text }) => !isLabel(text)) : undefined) ??
      own[0];
    const text = withoutDate(
      fullTitle(line?.text ?? "", stated.get(element) ?? [], statedFor.get(url) ?? []),
    );
    return {
      text: isMoreText(text) || isDateText(text) ? "" : beginningOf(text, MAX_TITLE_LENGTH),
      isHeading: line?.isHeading === true || isInHeading(element),
      isLabel: isLabel(line?.text ?? ""),
    };
  };
}

function isInHeading({ parentElement: parent, className }: PageElement): boolean {
  const around = [parent, parent?.parentElement];
  return (
    TITLE_CLASS.test(className) ||
    around.some(
      (element) => element && (HEADING.test(element.localName) || TITLE_CLASS.test(element.className)),
    )
  );
}

/**
 * Returns the whole title where a text is only the beginning of it, as the link states it in its attributes; of a text
 * that shows that it is cut, also as `others` state it, the links to the same address. Returns it without the marks
 * that a text may have besides, such as `[置顶]`.
 */
function fullTitle(text: string, own: readonly string[], others: readonly string[]): string {
  const beginning = text.replace(CUT, "");
  if (beginning === "") return text;
  const full = [...own, ...(beginning === text ? [] : others)].find((title) => title.startsWith(beginning));
  const unmarked = own.find((title) => text.includes(title) && titleWeight(title) >= MIN_UNMARKED_WEIGHT);
  return full ?? unmarked ?? text;
}

/** Returns the titles that the attributes of a link, and of the pictures in it, state. */
function statedTitles(link: PageElement): string[] {
  const attribute = link.getAttribute("title") ?? "";
  const labelled = LABELLED_TITLE.exec(attribute)?.groups?.title;
  const pictures = [...link.getElementsByTagName("img")].map((picture) => picture.getAttribute("alt") ?? "");
  return [labelled ?? attribute, ...pictures]
    .map((title) => title.replace(/\s+/g, " ").trim())
    .filter((title) => title !== "");
}

function withoutDate(title: string): string {
  const rest = title.replace(DATE_AT_END, "");
  return titleWeight(rest) >= 2 ? rest : title;
}

/** Returns the lines of text in a link, without dates and numbers that stand alone. */
function linkLines(link: PageElement): readonly Line[] {
  const lines: { text: string; isHeading: boolean }[] = [{ text: "", isHeading: false }];
  const append = (text: string) => {
    const last = lines.at(-1);
    if (last) last.text += text;
  };
  function walk(element: PageElement, isHeading: boolean): void {
    const isRow = hasTextsSideBySide(element);
    for (const child of element.childNodes) {
      if (!isElement(child)) {
        append(child.textContent);
        continue;
      }
      const isOwnLine = isRow || BLOCKS.test(child.localName) || isDateText(child.textContent.trim());
      const isTitle = isHeading || HEADING.test(child.localName) || TITLE_CLASS.test(child.className);
      if (isOwnLine) lines.push({ text: "", isHeading: isTitle });
      walk(child, isTitle);
      if (isOwnLine) lines.push({ text: "", isHeading });
    }
  }
  walk(link, false);
  return lines
    .map(({ text, isHeading }) => ({ text: text.replace(/\s+/g, " ").trim().replace(BULLET, ""), isHeading }))
    .filter(({ text }) => text !== "" && !isDateText(text));
}

/** Tells whether an element has no text of its own, and several `span` with text: the cells of a row. */
function hasTextsSideBySide(element: PageElement): boolean {
  const nodes: PageNode[] = [...element.childNodes].filter(({ textContent }) => textContent.trim() !== "");
  return nodes.length > 1 && nodes.every((node) => isElement(node) && node.localName === "span");
}

/** Returns the better one of two titles of an article. */
export function betterTitle(one: LinkTitle | undefined, other: LinkTitle): LinkTitle {
  if (!one || one.text === "") return other;
  if (other.text === "") return one;
  if (isFullForm(other.text, one.text)) return other;
  if (isFullForm(one.text, other.text)) return one;
  if (isExcerpt(one.text, other.text)) return other;
  if (isExcerpt(other.text, one.text)) return one;
  return other.isHeading && !one.isHeading ? other : one;
}

/** Tells whether `full` is a title and `part` its beginning. An excerpt often begins with the title too. */
function isFullForm(full: string, part: string): boolean {
  const beginning = part.replace(CUT, "");
  return (
    full.length > beginning.length &&
    full.startsWith(beginning) &&
    (CUT.test(part) ||
      (full.length <= 2 * beginning.length + 10 &&
        !/[。！？，；]|[.,;!?]\s|…|\.{2,}/.test(full.slice(beginning.length))))
  );
}

/** Tells whether a text is an excerpt of the article with this title: it begins with the title too, or is cut. */
function isExcerpt(text: string, title: string): boolean {
  return text.length > title.length && (text.startsWith(title) || (CUT.test(text) && !CUT.test(title)));
}
