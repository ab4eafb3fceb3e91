import type { Item } from "feed";
import type { Entry } from "../domain/entry.ts";
import { excerpt } from "../html/excerpt.ts";
import { type Channel, FEED_MAX_AGE } from "./channel.ts";
import { FEED_FORMATS } from "./feed-format.ts";
import { type Hold, libraryDocument } from "./library-document.ts";
import { rdfExtension } from "./rdf-extension.ts";
import { element, serialize, type XmlElement } from "./xml.ts";

const MEDIA = "http://search.yahoo.com/mrss/";
const ATOM = "http://www.w3.org/2005/Atom";
const DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";
const CONTENT = "http://purl.org/rss/1.0/modules/content/";

/** Returns `channel` as RSS 2.0, after the RSS Board's Best Practices Profile. */
export function rss(channel: Channel): string {
  const root = libraryDocument("rss2", (hold) => ({
    options: {
      id: hold(channel.id),
      title: hold(channel.title),
      description: hold(channel.description),
      link: hold(channel.home),
      language: hold(channel.language),
      copyright: hold(channel.rights ?? ""),
      updated: channel.updated,
      generator: "Lanmu",
      docs: "https://www.rssboard.org/rss-specification",
      ttl: FEED_MAX_AGE / 60,
      feedLinks: { rss: hold(channel.self) },
      ...(channel.image !== undefined && { image: hold(channel.image) }),
      ...(channel.hub !== undefined && { hub: hold(channel.hub) }),
    },
    items: channel.entries.map((entry) => libraryItem(entry, hold)),
  }));
  return serialize(finishedRoot(root, channel));
}

function libraryItem(entry: Entry, hold: Hold): Item {
  const summary = descriptionOf(entry);
  return {
    title: hold(entry.title),
    id: hold(entry.id),
    guid: hold(entry.id),
    link: hold(entry.url),
    // Required by the library, which would otherwise fail (field note 7); an unknown date is taken out below.
    date: entry.published ?? entry.updated,
    ...(summary !== undefined && { description: hold(escapeHtml(summary)) }),
    ...(entry.content !== undefined && { content: hold(entry.content) }),
    category: [entry.column, ...entry.tags].map(({ label, scheme }) => ({
      name: hold(label),
      domain: hold(scheme),
    })),
  };
}

function finishedRoot(root: XmlElement, channel: Channel): XmlElement {
  // Field note 3: the library declares namespaces only for what it has seen, so they are declared here, once.
  const namespaces = {
    "xmlns:atom": ATOM,
    "xmlns:content": CONTENT,
    "xmlns:dc": DUBLIN_CORE,
    "xmlns:media": MEDIA,
  };
  const children = root.children.map((child) =>
    typeof child === "string" ? child : finishedChannel(child, channel),
  );
  return element("rss", { version: "2.0", ...namespaces }, ...children);
}

function finishedChannel({ name, attributes, children }: XmlElement, channel: Channel): XmlElement {
  const entries = channel.entries.values();
  const finished = children.flatMap((child) => {
    if (typeof child === "string") return [];
    if (child.name === "copyright" && channel.rights === undefined) return [];
    if (child.name === "atom:link" && child.attributes.rel === "self") {
      return [element(child.name, { ...child.attributes, type: FEED_FORMATS.rss.type })];
    }
    const entry = child.name === "item" ? entries.next().value : undefined;
    return [entry ? finishedItem(child, entry, channel) : child];
  });
  return element(name, attributes, ...finished);
}

function finishedItem(
  { name, attributes, children }: XmlElement,
  entry: Entry,
  channel: Channel,
): XmlElement {
  // The library writes a date even where none is known.
  const known = children.filter(
    (child) => typeof child !== "string" && (child.name !== "pubDate" || entry.published !== undefined),
  );
  return element(
    name,
    attributes,
    ...known,
    // Field note 2: RSS wants an e-mail address in `author`, so names stand in `dc:creator`.
    ...entry.authors.map((person) => element("dc:creator", {}, person.name)),
    ...entry.editors.map((person) => element("dc:contributor", {}, person.name)),
    ...(entry.source === undefined ? [] : [element("dc:source", {}, entry.source.name)]),
    ...(entry.language === channel.language ? [] : [element("dc:language", {}, entry.language)]),
    ...(entry.externalUrl === undefined
      ? []
      : [element("atom:link", { rel: "via", type: "text/html", href: entry.externalUrl })]),
    element("atom:updated", {}, entry.updated.toISOString()),
    ...(entry.image === undefined ? [] : [element("media:content", { url: entry.image, medium: "image" })]),
    ...rdfExtension(entry, channel.publisher),
  );
}

/** Readers and validators expect a description before the content, so the content's beginning stands in for one. */
function descriptionOf({ title, summary, content }: Entry): string | undefined {
  return summary ?? (content === undefined ? undefined : excerpt(content) || title);
}

/** A description is HTML, so plain text is escaped once more than a title is. */
function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
