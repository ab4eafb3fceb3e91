import { isDeepStrictEqual } from "node:util";
import type { FieldChange } from "../../cli/terminal/word-diff.ts";
import type { ArticleRecord } from "../../store/json-file/store-document.ts";

/** Returns what `record` says otherwise than it did before, or says at all where it is new. */
export function fieldChanges(before: ArticleRecord | undefined, record: ArticleRecord): FieldChange[] {
  const fields = new Map(Object.entries(before ?? {}));
  return Object.entries(record).flatMap(([field, after]) => {
    const old = fields.get(field);
    if (field === "id" || field === "updated" || isDeepStrictEqual(old, after)) return [];
    return [old === undefined ? { field, after } : { field, before: old, after }];
  });
}
