import { type FieldChange, fieldChanges } from "../../importer/matching/field-changes.ts";
import type { ArticleRecord } from "../../store/json-file/store-document.ts";

/** Returns what `after` says otherwise than `before`: a field that it no longer has becomes empty. */
export function recordChanges(before: ArticleRecord, after: ArticleRecord): FieldChange[] {
  const cleared = Object.entries(before).filter(([field]) => !Object.hasOwn(after, field));
  return [
    ...fieldChanges(before, after),
    ...cleared.map(([field, value]) => ({ field, before: value, after: "" })),
  ];
}
