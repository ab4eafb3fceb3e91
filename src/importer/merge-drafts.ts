import { DRAFT_DATE } from "../domain/draft-date.ts";
import { formatInstant } from "../domain/format-instant.ts";
import type { ArticleRecord, StoreDocument } from "../store/json-file/store-document.ts";
import { articleId } from "./article-id.ts";
import type { FiledDraft } from "./file-drafts.ts";
import type { ImportedVersion, ImportStateReader } from "./import-state.ts";
import { changedFields, type FieldChange, fieldChanges, updatedRecord } from "./matching/field-changes.ts";
import type { UnchangedSource } from "./matching/import-history.ts";
import { type IdentifiedDraft, matchArticles } from "./matching/match-articles.ts";
import type { SourceFields } from "./matching/source-fields.ts";

/** What happened to one draft. */
export interface Outcome {
  readonly outcome: "added" | "updated" | "unchanged" | "refused";
  readonly id: string;
  readonly title: string;
  /** The column of the article; absent if none is known. */
  readonly column?: string;
  readonly from: string;
  /** The fields of the article that changed. */
  readonly changes: readonly FieldChange[];
  /** Why the draft was refused. */
  readonly reasons: readonly string[];
}

export interface MergeOptions {
  readonly now: Date;
  /** Add new articles as drafts, which are not published. */
  readonly asDrafts: boolean;
  /** What is known from earlier imports. */
  readonly state?: ImportStateReader;
  /** The sources that have not changed and were not read again. */
  readonly unchanged?: readonly UnchangedSource[];
}

interface MergedDrafts {
  readonly store: StoreDocument;
  /** One for each draft, in the order of the drafts. */
  readonly outcomes: readonly Outcome[];
  /** One for each draft that was not refused. */
  readonly versions: readonly ImportedVersion[];
}

const NO_STATE: ImportStateReader = { get: () => undefined };

/**
 * Returns `store` with the drafts merged into it: each updates the article that it matches or becomes a new one.
 * The result is not checked. It is `store` itself if nothing changes.
 */
export function mergeDrafts(
  store: StoreDocument,
  filed: readonly FiledDraft[],
  { now, asDrafts, state = NO_STATE, unchanged = [] }: MergeOptions,
): MergedDrafts {
  const { authority, timeZone } = store.site;
  const { drafts, known } = matchArticles(store, filed, { state, unchanged });
  const articles = new Map(store.articles.map((article) => [article.id, article]));
  const changedFieldsOf = changedFields(state);

  const merged = drafts.map((draft) => {
    const { identity, from, index } = draft;
    // One millisecond apart: articles without a date keep their order, and no two entries have the same instant.
    const instant = new Date(now.getTime() - index);
    const old = known.find(identity);
    const id = old?.id ?? articleId(identity, { authority, isTaken: known.has });
    if (!old && draft.column === undefined) return { index, outcome: missingColumn(id, draft) };
    const { changed, digests } = changedFieldsOf({ ...draft, id });
    const record = old
      ? updatedRecord(old, applicableFields(draft, changed, old), formatInstant(instant, timeZone))
      : newRecord(id, draft, { now: instant, asDraft: asDrafts, timeZone });
    known.add(record, identity);
    articles.set(id, record);
    const changes = old === record ? [] : fieldChanges(old, record);
    const kind = old === record ? "unchanged" : old ? "updated" : "added";
    const { title, column } = record;
    const outcome: Outcome = { outcome: kind, id, title, column, from, changes, reasons: [] };
    const { sourceId } = identity;
    const version = { id, from, ...(sourceId !== undefined && { sourceId }), fields: digests };
    return { index, outcome, version };
  });

  const isChanged = merged.some(({ outcome }) => outcome.changes.length > 0);
  return {
    store: isChanged ? { ...store, articles: [...articles.values()] } : store,
    outcomes: merged.toSorted((a, b) => a.index - b.index).map(({ outcome }) => outcome),
    versions: merged.flatMap(({ version }) =>
      version ? [{ ...version, updated: articles.get(version.id)?.updated ?? "" }] : [],
    ),
  };
}

/** The outcome for a new article without a column. */
function missingColumn(id: string, { draft: { title }, from }: IdentifiedDraft): Outcome {
  const reason = "names no column of the store; give one with --column";
  return { outcome: "refused", id, title, from, changes: [], reasons: [reason] };
}

/** Returns the changed fields that a draft may set: a reference only adds to an article that has its text. */
function applicableFields(
  { isReference, tags = [] }: IdentifiedDraft,
  changed: Partial<SourceFields>,
  old: ArticleRecord,
): Partial<SourceFields> {
  const isMissing = ([field]: [string, unknown]) => !Object.hasOwn(old, field);
  const applicable: Partial<SourceFields> =
    isReference && old.content !== undefined
      ? Object.fromEntries(Object.entries(changed).filter(isMissing))
      : changed;
  return { ...applicable, ...withTags(applicable.tags ?? old.tags, tags) };
}

function newRecord(
  id: string,
  { draft: { updated }, column = "", fields, tags = [] }: IdentifiedDraft,
  { now, asDraft, timeZone }: { readonly now: Date; readonly asDraft: boolean; readonly timeZone: string },
): ArticleRecord {
  return {
    id,
    column,
    updated: formatInstant(updated && updated <= now ? updated : now, timeZone),
    ...fields,
    ...withTags(fields.tags, tags),
    ...(asDraft && { published: DRAFT_DATE }),
  };
}

function withTags(own: readonly string[] | undefined, added: readonly string[]): { tags?: string[] } {
  return added.length === 0 ? {} : { tags: [...new Set([...(own ?? []), ...added])] };
}
