import { excerpt } from "../html/excerpt.ts";
import { absoluteMarkup } from "../html/markup.ts";
import { type Article, lastChange, type Person } from "./article.ts";
import { articlePath } from "./paths.ts";
import { type Column, type Site, tagUri } from "./site.ts";
import { xmlSafeText } from "./text.ts";
import { toUri } from "./uri.ts";

/** How much of an article an entry holds. */
export type Detail = "full" | "summary";

/** A name that entries are filed under, with the address of what else is. */
export interface Category {
  /** Stays when the label changes. */
  readonly term: string;
  readonly label: string;
  /** Below which all terms of its kind are. */
  readonly scheme: string;
}

/** An article as every format presents it: with absolute addresses, and text that each of them can carry. */
export interface Entry {
  /** A `tag:` URI: the same in every format, column and year. */
  readonly id: string;
  /** The article's page in this service. */
  readonly url: string;
  /** The original page. */
  readonly externalUrl?: string;
  readonly title: string;
  /** Plain text. */
  readonly summary?: string;
  /** HTML. */
  readonly content?: string;
  readonly published?: Date;
  readonly updated: Date;
  readonly authors: readonly Person[];
  readonly editors: readonly Person[];
  /** Where the article first appeared. */
  readonly source?: { readonly name: string; readonly url?: string };
  readonly column: Category;
  readonly tags: readonly Category[];
  readonly language: string;
  readonly image?: string;
}

/** What an entry needs to know besides its article. */
export interface EntryContext {
  readonly site: Site;
  readonly columns: readonly Column[];
  /** Scheme and host of every address in the entry. */
  readonly origin: string;
}

/** Returns the entry of `article`; a `summary` entry has no content, and the content's beginning for want of a summary. */
export function entryOf(article: Article, detail: Detail, { site, columns, origin }: EntryContext): Entry {
  const { title, column, url, image, content, summary } = article;
  const page = `${origin}${articlePath(article.id)}`;
  const html = content === undefined ? undefined : absoluteMarkup(xmlSafeText(content), url ?? page);
  const text =
    summary ?? (detail === "summary" && html !== undefined ? excerpt(html) || undefined : undefined);
  return {
    id: tagUri(site, article.id),
    url: page,
    ...(url !== undefined && { externalUrl: toUri(url) }),
    title: xmlSafeText(title),
    ...(text !== undefined && { summary: xmlSafeText(text) }),
    ...(html !== undefined && detail === "full" && { content: html }),
    ...(article.published && { published: article.published }),
    updated: lastChange(article),
    authors: article.authors.map(legalPerson),
    editors: article.editors.map(legalPerson),
    ...(article.source && { source: legalPerson(article.source) }),
    column: {
      term: column,
      label: xmlSafeText(columns.find(({ slug }) => slug === column)?.title ?? column),
      scheme: `${origin}/columns/`,
    },
    tags: article.tags.map((tag) => ({
      term: xmlSafeText(tag),
      label: xmlSafeText(tag),
      scheme: `${origin}/tags/`,
    })),
    language: article.language ?? site.language,
    ...(image !== undefined && { image: toUri(image) }),
  };
}

function legalPerson({ name, about, url }: Person): Person {
  return {
    name: xmlSafeText(name),
    ...(about !== undefined && { about: xmlSafeText(about) }),
    ...(url !== undefined && { url: toUri(url) }),
  };
}
