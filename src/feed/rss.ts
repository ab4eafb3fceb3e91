import type { Entry } from "../domain/entry.ts";
import { type Channel, FEED_MAX_AGE, pageLinks } from "./channel.ts";
import { FEED_FORMATS } from "./feed-format.ts";
import { fillElements, libraryTemplate, PLACEHOLDER_DATES, placeholder } from "./library-template.ts";
import { mediaContent } from "./media-content.ts";
import { element, type XmlElement, xmlOf } from "./xml.ts";

/** The library declares a namespace only where it has seen its elements, so all of them are declared here. */
const START =
  '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"' +
  ' xmlns:atom="http://www.w3.org/2005/Atom"' +
  ' xmlns:content="http://purl.org/rss/1.0/modules/content/"' +
  ' xmlns:dc="http://purl.org/dc/elements/1.1/"' +
  ' xmlns:media="http://search.yahoo.com/mrss/">\n<channel>\n';

const TEMPLATE = libraryTemplate({
  format: "rss2",
  options: {
    id: placeholder("id"),
    title: placeholder("title"),
    description: placeholder("description"),
    link: placeholder("home"),
    language: placeholder("language"),
    copyright: placeholder("rights"),
    updated: PLACEHOLDER_DATES.updated,
    generator: "Lanmu",
    docs: "https://www.rssboard.org/rss-specification",
    ttl: FEED_MAX_AGE / 60,
    feedLinks: { rss: placeholder("self") },
    image: placeholder("image"),
    hub: placeholder("hub"),
  },
  item: {
    title: placeholder("title"),
    id: placeholder("id"),
    guid: placeholder("id"),
    link: placeholder("url"),
    // Required by the library; the element is left out where the date is unknown.
    date: PLACEHOLDER_DATES.published,
    description: placeholder("description"),
    content: placeholder("content"),
    category: [{ name: placeholder("category"), domain: placeholder("scheme") }],
  },
  correct: (xml) =>
    xml
      .replace(/rel="self"(?! type)/, `rel="self" type="${FEED_FORMATS.rss.type}"`)
      .replace('isPermaLink="false"', `isPermaLink="${placeholder("isPermaLink")}"`),
});

/** Writes a channel as RSS 2.0, after the RSS Board's Best Practices Profile, around entries from {@linkcode rssItem}. */
export function rss(channel: Channel, items: readonly string[]): string {
  const values = {
    title: channel.title,
    description: channel.description,
    home: channel.home,
    language: channel.language,
    rights: channel.rights,
    updated: channel.updated.toUTCString(),
    self: channel.self,
    image: channel.image,
    hub: channel.hub,
  };
  // Its title and link are those of the channel, so it has values without an image too.
  const lists = { image: channel.image === undefined ? [] : [values] };
  const links = pageLinks(channel).map(
    ({ rel, href }) => `${xmlOf(element("atom:link", { rel, type: FEED_FORMATS.rss.type, href }))}\n`,
  );
  const elements = fillElements(TEMPLATE.channel, values, lists) + links.join("");
  return `${START}${elements}${items.join("")}</channel>\n</rss>\n`;
}

/** Writes an entry of a channel in `siteLanguage` as an RSS item. */
export function rssItem(entry: Entry, siteLanguage: string): string {
  const description = descriptionOf(entry);
  const values = {
    title: entry.title,
    id: entry.id,
    isPermaLink: String(entry.id === entry.url),
    url: entry.url,
    published: entry.published?.toUTCString(),
    description: description === undefined ? undefined : escapeHtml(description),
    content: entry.content,
  };
  const lists = {
    category: [entry.column, ...entry.tags].map(({ label, scheme }) => ({ category: label, scheme })),
  };
  let item = `<item>\n${fillElements(TEMPLATE.entry, values, lists)}`;
  for (const extension of extensions(entry, siteLanguage)) item += `${xmlOf(extension)}\n`;
  return `${item}</item>\n`;
}

/** Returns the elements that the library does not write. */
function extensions(entry: Entry, siteLanguage: string): XmlElement[] {
  const { id, tagUri, authors, editors, source, language, externalUrl, updated, image } = entry;
  return [
    // For imports: the other id of an article that has two.
    ...(id === tagUri ? [] : [element("dc:identifier", {}, tagUri)]),
    // RSS wants an e-mail address in `author`, and the library writes a name there; `dc:creator` carries names.
    ...authors.map(({ name }) => element("dc:creator", {}, name)),
    ...editors.map(({ name }) => element("dc:contributor", {}, name)),
    ...(source ? [element("dc:source", {}, source.name)] : []),
    ...(language === siteLanguage ? [] : [element("dc:language", {}, language)]),
    ...(externalUrl === undefined
      ? []
      : [element("atom:link", { rel: "via", type: "text/html", href: externalUrl })]),
    element("atom:updated", {}, updated.toISOString()),
    ...(image ? [mediaContent(image)] : []),
  ];
}

/** Readers and validators expect a description beside the content, so the excerpt stands in for a missing summary. */
function descriptionOf({ title, summary, excerpt, content }: Entry): string | undefined {
  return summary ?? (content === undefined ? undefined : (excerpt ?? title));
}

/** A description is HTML, so plain text is escaped once more than a title is. */
function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
