import {
  type Article,
  type ArticleHead,
  type ArticleImage,
  type ArticleSource,
  lastChange,
  type Person,
} from "./article.ts";
import { articlePath } from "./paths.ts";
import { type Column, type Site, tagUri } from "./site.ts";

/** How much of an article an entry holds. */
export type Detail = "full" | "summary";

/** A category of entries: the column, or a tag. */
interface Category {
  /** Stays the same when the label changes. */
  readonly term: string;
  readonly label: string;
  /** The address below which all terms of its kind are. */
  readonly scheme: string;
}

/** An article as every format presents it, with absolute addresses. */
export interface Entry {
  /** The `guid` of the article, or else {@linkcode tagUri}: the same in every column and year. */
  readonly id: string;
  /** The `tag:` URI of the article's own id. */
  readonly tagUri: string;
  /** The article's page in this service. */
  readonly url: string;
  /** The original page. */
  readonly externalUrl?: string;
  readonly title: string;
  /** Plain text, as it was written. */
  readonly summary?: string;
  /** The beginning of the content as plain text, also where the content itself is left out. */
  readonly excerpt?: string | undefined;
  /** HTML. */
  readonly content?: string;
  readonly published?: Date;
  readonly updated: Date;
  /** When an article of unknown publication came into the store, where it was edited since. */
  readonly added?: Date;
  readonly authors: readonly Person[];
  readonly editors: readonly Person[];
  /** Where the article first appeared. */
  readonly source?: ArticleSource;
  readonly column: Category;
  readonly tags: readonly Category[];
  readonly language: string;
  readonly image?: ArticleImage;
}

/** What an entry is made from besides its article. */
export interface EntryContext {
  readonly site: Site;
  readonly columns: readonly Column[];
  /** Scheme and host of every address in the entry. */
  readonly origin: string;
}

/** Returns the entry of a whole article. */
export function fullEntry(article: Article, context: EntryContext): Entry {
  const entry = entryOf(article, context);
  return article.body ? { ...entry, content: article.body.html } : entry;
}

/** Returns the entry of an article without its content; its excerpt becomes the summary where it has none. */
export function summaryEntry(head: ArticleHead, context: EntryContext): Entry {
  const entry = entryOf(head, context);
  const summary = entry.summary ?? entry.excerpt;
  return summary === undefined ? entry : { ...entry, summary };
}

/** Returns the entry of an article without its content. */
function entryOf(head: ArticleHead, { site, columns, origin }: EntryContext): Entry {
  const { column, url, image, summary, excerpt, published, added, source } = head;
  const tag = tagUri(site, head.id);
  return {
    id: head.guid ?? tag,
    tagUri: tag,
    url: `${origin}${articlePath(head.id)}`,
    ...(url !== undefined && { externalUrl: url }),
    title: head.title,
    ...(summary !== undefined && { summary }),
    ...(excerpt !== undefined && { excerpt }),
    ...(published && { published }),
    updated: lastChange(head),
    ...(added && !published && added < head.updated && { added }),
    authors: head.authors,
    editors: head.editors,
    ...(source && { source }),
    column: {
      term: column,
      label: columns.find(({ slug }) => slug === column)?.title ?? column,
      scheme: `${origin}/columns/`,
    },
    tags: head.tags.map((tag) => ({ term: tag, label: tag, scheme: `${origin}/tags/` })),
    language: head.language ?? site.language,
    ...(image !== undefined && { image }),
  };
}
