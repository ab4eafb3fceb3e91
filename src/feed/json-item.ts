import type { ArticleImage, Person } from "../domain/article.ts";
import type { Entry } from "../domain/entry.ts";
import { count, instant, listOf, named, object, text, uri, type ValueOf } from "../domain/json-schema.ts";

/** Somebody named by an article. JSON Feed itself has no `about`. */
export const personSchema = object({ name: text }, { about: text, url: uri });
export const person = named<Person>("Person", personSchema);

/** The fields that an item of JSON Feed 1.1 always has here, and those that it has where they are known. */
export const itemFields = {
  required: { id: text, url: uri, title: text, date_modified: instant, language: text },
  optional: {
    external_url: uri,
    summary: text,
    content_html: text,
    content_text: text,
    date_published: instant,
    authors: listOf(person),
    tags: listOf(text),
    image: uri,
  },
};

type ItemSchema = ReturnType<typeof object<typeof itemFields.required, typeof itemFields.optional>>;
/** An item of JSON Feed 1.1; what is not known is absent. */
export type JsonItem = ValueOf<ItemSchema>;

/** Returns `entry` as a JSON Feed item. */
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
    ...(entry.image && { image: entry.image.url }),
  };
}

/** What is known of a picture besides its address, which alone is in `image`. */
export const imageDetailsSchema = object({}, { width: count, height: count, type: text, alt: text });

/** Returns what is known of a picture besides its address; `undefined` if nothing is. */
export function imageDetails(
  image: ArticleImage | undefined,
): ValueOf<typeof imageDetailsSchema> | undefined {
  const { url: _, ...details } = image ?? { url: "" };
  return Object.keys(details).length > 0 ? details : undefined;
}

/** Returns `person` as an author of JSON Feed, which has no field for a role. */
export function jsonAuthor({ name, url }: Person): Person {
  return { name, ...(url !== undefined && { url }) };
}
