import { type AtomFeed, parseAtomFeed } from "feedsmith";
import type { Person } from "../../domain/article.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { plainText } from "../../html/markup.ts";
import { paragraphs } from "../content/paragraphs.ts";
import type { FeedEntry, FeedParser } from "./feed-entry.ts";
import { mediaImage } from "./media-image.ts";

/** Reads Atom 1.0 (RFC 4287) and 0.3. */
export const atomEntries: FeedParser = (document, isOwn) => {
  const feed = parseAtomFeed(document.text);
  const authors = peopleOf(feed.authors);
  return omitUndefined({
    authors,
    language: feed.xml?.lang ?? feed.dc?.languages?.[0],
    home: feed.xml?.base ?? linkOf(feed.links, "alternate"),
    entries: (feed.entries ?? []).map((entry) => {
      const parts = entryOf(entry, isOwn(entry.id));
      return isOwn(entry.id) && isSame(parts.authors, authors) ? { ...parts, authors: [] } : parts;
    }),
  });
};

/** The publisher stands in our own feeds where an article names no author. */
function isSame(ours: readonly Person[], publishers: readonly Person[]): boolean {
  return JSON.stringify(ours) === JSON.stringify(publishers);
}

function entryOf(entry: AtomFeed.Entry<string>, isOwn: boolean): FeedEntry {
  const { links, source, media, dc } = entry;
  const from = source?.authors;
  return omitUndefined<FeedEntry>({
    id: entry.id,
    title: textOf(entry.title),
    link: linkOf(links, "alternate"),
    via: linkOf(links, "via"),
    authors: peopleOf(entry.authors ?? from),
    editors: peopleOf(entry.contributors),
    source: sourceOf(entry, isOwn),
    published: entry.published,
    updated: entry.updated,
    summary: textOf(entry.summary),
    content: contentOf(entry.content),
    categories: [
      ...(entry.categories ?? []).flatMap(({ term, label = term, scheme }) =>
        label === undefined ? [] : [omitUndefined<FeedEntry["categories"][number]>({ name: label, scheme })],
      ),
      ...(dc?.subjects ?? []).map((name) => ({ name })),
    ],
    language: entry.xml?.lang ?? dc?.languages?.[0],
    image:
      mediaImage(media) ??
      links?.find(({ rel, type }) => rel === "enclosure" && type?.startsWith("image/"))?.href,
  });
}

function linkOf(links: readonly AtomFeed.Link<string>[] = [], relation: string): string | undefined {
  const found = links.filter(({ rel = "alternate" }) => rel === relation);
  return (found.find(({ type = "text/html" }) => type.includes("html")) ?? found[0])?.href;
}

function peopleOf(persons: readonly AtomFeed.Person[] = []): Person[] {
  return persons.flatMap(({ name, uri }) =>
    name === undefined ? [] : [omitUndefined<Person>({ name, url: uri })],
  );
}

/** RFC 4287 §3.1: text is plain unless its type says otherwise. */
function textOf(text: AtomFeed.Text | undefined): string | undefined {
  if (text?.value === undefined) return undefined;
  return isMarkup(text.type) ? plainText(text.value) : text.value;
}

function contentOf(content: AtomFeed.Content | undefined): string | undefined {
  const { value, type } = content ?? {};
  if (value === undefined || value.trim() === "") return undefined;
  if (isMarkup(type)) return value;
  return type === undefined || type === "text" || type === "text/plain" ? paragraphs(value) : undefined;
}

function isMarkup(type: string | undefined): boolean {
  return /^(?:x?html|text\/html|application\/xhtml\+xml)$/i.test(type ?? "");
}

/** An entry that another feed was first to have, or that names its source in Dublin Core. */
function sourceOf({ source, dc }: AtomFeed.Entry<string>, isOwn: boolean): FeedEntry["source"] {
  const title = textOf(source?.title);
  if (title !== undefined) {
    return omitUndefined<NonNullable<FeedEntry["source"]>>({
      name: title,
      url: linkOf(source?.links, "alternate"),
    });
  }
  const name = dc?.sources?.find((text) => isOwn || !/^[a-z][a-z\d+.-]*:\S+$/i.test(text));
  return name === undefined ? undefined : { name };
}
