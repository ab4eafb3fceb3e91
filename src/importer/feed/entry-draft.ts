import type { ArticleImage, Person } from "../../domain/article.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { xmlSafeText } from "../../domain/text.ts";
import { toUri } from "../../domain/uri.ts";
import { excerptOf } from "../../html/excerpt.ts";
import { plainText } from "../../html/markup.ts";
import { escapeAttribute } from "../../html/nodes.ts";
import { articleImage } from "../article-image.ts";
import { hasPicture } from "../content/same-picture.ts";
import { singleLine } from "../content/text.ts";
import { webAddress } from "../content/web-address.ts";
import type { Draft, ReadContext } from "../draft.ts";
import { ownId } from "../matching/identity.ts";
import { parseFeedDate } from "../parse-date.ts";
import { realPeople } from "../real-people.ts";
import { reporters } from "../text/reporters.ts";
import { dateLosses, entryLosses, fileLosses, isNameless, languageTag } from "./entry-losses.ts";
import { entryTexts, pictureText } from "./entry-texts.ts";
import { type FeedEntry, firstNonEmpty, type ParsedFeed } from "./feed-entry.ts";

/** The end of the scheme of categories that are columns. */
const COLUMN_SCHEME = /\/columns\/$/;

/** An address of e-mail behind a name, and before one. */
const BEHIND_NAME = /^(?<name>[^<>@]*\S)\s*<[^<>@\s]+@[^<>@\s]+>$/;
const BEFORE_NAME = /^[^()@\s]+@[^()@\s]+\s*\((?<name>[^()]+)\)$/;

interface EntryContext {
  readonly feed: ParsedFeed;
  readonly context: ReadContext;
  /** The entry is from a feed of this site. */
  readonly isOwn: boolean;
  /** The base of relative addresses. */
  readonly base: string | undefined;
}

/** Returns the draft of a feed's entry, or `undefined` if it has no title and no text to take one from. */
export function entryDraft(
  entry: FeedEntry,
  { feed, context, isOwn, base }: EntryContext,
): Draft | undefined {
  const link = webAddress(entry.link, base);
  const via = webAddress(entry.via, base);
  const texts = entryTexts(entry, link ?? base, isOwn);
  const { summary } = texts;
  const image = articleImage(entry.image ?? {}, base) ?? articleImage({ url: texts.picture }, undefined);
  const content = isOwn ? texts.content : withPicture(texts.content, image);
  const title = [entry.title, content && excerptOf(content), summary, pictureText(texts.content)]
    .map((text) => singleLine(text))
    .find((text) => text !== undefined);
  if (title === undefined) return undefined;

  const columns = entry.categories.filter(({ scheme }) => COLUMN_SCHEME.test(scheme ?? ""));
  const tags = entry.categories.filter((category) => !columns.includes(category));
  const published = entry.published
    .map((text) => parseFeedDate(text, context.timeZone))
    .find((date) => date !== undefined);
  const updated = parseFeedDate(entry.updated, context.timeZone);
  const people = isOwn ? entry.authors : entryAuthors(entry, feed, content ?? summary);
  const editors = isOwn ? entry.editors : entry.editors.map(withoutMailbox);
  const losses = [
    ...texts.losses,
    ...entryLosses({ ...entry, authors: people, editors }, { isOwn, base }),
    ...dateLosses({ [entry.published[0] ?? ""]: published, [entry.updated ?? ""]: updated }),
    ...fileLosses(entry, { content, image: image?.url, base }),
  ];
  return omitUndefined<Draft>({
    ...entryIds(entry, link, context),
    title: isOwn ? (entry.title ?? title) : title,
    authors: draftPeople(people, { isOwn, base }),
    editors: draftPeople(editors, { isOwn, base }),
    source: draftSource(entry.source, base),
    // Without a link, an id that is an address identifies the entry in the next import.
    url: isOwn ? via : (link ?? via ?? webAddress(entry.id)),
    published,
    updated,
    added: parseFeedDate(entry.added, context.timeZone),
    summary,
    content,
    tags: [...new Set(tags.flatMap(({ name }) => singleLine(name) ?? []))],
    language: otherLanguage(entry.language ?? feed.language, isOwn, context),
    image,
    columnTitle: singleLine(entry.column ?? columns[0]?.name),
    losses: losses.length > 0 ? losses : undefined,
  });
}

/**
 * Returns the ids of an entry. That of an article of this site is its `tag:` URI, and readers know it by the other
 * one, if it has another. Readers know an entry without an id by its link.
 */
function entryIds(
  entry: FeedEntry,
  link: string | undefined,
  { authority }: ReadContext,
): Pick<Draft, "sourceId" | "guid"> {
  const ids = [entry.id, entry.otherId].flatMap((id) => id ?? []);
  const own = ids.find((id) => ownId(id, authority) !== undefined);
  const guid =
    own === undefined
      ? (entry.guid ?? link ?? entry.link ?? entry.id)
      : ids.find((id) => ownId(id, authority) === undefined);
  return omitUndefined<Pick<Draft, "sourceId" | "guid">>({
    sourceId: own ?? entry.id,
    guid: guid && (xmlSafeText(guid).trim() || undefined),
  });
}

/** Returns content with the picture of the entry in it: many readers show only the pictures there. */
function withPicture(content: string | undefined, image: ArticleImage | undefined): string | undefined {
  if (content === undefined || !image || hasPicture(content, image.url)) return content;
  const { url, alt = "", width, height } = image;
  const sizes = Object.entries({ width, height }).filter(([, size]) => size !== undefined);
  const attributes = Object.entries({ src: toUri(url), alt, ...Object.fromEntries(sizes) });
  const markup = attributes.map(([name, value]) => ` ${name}="${escapeAttribute(String(value))}"`).join("");
  return `<img${markup}>\n${content}`;
}

/** Returns the authors of an entry: those that it states, the reporters that its text names, or those of the feed. */
function entryAuthors(
  { authors }: Pick<FeedEntry, "authors">,
  feed: Pick<ParsedFeed, "authors">,
  text = "",
): readonly Person[] {
  const stated = authors.map(withoutMailbox).flatMap((author) => {
    const named = reporters([author.name]);
    return named.length > 0 ? named : [author];
  });
  return firstNonEmpty(realPeople(stated), reportersIn(text), feed.authors);
}

/** Returns the reporters that HTML names. */
function reportersIn(html: string): Person[] {
  return /[记記]者|通[讯訊][员員]/.test(html) ? reporters(plainText(html).split(/\n+/)) : [];
}

/** Returns a person without an address of e-mail beside the name: `Ann <ann@site.example>`, `ann@site.example (Ann)`. */
function withoutMailbox(person: Person): Person {
  const name = person.name.trim();
  const found = (BEHIND_NAME.exec(name) ?? BEFORE_NAME.exec(name))?.groups?.name;
  return { ...person, name: found ?? person.name };
}

function draftPeople(
  people: readonly Person[],
  { isOwn, base }: Pick<EntryContext, "isOwn" | "base">,
): Person[] {
  return (isOwn ? people : realPeople(people)).flatMap(({ name, about, url }) => {
    const line = singleLine(name);
    if (line === undefined) return [];
    if (!isOwn && isNameless(line)) return [];
    return [omitUndefined<Person>({ name: line, about, url: webAddress(url, base) })];
  });
}

function draftSource(source: FeedEntry["source"], base: string | undefined): FeedEntry["source"] {
  const name = singleLine(source?.name);
  return name === undefined
    ? undefined
    : omitUndefined<NonNullable<FeedEntry["source"]>>({ name, url: webAddress(source?.url, base) });
}

/** Returns the language of an entry if it is not that of the site. */
function otherLanguage(
  language: string | undefined,
  isOwn: boolean,
  context: ReadContext,
): string | undefined {
  const tag = languageTag(language) ?? context.language;
  const isSame = isOwn ? tag === context.language : tag.toLowerCase() === context.language.toLowerCase();
  return isSame ? undefined : tag;
}
