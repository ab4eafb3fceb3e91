import type { Person } from "../../domain/article.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { excerptOf } from "../../html/excerpt.ts";
import { plainText } from "../../html/markup.ts";
import { oneLine } from "../content/one-line.ts";
import { sanitise } from "../content/sanitise.ts";
import { webAddress } from "../content/web-address.ts";
import type { Draft, ReadContext } from "../draft.ts";
import { feedDate } from "./feed-date.ts";
import type { FeedEntry, FeedParts } from "./feed-entry.ts";

const LANGUAGE = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/;
/** How the scheme of a category ends that names a column. */
const COLUMNS = /\/columns\/$/;

/** What surrounds an entry. */
export interface EntrySurroundings {
  readonly feed: FeedParts;
  readonly context: ReadContext;
  /** An entry of this site, which comes back from its own feed. */
  readonly isOwn: boolean;
  /** The base of relative addresses. */
  readonly base: string | undefined;
}

/** Returns the draft of a feed's entry, or `undefined` where the entry says nothing. */
export function entryDraft(
  entry: FeedEntry,
  { feed, context, isOwn, base }: EntrySurroundings,
): Draft | undefined {
  const link = webAddress(entry.link, base);
  const via = webAddress(entry.via, base);
  const content =
    entry.content === undefined ? undefined : sanitise(entry.content, link ?? base).trim() || undefined;
  const summary = (entry.abstract?.trim() ? entry.abstract : undefined) ?? summaryOf(entry, content, isOwn);
  const title = oneLine(entry.title) ?? oneLine(summary) ?? oneLine(content && excerptOf(content));
  if (title === undefined) return undefined;

  const columns = entry.categories.filter(({ scheme }) => COLUMNS.test(scheme ?? ""));
  const tags = entry.categories.filter((category) => !columns.includes(category));
  return omitUndefined<Draft>({
    sourceId: entry.id,
    title: isOwn ? (entry.title ?? title) : title,
    authors: people(entry.authors.length > 0 || isOwn ? entry.authors : feed.authors, { isOwn, base }),
    editors: people(entry.editors, { isOwn, base }),
    source: sourceOf(entry.source, base),
    // Where no page is named, an id that is an address is what a second import knows the entry by.
    url: isOwn ? via : (link ?? via ?? webAddress(entry.id)),
    published: feedDate(entry.published, context.timeZone),
    updated: feedDate(entry.updated, context.timeZone),
    summary,
    content,
    tags: [...new Set(tags.flatMap(({ name }) => oneLine(name) ?? []))],
    language: languageOf(entry.language ?? feed.language, isOwn, context),
    image: webAddress(entry.image, base),
    columnTitle: oneLine(entry.column ?? columns[0]?.name),
  });
}

/** A title again, or the content's beginning, is what a format asks for or a reader shows, and no summary. */
function summaryOf(
  { summary, title, content: written = "" }: FeedEntry,
  content: string | undefined,
  isOwn: boolean,
): string | undefined {
  const text = summary?.trim();
  if (text === undefined || text === "") return undefined;
  // What is left of content may begin otherwise than it did where it was shown.
  const beginnings = [...new Set([written, content ?? ""])].map(excerptOf).filter((shown) => shown !== "");
  if (beginnings.includes(text)) return undefined;
  if ((content === undefined || (isOwn && beginnings.length === 0)) && text === title?.trim())
    return undefined;
  if (content === undefined) return text;
  if (isOwn) return text;
  const ellipsis = /\[?(?:…|\.{3})\]?$/u.exec(text);
  const beginning = ellipsis ? text.slice(0, ellipsis.index) : undefined;
  const squeezed = (words: string) => words.replace(/\s+/g, "");
  const whole = squeezed(plainText(content));
  const isBeginning = beginning !== undefined && whole.startsWith(squeezed(beginning));
  return isBeginning || squeezed(text) === whole ? undefined : text;
}

function people(
  persons: readonly Person[],
  { isOwn, base }: Pick<EntrySurroundings, "isOwn" | "base">,
): Person[] {
  return persons.flatMap(({ name, about, url }) => {
    const printed = oneLine(name);
    if (printed === undefined) return [];
    // An address of e-mail is for spammers, not for readers.
    if (!isOwn && /^\S+@\S+\.\S+$/.test(printed)) return [];
    return [omitUndefined<Person>({ name: printed, about, url: webAddress(url, base) })];
  });
}

function sourceOf(source: FeedEntry["source"], base: string | undefined): FeedEntry["source"] {
  const name = oneLine(source?.name);
  return name === undefined
    ? undefined
    : omitUndefined<NonNullable<FeedEntry["source"]>>({ name, url: webAddress(source?.url, base) });
}

function languageOf(language: string | undefined, isOwn: boolean, context: ReadContext): string | undefined {
  const tag = language?.trim().replaceAll("_", "-") ?? "";
  const isSame = isOwn ? tag === context.language : tag.toLowerCase() === context.language.toLowerCase();
  return LANGUAGE.test(tag) && !isSame ? tag : undefined;
}
