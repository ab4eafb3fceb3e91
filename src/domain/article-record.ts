import type { ArticleSource, Person, StoredArticle } from "./article.ts";
import { isDraft } from "./draft-date.ts";
import { formatInstant } from "./format-instant.ts";

/** An article as plain values. */
interface PlainArticle {
  id: string;
  column: string;
  updated: string;
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
  image?: string;
}

/**
 * Returns `article` as plain values, as a JSON file holds it and operators see it. What is unknown is absent; dates
 * are in RFC 3339 in `timeZone`, and that of a draft as it is known.
 */
export function articleRecord(article: StoredArticle, timeZone: string): PlainArticle {
  const { id, column, updated, title, authors, editors, tags, source, published, ...texts } = article;
  return {
    id,
    column,
    updated: formatDate(updated, timeZone),
    title,
    ...(authors.length > 0 && { authors: [...authors] }),
    ...(editors.length > 0 && { editors: [...editors] }),
    ...(source && { source }),
    ...(texts.url !== undefined && { url: texts.url }),
    ...(published && { published: formatDate(published, timeZone) }),
    ...(texts.summary !== undefined && { summary: texts.summary }),
    ...(texts.content !== undefined && { content: texts.content }),
    ...(tags.length > 0 && { tags: [...tags] }),
    ...(texts.language !== undefined && { language: texts.language }),
    ...(texts.image !== undefined && { image: texts.image }),
  };
}

function formatDate(instant: Date, timeZone: string): string {
  // The same in every store, so that a draft is found by eye.
  return isDraft({ published: instant }) ? "9999-12-31T00:00:00Z" : formatInstant(instant, timeZone);
}
