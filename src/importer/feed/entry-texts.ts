import { excerptOf } from "../../html/excerpt.ts";
import { plainText } from "../../html/markup.ts";
import { type CleanHtml, sanitise } from "../content/sanitise.ts";
import { singleLine, textToHtml } from "../content/text.ts";
import { webAddress } from "../content/web-address.ts";
import type { Loss } from "../loss.ts";
import type { FeedEntry } from "./feed-entry.ts";
import { htmlText } from "./feed-text.ts";
import { splitBase } from "./xml-base.ts";

/** The content and the summary of an entry. */
interface EntryTexts {
  /** HTML, sanitised, with absolute addresses. */
  readonly content?: string | undefined;
  /** Plain text. */
  readonly summary?: string | undefined;
  /** The address of a picture with which the description begins. */
  readonly picture?: string | undefined;
  /** What the content lacks. */
  readonly losses: readonly Loss[];
}

/** What makes sanitised HTML more than a line of text. */
const CARRIER = /<(?:a|audio|dl|hr|img|ol|picture|pre|table|ul|video)[\s>]/;
/** A tag that may become such in sanitised HTML, that is, of an element that is not only text. */
const OTHER_TAG = /<(?!(?:b|br|div|em|font|i|p|small|span|strong|u)[\s/>])[a-z]/i;
/** A picture at the beginning of sanitised HTML. */
const LEADING_PICTURE =
  /^(?:\s*<(?:a|div|figure|p|picture|span)(?:\s[^<>]*)?>)*\s*<img\s[^<>]*?\bsrc="([^"<>]*)"/;

/**
 * Returns the content and the summary of an entry. A description is the content if there is no other and it is more
 * than a line of text: it carries a picture, a link, a list, media or several lines. So is all text of an entry
 * without a title, which then has the beginning of the text as its title.
 */
export function entryTexts(entry: FeedEntry, base: string | undefined, isOwn: boolean): EntryTexts {
  const isUntitled = !isOwn && singleLine(entry.title) === undefined;
  const untitledText = isUntitled && entry.summary !== undefined ? textToHtml(entry.summary) : undefined;
  const description = entry.description ?? untitledText ?? "";
  const text = entry.summary ?? htmlText(description);
  const stated = cleanContent(entry.content, base);
  const hasContent = stated !== undefined && stated.html !== "";
  // Sanitising takes long, and most descriptions are a line of text.
  const mayMatter = hasContent
    ? /<img\b/i.test(description)
    : isUntitled || OTHER_TAG.test(description) || text.includes("\n");
  const described = mayMatter ? cleanContent(description, base) : undefined;
  const picture = webAddress(LEADING_PICTURE.exec(described?.html ?? "")?.[1]?.replaceAll("&amp;", "&"));
  const losses = [...(stated?.losses ?? []), ...((!hasContent && described?.losses) || [])];
  if (!hasContent && described && described.html !== "" && (isUntitled || isMoreThanLine(described.html))) {
    return { content: described.html, picture, losses };
  }
  const declared = entry.declaredSummary?.trim() ? entry.declaredSummary : undefined;
  const content = hasContent ? stated.html : undefined;
  const trueText = trueSummary({ ...entry, summary: text }, content, isOwn);
  return { content, summary: declared ?? trueText, picture, losses };
}

/** Returns what the first picture in sanitised HTML shows, as its `alt` attribute states it. */
export function pictureText(html = ""): string {
  return htmlText(/<img\s[^<>]*?\balt="([^"<>]+)"/.exec(html)?.[1] ?? "");
}

/** Returns HTML as the store accepts it. */
function cleanContent(content: string | undefined, outerBase: string | undefined): CleanHtml | undefined {
  if (content === undefined) return undefined;
  const { html, base = outerBase } = splitBase(content);
  const clean = sanitise(html, base);
  return { ...clean, html: clean.html.trim() };
}

function isMoreThanLine(html: string): boolean {
  return CARRIER.test(html) || plainText(html).includes("\n");
}

/** Returns the summary unless it only repeats the title or the beginning of the content, for want of a better one. */
function trueSummary(
  { summary, title, content: original = "" }: FeedEntry,
  content: string | undefined,
  isOwn: boolean,
): string | undefined {
  const text = summary?.trim();
  if (text === undefined || text === "") return undefined;
  // Sanitised content may begin differently from the original.
  const excerpts = [...new Set([original, content ?? ""])].map(excerptOf).filter((start) => start !== "");
  if (excerpts.includes(text)) return undefined;
  if ((content === undefined || (isOwn && excerpts.length === 0)) && text === title?.trim()) return undefined;
  if (content === undefined) return text;
  if (isOwn) return text;
  const ellipsis = /\[?(?:…|\.{3})\]?$/u.exec(text);
  const beginning = ellipsis ? text.slice(0, ellipsis.index) : undefined;
  const withoutSpaces = (words: string) => words.replace(/\s+/g, "");
  const wholeText = withoutSpaces(plainText(content));
  const isBeginning = beginning !== undefined && wholeText.startsWith(withoutSpaces(beginning));
  return isBeginning || withoutSpaces(text) === wholeText ? undefined : text;
}
