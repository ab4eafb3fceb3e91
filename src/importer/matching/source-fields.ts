import { formatInstant } from "../../domain/format-instant.ts";
import { toUri } from "../../domain/uri.ts";
import type { ArticleRecord } from "../../store/json-file/store-document.ts";
import { digest } from "../digest.ts";
import type { Draft } from "../draft.ts";

/** The fields of an article that come from its source; id, column and date of change are the store's own. */
export type SourceFields = Omit<ArticleRecord, "id" | "column" | "updated">;

/** Returns the fields of `draft` in the form in which the store keeps them; fields without a value are absent. */
export function sourceFields(draft: Draft, timeZone: string): SourceFields {
  const { title, authors, editors, source, url, published, summary, tags, image } = draft;
  return {
    title,
    ...(authors.length > 0 && { authors: authors.map((person) => ({ ...person })) }),
    ...(editors.length > 0 && { editors: editors.map((person) => ({ ...person })) }),
    ...(source && { source }),
    ...(url !== undefined && { url: toUri(url) }),
    ...(published && { published: formatInstant(published, timeZone) }),
    ...(summary !== undefined && { summary }),
    ...(draft.content !== undefined && { content: draft.content }),
    ...(tags.length > 0 && { tags: [...tags] }),
    ...(draft.language !== undefined && { language: draft.language }),
    ...(image !== undefined && { image: toUri(image) }),
  };
}

/** Returns a digest of each field, for telling in the next import which fields the source has changed. */
export function fieldDigests(fields: object): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, digest(JSON.stringify(value))]),
  );
}
