import type { Person } from "../domain/article.ts";
import type { Entry } from "../domain/entry.ts";

/** An item of JSON Feed 1.1; what is not known is absent. */
export interface JsonItem {
  readonly id: string;
  readonly url: string;
  readonly external_url?: string;
  readonly title: string;
  readonly summary?: string;
  readonly content_html?: string;
  readonly content_text?: string;
  readonly date_published?: string;
  readonly date_modified: string;
  readonly authors?: readonly JsonAuthor[];
  readonly tags?: readonly string[];
  readonly language: string;
  readonly image?: string;
}

/** An author in JSON Feed 1.1. */
export interface JsonAuthor {
  readonly name: string;
  readonly url?: string;
}

/** Returns `entry` in the words of a JSON Feed item. */
export function jsonItem(entry: Entry): JsonItem {
  return {
    id: entry.id,
    url: entry.url,
    ...(entry.externalUrl !== undefined && { external_url: entry.externalUrl }),
    title: entry.title,
    ...(entry.summary !== undefined && { summary: entry.summary }),
    ...(entry.content !== undefined && { content_html: entry.content }),
    ...(entry.published && { date_published: entry.published.toISOString() }),
    date_modified: entry.updated.toISOString(),
    ...(entry.authors.length > 0 && { authors: entry.authors.map(jsonAuthor) }),
    ...(entry.tags.length > 0 && { tags: entry.tags.map(({ label }) => label) }),
    language: entry.language,
    ...(entry.image !== undefined && { image: entry.image }),
  };
}

/** Returns `person` as an author of JSON Feed, which has no place for an office. */
export function jsonAuthor({ name, url }: Person): JsonAuthor {
  return { name, ...(url !== undefined && { url }) };
}
