import { isDeepStrictEqual } from "node:util";
import { isDraft } from "../../domain/draft-date.ts";
import { toUri } from "../../domain/uri.ts";
import type { ArticleRecord } from "../../store/json-file/store-document.ts";
import type { ImportStateReader } from "../import-state.ts";
import type { SourceFields } from "./source-fields.ts";

/** The old and the new value of one field of an article. */
export interface FieldChange {
  readonly field: string;
  /** Absent if the article had no such field. */
  readonly before?: unknown;
  readonly after: unknown;
}

/** The values that one document has for the fields of one article. */
interface SourceRecord {
  /** The article's id in the store. */
  readonly id: string;
  readonly from: string;
  readonly fields: SourceFields;
  /** A digest of each field. */
  readonly digests: Readonly<Record<string, string>>;
}

/** What to take from a source record. */
interface FieldUpdate {
  /** The fields that the article is to get. */
  readonly changed: Partial<SourceFields>;
  /** The digests of the fields that this document decides, for the next import. */
  readonly digests: Readonly<Record<string, string>>;
}

/**
 * Returns a function that finds which fields of a source record have changed since the last import. A field has
 * changed if the same source had another value for it, or none; so an operator's correction stays until the
 * source changes the field. If several sources change a field in one import, the first of them decides; if one
 * document lists an article twice, its first record does.
 */
export function changedFields(state: ImportStateReader): (record: SourceRecord) => FieldUpdate {
  const seen = new Set<string>();
  const isFirst = (...key: readonly string[]) => {
    const size = seen.size;
    return seen.add(key.join("\n")).size > size;
  };

  return ({ id, from, fields, digests }) => {
    const oldDigests = state.get(from)?.articles[id]?.fields ?? {};
    const own = Object.entries(fields).filter(([field]) => isFirst(id, from, field));
    const changed = own.filter(([field]) => oldDigests[field] !== digests[field] && isFirst(id, field));
    return {
      changed: Object.fromEntries(changed),
      digests: Object.fromEntries(own.map(([field]) => [field, digests[field] ?? ""])),
    };
  };
}

/** How to compare fields whose value can be written in several ways. */
const COMPARED_AS = new Map<string, (text: string) => unknown>([
  ["published", (text) => Date.parse(text)],
  ["url", (text) => toUri(text)],
  ["image", (text) => toUri(text)],
]);

/**
 * Returns `article` with the changed fields, updated at `instant`; `article` itself if it has these values
 * already. A draft stays a draft, whatever date the source has.
 */
export function updatedRecord(
  article: ArticleRecord,
  changed: Partial<SourceFields>,
  instant: string,
): ArticleRecord {
  const oldValues = new Map<string, unknown>(Object.entries(article));
  const changes = Object.entries({ ...changed, ...withKnownDetails(article, changed) }).filter(
    ([field, value]) =>
      !(field === "published" && isDraft(article)) && !isSameValue(field, oldValues.get(field), value),
  );
  return changes.length === 0 ? article : { ...article, ...Object.fromEntries(changes), updated: instant };
}

/** Keeps the known role and address of people, and the address of the source, where the new value has only a name. */
function withKnownDetails(
  article: ArticleRecord,
  { authors, editors, source }: Partial<SourceFields>,
): Partial<SourceFields> {
  const detailed = (known: ArticleRecord["authors"], people: NonNullable<ArticleRecord["authors"]>) =>
    people.map((person) => ({ ...known?.find(({ name }) => name === person.name), ...person }));
  return {
    ...(authors && { authors: detailed(article.authors, authors) }),
    ...(editors && { editors: detailed(article.editors, editors) }),
    ...(source && { source: { ...(article.source?.name === source.name && article.source), ...source } }),
  };
}

function isSameValue(field: string, before: unknown, after: unknown): boolean {
  const normalized = COMPARED_AS.get(field);
  if (!normalized || typeof before !== "string") return isDeepStrictEqual(before, after);
  return normalized(before) === normalized(String(after));
}

/** Returns the fields in which `after` differs from `before`, except id and date of change; all if it is new. */
export function fieldChanges(before: ArticleRecord | undefined, after: ArticleRecord): FieldChange[] {
  const oldValues = new Map(Object.entries(before ?? {}));
  return Object.entries(after).flatMap(([field, value]) => {
    const old = oldValues.get(field);
    if (field === "id" || field === "updated" || isDeepStrictEqual(old, value)) return [];
    return [old === undefined ? { field, after: value } : { field, before: old, after: value }];
  });
}
