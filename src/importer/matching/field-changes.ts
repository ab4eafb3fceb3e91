import { isDeepStrictEqual } from "node:util";
import type { Person, StoredArticle } from "../../domain/article.ts";
import { articleRecord } from "../../domain/article-record.ts";
import { isDraft } from "../../domain/draft-date.ts";
import { toUri } from "../../domain/uri.ts";
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

/** The fields that are the store's own. */
const OWN_FIELDS: readonly string[] = ["id", "updated", "added"];

/**
 * Returns `article` with the changed fields, updated at `instant`; `article` itself if it has these values
 * already. A draft stays a draft, whatever date the source has.
 */
export function updatedArticle(
  article: StoredArticle,
  changed: Partial<SourceFields>,
  instant: Date,
): StoredArticle {
  const oldValues = new Map<string, unknown>(Object.entries(article));
  const changes = Object.entries({ ...changed, ...withKnownDetails(article, changed) }).filter(
    ([field, value]) =>
      !(field === "published" && isDraft(article)) && !isSameValue(field, oldValues.get(field), value),
  );
  return changes.length === 0 ? article : { ...article, ...Object.fromEntries(changes), updated: instant };
}

/**
 * Keeps what is known of people, the source and the picture where the new value names the same and says less: the
 * role and address of people, the address of the source, the size, type and description of the picture.
 */
function withKnownDetails(
  article: StoredArticle,
  { authors, editors, source, image }: Partial<SourceFields>,
): Partial<SourceFields> {
  const isSameImage = article.image && image && toUri(article.image.url) === toUri(image.url);
  const knownImage = isSameImage ? article.image : undefined;
  const detailed = (known: readonly Person[], people: readonly Person[]) =>
    people.map((person) => ({ ...known.find(({ name }) => name === person.name), ...person }));
  return {
    ...(authors && { authors: detailed(article.authors, authors) }),
    ...(editors && { editors: detailed(article.editors, editors) }),
    ...(source && { source: { ...(article.source?.name === source.name && article.source), ...source } }),
    ...(knownImage && { image: { ...knownImage, ...image, url: knownImage.url } }),
  };
}

function isSameValue(field: string, before: unknown, after: unknown): boolean {
  if (typeof before !== "string" || typeof after !== "string") return isDeepStrictEqual(before, after);
  // An address can be written in several ways.
  return field === "url" ? toUri(before) === toUri(after) : before === after;
}

/**
 * Returns the fields in which `after` differs from `before`, except those that the store sets by itself; all if it is new. Dates
 * are written in `timeZone`; a field that `after` no longer has becomes an empty text.
 */
export function fieldChanges(
  before: StoredArticle | undefined,
  after: StoredArticle,
  timeZone: string,
): FieldChange[] {
  const oldValues = Object.entries(before ? articleRecord(before, timeZone) : {});
  const oldValue = new Map(oldValues);
  const newValues = Object.entries(articleRecord(after, timeZone));
  const changed = newValues.flatMap(([field, value]): FieldChange[] => {
    const old = oldValue.get(field);
    if (OWN_FIELDS.includes(field) || isDeepStrictEqual(old, value)) return [];
    return [old === undefined ? { field, after: value } : { field, before: old, after: value }];
  });
  const kept = new Set(newValues.map(([field]) => field));
  const removed = oldValues.filter(([field]) => !kept.has(field));
  return [...changed, ...removed.map(([field, value]) => ({ field, before: value, after: "" }))];
}
