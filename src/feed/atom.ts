import type { ArticleImage, Person } from "../domain/article.ts";
import type { Entry } from "../domain/entry.ts";
import { isIri } from "../domain/uri.ts";
import { type Channel, pageLinks } from "./channel.ts";
import { FEED_FORMATS } from "./feed-format.ts";
import { fillElements, libraryTemplate, PLACEHOLDER_DATES, placeholder } from "./library-template.ts";
import { mediaContent } from "./media-content.ts";
import { element, escapeAttribute, type XmlElement, xmlOf } from "./xml.ts";

const PERSON = { name: placeholder("name"), link: placeholder("uri") };

const TEMPLATE = libraryTemplate({
  format: "atom1",
  options: {
    id: placeholder("id"),
    title: placeholder("title"),
    description: placeholder("description"),
    link: placeholder("home"),
    copyright: placeholder("rights"),
    updated: PLACEHOLDER_DATES.updated,
    generator: "Lanmu",
    feedLinks: { atom: placeholder("self") },
    author: PERSON,
    image: placeholder("image"),
    hub: placeholder("hub"),
  },
  item: {
    title: placeholder("title"),
    id: placeholder("id"),
    link: placeholder("url"),
    date: PLACEHOLDER_DATES.updated,
    published: PLACEHOLDER_DATES.published,
    description: placeholder("summary"),
    content: placeholder("content"),
    author: [PERSON],
    contributor: [PERSON],
    category: [{ name: placeholder("label"), term: placeholder("term"), scheme: placeholder("scheme") }],
  },
  correct: correctedElement,
});

/**
 * Corrects what the library writes: text constructs (RFC 4287 §3.1) that hold plain text are marked as HTML or
 * not at all, and links have no type, those of entries no relation.
 */
function correctedElement(xml: string): string {
  return xml
    .replace(/^<(title|subtitle|summary|rights)(?: type="html")?>/, '<$1 type="text">')
    .replace(/^<link href=/, '<link rel="alternate" href=')
    .replace(/^<link rel="alternate"/, '<link rel="alternate" type="text/html"')
    .replace(/^<link rel="self"/, `<link rel="self" type="${FEED_FORMATS.atom.type}"`);
}

/** Writes a channel as Atom 1.0 (RFC 4287), around entries from {@linkcode atomEntry}. */
export function atom(channel: Channel, entries: readonly string[]): string {
  const values = {
    id: channel.id,
    title: channel.title,
    description: channel.description,
    home: channel.home,
    rights: channel.rights,
    updated: channel.updated.toISOString(),
    self: channel.self,
    image: channel.image,
    hub: channel.hub,
    // Without an author of the feed, a document is valid only where every entry has one (RFC 4287 §4.1.1).
    ...personValues(channel.publisher),
  };
  const start =
    '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"' +
    ` xml:lang="${escapeAttribute(channel.language)}">\n`;
  const links = pageLinks(channel).map(
    ({ rel, href }) => `${xmlOf(element("link", { rel, type: FEED_FORMATS.atom.type, href }))}\n`,
  );
  return `${start}${fillElements(TEMPLATE.channel, values)}${links.join("")}${entries.join("")}</feed>\n`;
}

/** Writes an entry as Atom; `publisher` stands in where no author is known. */
export function atomEntry(entry: Entry, siteLanguage: string, publisher: Person): string {
  const values = {
    title: entry.title,
    id: atomId(entry),
    url: entry.url,
    updated: entry.updated.toISOString(),
    published: entry.published?.toISOString(),
    // RFC 4287 §4.1.1.1: an entry says something besides its title, if only the title again.
    summary: entry.summary ?? (entry.content === undefined ? entry.title : undefined),
    content: entry.content,
  };
  const lists = {
    // RFC 4287 §4.2.1 lets the feed's author stand for an entry's, but newsboat does not look there.
    author: (entry.authors.length > 0 ? entry.authors : [publisher]).map(personValues),
    contributor: entry.editors.map(personValues),
    category: [entry.column, ...entry.tags].map(({ term, label, scheme }) => ({ term, label, scheme })),
  };
  const language = entry.language === siteLanguage ? "" : ` xml:lang="${escapeAttribute(entry.language)}"`;
  let xml = `<entry${language}>\n${fillElements(TEMPLATE.entry, values, lists)}`;
  for (const extension of extensions(entry)) xml += `${xmlOf(extension)}\n`;
  return `${xml}</entry>\n`;
}

function personValues({ name, url }: Person): { name: string; uri: string | undefined } {
  return { name, uri: url };
}

/** Returns the id of an entry, which is an IRI in Atom (RFC 4287 §4.2.6); others are text as well. */
function atomId({ id, tagUri }: Entry): string {
  return isIri(id) ? id : tagUri;
}

/** Returns the elements that the library does not write in Atom. */
function extensions(entry: Entry): XmlElement[] {
  const { id, tagUri, externalUrl, source, image, content } = entry;
  return [
    // For imports: the other id of an article that has two.
    ...(id === tagUri ? [] : [element("dc:identifier", {}, atomId(entry) === id ? tagUri : id)]),
    ...(externalUrl === undefined
      ? []
      : [element("link", { rel: "via", type: "text/html", href: externalUrl })]),
    ...(source ? [element("dc:source", {}, source.name)] : []),
    // A parser that does not know namespaces would take a text in `media:content` for that of an entry without one.
    ...(image ? [mediaContent(content === undefined ? withoutText(image) : image)] : []),
  ];
}

function withoutText({ alt: _, ...image }: ArticleImage): ArticleImage {
  return image;
}
