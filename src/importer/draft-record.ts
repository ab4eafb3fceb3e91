import { formatInstant } from "../domain/format-instant.ts";
import { toUri } from "../domain/uri.ts";
import type { ArticleRecord } from "../store/json-file/store-document.ts";
import type { Draft } from "./draft.ts";

/** The fields of a record that a source decides; the rest is the store's own. */
export type SourceFields = Omit<ArticleRecord, "id" | "column" | "updated">;

/** Returns what `draft` says, as the store writes it. */
export function draftRecord(draft: Draft, timeZone: string): SourceFields {
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
