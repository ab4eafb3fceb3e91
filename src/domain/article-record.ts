import type { ArticleImage, ArticleSource, Person, StoredArticle } from "./article.ts";
import { isDraft } from "./draft-date.ts";
import { formatInstant } from "./format-instant.ts";
import { omitUndefined } from "./omit-undefined.ts";

/** An article as plain values. */
interface PlainArticle {
  id: string;
  guid?: string;
  column: string;
  updated: string;
  added?: string;
  title: string;
  authors?: Person[];
  editors?: Person[];
  source?: ArticleSource;
  url?: string;
  published?: string;
  summary?: string;
  content?: string;
  tags?: string[];
  language?: string;
  image?: string | ArticleImage;
}

/**
 * Returns `article` as plain values, as a JSON file holds it and operators see it. What is unknown is absent; dates
 * are in RFC 3339 in `timeZone`, and that of a draft as it is known.
 */
export function articleRecord(article: StoredArticle, timeZone: string): PlainArticle {
  const { published, added } = article;
  return omitUndefined<PlainArticle>({
    id: article.id,
    guid: article.guid,
    column: article.column,
    updated: formatDate(article.updated, timeZone),
    added: added && formatDate(added, timeZone),
    title: article.title,
    authors: listUnlessEmpty(article.authors),
    editors: listUnlessEmpty(article.editors),
    source: article.source,
    url: article.url,
    published: published && formatDate(published, timeZone),
    summary: article.summary,
    content: article.content,
    tags: listUnlessEmpty(article.tags),
    language: article.language,
    image: article.image && imageRecord(article.image),
  });
}

/** Returns `image` as a plain value: its address, if only that is known. */
export function imageRecord(image: ArticleImage): string | ArticleImage {
  return Object.keys(image).length === 1 ? image.url : image;
}

function listUnlessEmpty<Item>(items: readonly Item[]): Item[] | undefined {
  return items.length > 0 ? [...items] : undefined;
}

function formatDate(instant: Date, timeZone: string): string {
  // The same in every store, so that a draft is found by eye.
  return isDraft({ published: instant }) ? "9999-12-31T00:00:00Z" : formatInstant(instant, timeZone);
}
