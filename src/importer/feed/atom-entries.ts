import { type AtomFeed, parseAtomFeed } from "feedsmith";
import type { Person } from "../../domain/article.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { plainText } from "../../html/markup.ts";
import { textToHtml } from "../content/text.ts";
import {
  type FeedCategory,
  type FeedEntry,
  type FeedParser,
  mediaImage,
  type ParsedFeed,
} from "./feed-entry.ts";

/** Parses Atom 1.0 (RFC 4287) and 0.3. */
export const atomEntries: FeedParser = (document, isOwn) => {
  const feed = parseAtomFeed(document.text);
  const authors = atomPeople(feed.authors);
  return omitUndefined<ParsedFeed>({
    format: "atom",
    authors,
    language: feed.xml?.lang ?? feed.dc?.languages?.[0],
    home: feed.xml?.base ?? atomLink(feed.links, "alternate"),
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
  const { links, source, media, dc } = entry;
  return omitUndefined<FeedEntry>({
    id: entry.id,
    guid: entry.id,
    otherId: dc?.identifiers?.[0],
    title: atomText(entry.title),
    link: atomLink(links, "alternate"),
    via: atomLink(links, "via"),
    authors: atomPeople(entry.authors ?? source?.authors),
    editors: atomPeople(entry.contributors),
    source: atomSource(entry, isOwn),
    published: entry.published,
    updated: entry.updated,
    summary: atomText(entry.summary),
    content: atomContent(entry.content),
    categories: [
      ...(entry.categories ?? []).flatMap(({ term, label = term, scheme }) =>
        label === undefined ? [] : [omitUndefined<FeedCategory>({ name: label, scheme })],
      ),
      ...(dc?.subjects ?? []).map((name) => ({ name })),
    ],
    language: entry.xml?.lang ?? dc?.languages?.[0],
    image:
      mediaImage(media) ??
      links?.find(({ rel, type }) => rel === "enclosure" && type?.startsWith("image/"))?.href,
  });
}

function atomLink(links: readonly AtomFeed.Link<string>[] = [], relation: string): string | undefined {
  const found = links.filter(({ rel = "alternate" }) => rel === relation);
  return (found.find(({ type = "text/html" }) => type.includes("html")) ?? found[0])?.href;
}

function atomPeople(persons: readonly AtomFeed.Person[] = []): Person[] {
  return persons.flatMap(({ name, uri, email = uri }) => {
    const named = name ?? email;
    return named === undefined ? [] : [omitUndefined<Person>({ name: named, url: uri })];
  });
}

/** Text is plain unless its type is HTML or XHTML (RFC 4287 §3.1). */
function atomText(text: AtomFeed.Text | undefined): string | undefined {
  if (text?.value === undefined) return undefined;
  return isHtmlType(text.type) ? plainText(text.value) : text.value;
}

function atomContent(content: AtomFeed.Content | undefined): string | undefined {
  const { value, type } = content ?? {};
  if (value === undefined || value.trim() === "") return undefined;
  if (isHtmlType(type)) return value;
  return type === undefined || type === "text" || type === "text/plain" ? textToHtml(value) : undefined;
}

function isHtmlType(type: string | undefined): boolean {
  return /^(?:x?html|text\/html|application\/xhtml\+xml)$/i.test(type ?? "");
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
