import type { Item } from "feed";
import type { Person } from "../domain/article.ts";
import type { Entry } from "../domain/entry.ts";
import type { Channel } from "./channel.ts";
import { FEED_FORMATS } from "./feed-format.ts";
import { type Hold, libraryDocument } from "./library-document.ts";
import { rdfExtension } from "./rdf-extension.ts";
import { element, serialize, type XmlElement } from "./xml.ts";

/** Text constructs (RFC 4287 §3.1) that hold plain text here; the library calls titles and summaries HTML. */
const PLAIN_TEXT = new Set(["title", "subtitle", "summary", "rights"]);

/** Returns `channel` as Atom 1.0 (RFC 4287). */
export function atom(channel: Channel): string {
  const root = libraryDocument("atom1", (hold) => ({
    options: {
      id: hold(channel.id),
      title: hold(channel.title),
      description: hold(channel.description),
      link: hold(channel.home),
      copyright: hold(channel.rights ?? ""),
      updated: channel.updated,
      generator: "Lanmu",
      feedLinks: { atom: hold(channel.self) },
      // Field note 16: without an author the library writes an invalid document.
      author: heldPerson(channel.publisher, hold),
      ...(channel.image !== undefined && { image: hold(channel.image) }),
      ...(channel.hub !== undefined && { hub: hold(channel.hub) }),
    },
    items: channel.entries.map((entry) => libraryItem(entry, channel, hold)),
  }));
  return serialize(finishedFeed(root, channel));
}

function libraryItem(entry: Entry, channel: Channel, hold: Hold): Item {
  // RFC 4287 §4.2.1 lets the feed's author stand for an entry's, but newsboat does not look there.
  const authors = entry.authors.length > 0 ? entry.authors : [channel.publisher];
  // RFC 4287 §4.1.1.1: an entry says something besides its title, if only the title again.
  const summary = entry.summary ?? (entry.content === undefined ? entry.title : undefined);
  return {
    title: hold(entry.title),
    id: hold(entry.id),
    link: hold(entry.url),
    // Field note 8: never left out, because the library would write the time of day.
    date: entry.updated,
    ...(entry.published && { published: entry.published }),
    ...(summary !== undefined && { description: hold(summary) }),
    ...(entry.content !== undefined && { content: hold(entry.content) }),
    author: authors.map((person) => heldPerson(person, hold)),
    contributor: entry.editors.map((person) => heldPerson(person, hold)),
    category: [entry.column, ...entry.tags].map(({ term, label, scheme }) => ({
      name: hold(label),
      term: hold(term),
      scheme: hold(scheme),
    })),
  };
}

function heldPerson({ name, url }: Person, hold: Hold): { name: string; link?: string } {
  return { name: hold(name), ...(url !== undefined && { link: hold(url) }) };
}

function finishedFeed({ name, attributes, children }: XmlElement, channel: Channel): XmlElement {
  const entries = channel.entries.values();
  const namespaces = {
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
  };
  const finished = children.flatMap((child) => {
    if (typeof child === "string") return [];
    if (child.name === "rights" && channel.rights === undefined) return [];
    const entry = child.name === "entry" ? entries.next().value : undefined;
    return [entry ? finishedEntry(child, entry, channel) : finishedPart(child)];
  });
  // Field note 11: the library knows no language.
  return element(name, { ...attributes, ...namespaces, "xml:lang": channel.language }, ...finished);
}

function finishedEntry(
  { name, attributes, children }: XmlElement,
  entry: Entry,
  channel: Channel,
): XmlElement {
  const language = entry.language === channel.language ? {} : { "xml:lang": entry.language };
  return element(
    name,
    { ...attributes, ...language },
    ...children.map((child) => (typeof child === "string" ? child : finishedPart(child))),
    ...(entry.externalUrl === undefined
      ? []
      : [element("link", { rel: "via", type: "text/html", href: entry.externalUrl })]),
    ...(entry.source === undefined ? [] : [element("dc:source", {}, entry.source.name)]),
    ...(entry.image === undefined ? [] : [element("media:content", { url: entry.image, medium: "image" })]),
    ...rdfExtension(entry, channel.publisher),
  );
}

function finishedPart(part: XmlElement): XmlElement {
  // Field note 12: plain text is sent as text, so `<` and `&` in a title are not read as markup.
  if (PLAIN_TEXT.has(part.name)) return element(part.name, { type: "text" }, ...part.children);
  return part.name === "link" ? element("link", finishedLink(part.attributes)) : part;
}

// Field note 11: the library types no link, and gives an entry's no relation.
function finishedLink({
  rel = "alternate",
  ...rest
}: Readonly<Record<string, string>>): Record<string, string> {
  const types: Readonly<Record<string, string>> = { alternate: "text/html", self: FEED_FORMATS.atom.type };
  const type = types[rel];
  return { rel, ...(type !== undefined && { type }), ...rest };
}
