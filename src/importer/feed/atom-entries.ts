import { type AtomFeed, parseAtomFeed } from "feedsmith";
import type { Person } from "../../domain/article.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { textToHtml } from "../content/text.ts";
import {
  type FeedCategory,
  type FeedEntry,
  type FeedParser,
  firstNonEmpty,
  type ParsedFeed,
  statedTexts,
} from "./feed-entry.ts";
import { htmlText, textOrHtml } from "./feed-text.ts";
import { entryFiles, type MediaFile, mediaTexts } from "./media.ts";

/** How a relation of a link may begin (RFC 4287 §4.2.7.2). */
const RELATION_PREFIX = "http://www.iana.org/assignments/relation/";

/** Parses Atom 1.0 (RFC 4287) and 0.3. */
export const atomEntries: FeedParser = (document, isOwn) => {
  const feed = parseAtomFeed(document.text);
  const authors = atomPeople(feed.authors);
  return omitUndefined<ParsedFeed>({
    format: "atom",
    authors,
    language: feed.xml?.lang ?? feed.dc?.languages?.[0],
    home: atomLink(feed.links, "alternate") ?? feed.xml?.base,
    entries: (feed.entries ?? []).map((item) => {
      const isOwnItem = isOwn(item.id) || isOwn(item.dc?.identifiers?.[0]);
      const entry = atomEntry(item, isOwnItem);
      return isOwnItem && isPublisher(entry.authors, authors) ? { ...entry, authors: [] } : entry;
    }),
  });
};

/** In our own feeds the publisher is the author of an article without an author. */
function isPublisher(authors: readonly Person[], publisher: readonly Person[]): boolean {
  return JSON.stringify(authors) === JSON.stringify(publisher);
}

function atomEntry(entry: AtomFeed.Entry<string>, isOwn: boolean): FeedEntry {
  const { links, source, dc, itunes, title } = entry;
  const content = atomContent(entry.content);
  const isText = isOwn || (entry.summary?.value !== undefined && !isHtmlType(entry.summary.type));
  const description =
    atomDescription(entry.summary) ??
    (itunes?.summary === undefined ? undefined : textOrHtml(itunes.summary));
  const media = mediaTexts(entry.media, !isOwn && content === undefined && entry.summary === undefined);
  // Content out of line is the page of the entry, or a file (RFC 4287 §4.1.3.2).
  const page = isHtmlType(entry.content?.type) ? entry.content?.src : undefined;
  return omitUndefined<FeedEntry>({
    id: entry.id,
    guid: entry.id,
    otherId: dc?.identifiers?.[0],
    title: atomText(title) ?? itunes?.title ?? media.title,
    link: atomLink(links, "alternate") ?? page,
    via: atomLink(links, "via"),
    authors: firstNonEmpty(
      atomPeople(entry.authors),
      atomPeople(source?.authors),
      [...(dc?.creators ?? []), ...(itunes?.author === undefined ? [] : [itunes.author])].map((name) => ({
        name,
      })),
      media.authors.map((name) => ({ name })),
    ),
    editors: atomPeople(entry.contributors),
    source: atomSource(entry, isOwn),
    published: statedTexts(entry.published),
    updated: entry.updated,
    summary: isText ? atomText(entry.summary) : undefined,
    description: isText ? undefined : (description ?? media.description),
    content,
    categories: [
      ...(entry.categories ?? []).flatMap(({ term, label = term, scheme }) =>
        label === undefined ? [] : [omitUndefined<FeedCategory>({ name: label, scheme })],
      ),
      ...(dc?.subjects ?? []).map((name) => ({ name })),
    ],
    language: entry.xml?.lang ?? dc?.languages?.[0],
    ...entryFiles(entry.media, atomEnclosures(entry), itunes?.image),
  });
}

/** Returns the files that an entry links as enclosures, and that which is its content. */
function atomEnclosures({ links = [], content }: AtomFeed.Entry<string>): MediaFile[] {
  const enclosures = links
    .filter(({ rel }) => relationOf(rel) === "enclosure")
    .map(({ href, type }) => omitUndefined<MediaFile>({ url: href, type }));
  const isFile = content?.src !== undefined && !isHtmlType(content.type);
  return isFile
    ? [...enclosures, omitUndefined<MediaFile>({ url: content.src, type: content.type })]
    : enclosures;
}

/** Returns the address of the link with `relation`, rather of a page than of something else. */
export function atomLink(links: readonly AtomFeed.Link<string>[] = [], relation: string): string | undefined {
  const found = links.filter(({ rel }) => relationOf(rel) === relation);
  return (found.find(({ type = "text/html" }) => type.includes("html")) ?? found[0])?.href;
}

function relationOf(rel = "alternate"): string {
  const relation = rel.trim().toLowerCase();
  return relation.startsWith(RELATION_PREFIX) ? relation.slice(RELATION_PREFIX.length) : relation;
}

/** Returns people as Atom states them. */
export function atomPeople(persons: readonly AtomFeed.Person[] = []): Person[] {
  return persons.flatMap(({ name, uri, email = uri }) => {
    const named = name ?? email;
    return named === undefined ? [] : [omitUndefined<Person>({ name: named, url: uri })];
  });
}

/** Returns the text of a construct, which is plain unless its type is HTML or XHTML (RFC 4287 §3.1). */
export function atomText(text: AtomFeed.Text | undefined): string | undefined {
  if (text?.value === undefined) return undefined;
  return isHtmlType(text.type) ? htmlText(text.value) : text.value;
}

/** Returns a summary as HTML if it is HTML. */
export function atomDescription(summary: AtomFeed.Text | undefined): string | undefined {
  return isHtmlType(summary?.type) ? summary?.value : undefined;
}

/** Returns the content as HTML, if it is text of any kind. */
export function atomContent(content: AtomFeed.Content | undefined): string | undefined {
  const { value, type } = content ?? {};
  if (value === undefined || value.trim() === "") return undefined;
  if (isHtmlType(type)) return value;
  return /^text(?:\/plain)?$/.test(mediaType(type) || "text") ? textToHtml(value) : undefined;
}

function isHtmlType(type: string | undefined): boolean {
  return /^(?:x?html|text\/html|application\/xhtml\+xml)$/.test(mediaType(type));
}

/** Returns a type without its parameters. */
function mediaType(type = ""): string {
  return type.replace(/;.*$/s, "").trim().toLowerCase();
}

/** Returns the feed that the entry was copied from, or the source that Dublin Core names. */
function atomSource({ source, dc }: AtomFeed.Entry<string>, isOwn: boolean): FeedEntry["source"] {
  const title = atomText(source?.title);
  if (title !== undefined) {
    return omitUndefined<NonNullable<FeedEntry["source"]>>({
      name: title,
      url: atomLink(source?.links, "alternate"),
    });
  }
  const name = dc?.sources?.find((text) => isOwn || !/^[a-z][a-z\d+.-]*:\S+$/i.test(text));
  return name === undefined ? undefined : { name };
}
