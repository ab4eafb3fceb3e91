import {
  type Article,
  type ArticleHead,
  type ArticleImage,
  lastChange,
  type Person,
  type StoredArticle,
} from "../domain/article.ts";
import { formatForReaders } from "../domain/format-for-readers.ts";
import type { NamedFeed } from "../domain/named-feed.ts";
import type { Column, Site } from "../domain/site.ts";
import { xmlSafeText } from "../domain/text.ts";
import { toUri } from "../domain/uri.ts";
import type { SearchedArticle } from "../domain/word-search.ts";
import { excerptOf } from "../html/excerpt.ts";
import { absoluteMarkup, plainText } from "../html/markup.ts";
import { pageBody } from "../html/page-body.ts";
import { messagesFor } from "../messages/messages.ts";

/**
 * Derives what is served of an article from what was written: its head and every form of its body, with addresses
 * as URIs and without characters that XML cannot carry. Slow: it parses the content several times.
 */
export function deriveArticle(stored: StoredArticle, site: Site): Article {
  const head = deriveHead(stored, site);
  if (stored.content === undefined) return head;

  const html = absoluteMarkup(xmlSafeText(stored.content), head.url);
  const excerpt = excerptOf(html);
  const tableLabel = messagesFor(site.language).table;
  return {
    ...head,
    ...(excerpt !== "" && { excerpt }),
    body: {
      html,
      text: plainText(html),
      pageHtml: pageBody(html, { url: head.url, language: head.language ?? site.language, tableLabel }),
    },
  };
}

/** Derives the head of an article from what was written, without its excerpt, which takes long. */
export function deriveHead(
  { content, guid, summary, source, url, image, ...stored }: StoredArticle,
  site: Site,
): ArticleHead {
  return {
    ...stored,
    ...(guid !== undefined && { guid: xmlSafeText(guid) }),
    title: xmlSafeText(stored.title),
    authors: stored.authors.map(derivePerson),
    editors: stored.editors.map(derivePerson),
    tags: stored.tags.map(xmlSafeText),
    ...(summary !== undefined && { summary: xmlSafeText(summary) }),
    ...(source && { source: derivePerson(source) }),
    ...(url !== undefined && { url: toUri(url) }),
    ...(image && { image: deriveImage(image) }),
    dateTexts: {
      ...(stored.published && { published: formatForReaders(stored.published, site) }),
      changed: formatForReaders(lastChange(stored), site),
    },
    hasBody: content !== undefined,
  };
}

/** Derives what words are looked up in, as in the whole article, which takes longer. */
export function deriveSearchedArticle(stored: StoredArticle): SearchedArticle {
  const { title, summary, authors, editors, source, tags, content } = stored;
  return {
    title: xmlSafeText(title),
    ...(summary !== undefined && { summary: xmlSafeText(summary) }),
    authors: authors.map(derivePerson),
    editors: editors.map(derivePerson),
    ...(source && { source: derivePerson(source) }),
    tags: tags.map(xmlSafeText),
    ...(content !== undefined && { body: { text: plainText(xmlSafeText(content)) } }),
  };
}

/** Derives what is served of a site from what was written. */
export function deriveSite({ rights, image, hub, ...site }: Site): Site {
  return {
    ...site,
    title: xmlSafeText(site.title),
    description: xmlSafeText(site.description),
    publisher: derivePerson(site.publisher),
    ...(rights !== undefined && { rights: xmlSafeText(rights) }),
    ...(image !== undefined && { image: toUri(image) }),
    ...(hub !== undefined && { hub: toUri(hub) }),
  };
}

/** Derives what is served of a column from what was written. */
export function deriveColumn({ slug, title, description }: Column): Column {
  return {
    slug,
    title: xmlSafeText(title),
    ...(description !== undefined && { description: xmlSafeText(description) }),
  };
}

/** Derives what is served of a named feed: all but characters that XML cannot carry. */
export function deriveFeed({ title, description, ...feed }: NamedFeed): NamedFeed {
  return {
    ...feed,
    title: xmlSafeText(title),
    ...(description !== undefined && { description: xmlSafeText(description) }),
  };
}

function deriveImage({ url, alt, ...image }: ArticleImage): ArticleImage {
  return { ...image, url: toUri(url), ...(alt !== undefined && { alt: xmlSafeText(alt) }) };
}

function derivePerson({ name, about, url }: Person): Person {
  return {
    name: xmlSafeText(name),
    ...(about !== undefined && { about: xmlSafeText(about) }),
    ...(url !== undefined && { url: toUri(url) }),
  };
}
