import type { StoredArticle } from "../../domain/article.ts";
import { imageRecord } from "../../domain/article-record.ts";
import { formatInstant } from "../../domain/format-instant.ts";
import { toUri } from "../../domain/uri.ts";
import { digest } from "../digest.ts";
import type { Draft } from "../draft.ts";

type OwnFields = "id" | "guid" | "column" | "updated" | "added";

/** The fields of an article that come from its source; ids, column and date of change are the store's own. */
export type SourceFields = Pick<StoredArticle, "title"> & Partial<Omit<StoredArticle, OwnFields>>;

/** Returns the fields of `draft` in the form in which the store keeps them; fields without a value are absent. */
export function sourceFields(draft: Draft): SourceFields {
  const { title, authors, editors, source, url, published, summary, content, tags, language, image } = draft;
  return {
    title,
    ...(authors.length > 0 && { authors }),
    ...(editors.length > 0 && { editors }),
    ...(source && { source }),
    ...(url !== undefined && { url: toUri(url) }),
    ...(published && { published }),
    ...(summary !== undefined && { summary }),
    ...(content !== undefined && { content }),
    ...(tags.length > 0 && { tags }),
    ...(language !== undefined && { language }),
    ...(image && { image: { ...image, url: toUri(image.url) } }),
  };
}

/**
 * Returns a digest of each field, for telling in the next import which fields the source has changed. A date is
 * digested as it is written in `timeZone`.
 */
export function fieldDigests(
  fields: Partial<SourceFields>,
  timeZone: string,
): Readonly<Record<string, string>> {
  // As the store writes it.
  const digestibleFields = { ...fields, ...(fields.image && { image: imageRecord(fields.image) }) };
  return Object.fromEntries(
    Object.entries(digestibleFields).map(([field, value]) => [
      field,
      digest(JSON.stringify(value instanceof Date ? formatInstant(value, timeZone) : value)),
    ]),
  );
}
