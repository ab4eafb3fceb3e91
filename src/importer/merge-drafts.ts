import type { StoredArticle } from "../domain/article.ts";
import { DRAFT_DATE, isDraft } from "../domain/draft-date.ts";
import { formatInstant } from "../domain/format-instant.ts";
import type { RemovedArticle } from "../domain/removed-article.ts";
import type { StoredArticles } from "../store/article-writer.ts";
import { articleId } from "./article-id.ts";
import type { FiledDraft } from "./file-drafts.ts";
import type { ImportedVersion, ImportStateReader } from "./import-state.ts";
import { type Loss, mergeLosses } from "./loss.ts";
import { changedFields, type FieldChange, fieldChanges, updatedArticle } from "./matching/field-changes.ts";
import type { UnchangedSource } from "./matching/import-history.ts";
import { type IdentifiedDraft, matchArticles } from "./matching/match-articles.ts";
import type { SourceFields } from "./matching/source-fields.ts";

/** What happened to one draft. */
export interface Outcome {
  /** A draft of an article that was `removed` from the store is left out. */
  readonly outcome: "added" | "updated" | "unchanged" | "refused" | "removed";
  readonly id: string;
  readonly title: string;
  /** The column of the article; absent if none is known. */
  readonly column?: string;
  readonly from: string;
  /** The fields of the article that changed. */
  readonly changes: readonly FieldChange[];
  /** Why the draft was refused. */
  readonly reasons: readonly string[];
  /** When an article that is not published yet will be: a date in RFC 3339 in the site's time zone. */
  readonly scheduled?: string;
  /** What the document states and the article lacks, without what an earlier outcome for it has; absent if nothing. */
  readonly losses?: readonly Loss[];
}

export interface MergeOptions {
  readonly now: Date;
  /** Add new articles as drafts, which are not published. */
  readonly asDrafts: boolean;
  /** Give new articles ids of this site only, and none under which readers know them from an earlier feed. */
  readonly newIds?: boolean;
  /** What is known from earlier imports. */
  readonly state?: ImportStateReader;
  /** The sources that have not changed and were not read again. */
  readonly unchanged?: readonly UnchangedSource[];
}

interface MergedDrafts {
  /** The articles that are new or have changed. */
  readonly articles: readonly StoredArticle[];
  /** One for each draft, in the order of the drafts. */
  readonly outcomes: readonly Outcome[];
  /** One for each draft that was neither refused nor left out. */
  readonly versions: readonly ImportedVersion[];
}

const NO_STATE: ImportStateReader = { get: () => undefined };

/**
 * Merges drafts with the articles of `store`: each updates the article that it matches or becomes a new one. Returns
 * what is to be put into the store, and changes nothing in it; the articles are not checked.
 */
export async function mergeDrafts(
  store: StoredArticles,
  filed: readonly FiledDraft[],
  { now, asDrafts, newIds = false, state = NO_STATE, unchanged = [] }: MergeOptions,
): Promise<MergedDrafts> {
  const { authority, timeZone } = store.site;
  const { drafts, known } = await matchArticles(store, filed, { state, unchanged });
  const isTaken = async (id: string) =>
    known.has(id) ||
    (await store.get(id)) !== undefined ||
    (await store.findRemoved({ ids: [id] })).length > 0;
  const changedFieldsOf = changedFields(state);
  const notesOf = outcomeNotes(now, timeZone);
  const merged = new Map<string, StoredArticle>();
  const [addedIds, changedIds] = [new Set<string>(), new Set<string>()];
  const outcomes: Outcome[] = [];
  const versions: Omit<ImportedVersion, "updated">[] = [];

  for (const draft of drafts) {
    const { identity, from, index } = draft;
    const match = known.find(identity);
    if (match?.removed && !draft.isNamed) {
      known.leaveOut(match.removed, identity);
      outcomes[index] = leftOut(match.removed, draft);
      continue;
    }
    const old = match?.article;
    // A title does not tell that it is the same, and no other article gets the id of a removed one.
    const removed = match?.removed && !match.isByTitle ? match.removed : undefined;
    const id = (old ?? removed)?.id ?? (await articleId(identity, { authority, isTaken }));
    const column = old?.column ?? draft.column;
    if (column === undefined) {
      outcomes[index] = missingColumn(id, draft);
      continue;
    }
    // One millisecond apart: articles without a date keep their order, and no two entries have the same instant.
    const instant = new Date(now.getTime() - index);
    const { changed, digests } = changedFieldsOf({ ...draft, id });
    if (!old) addedIds.add(id);
    // An article that the store has, or had, keeps the id under which it has been served.
    const isKnown = !addedIds.has(id) || old?.guid !== undefined;
    const guid = removed ? removed.guid : isKnown || newIds ? undefined : draft.draft.guid;
    const isTakenGuid = guid !== undefined && !removed && known.hasGuid(guid);
    const changedArticle = old
      ? updatedArticle(old, applicableFields(draft, changed, old), instant)
      : newArticle(draft, { id, column, now: instant, asDraft: asDrafts });
    const article = guid === undefined || isTakenGuid ? changedArticle : { ...changedArticle, guid };
    known.add(article, identity);
    merged.set(id, article);
    if (article !== old) changedIds.add(id);

    const changes = article === old ? [] : fieldChanges(old, article, timeZone);
    const outcome = article === old ? "unchanged" : old ? "updated" : "added";
    const losses = [
      ...(draft.draft.losses ?? []),
      ...(isTakenGuid ? [{ kind: "guid", text: guid } as const] : []),
    ];
    const notes = article === old ? {} : notesOf(article, losses);
    outcomes[index] = { outcome, id, title: article.title, column, from, changes, reasons: [], ...notes };
    const { sourceId } = identity;
    versions.push({ id, from, ...(sourceId !== undefined && { sourceId }), fields: digests });
  }

  return {
    articles: [...merged.values()].filter(({ id }) => changedIds.has(id)),
    outcomes,
    versions: versions.map((version) => {
      const { updated = now } = merged.get(version.id) ?? {};
      return { ...version, updated: formatInstant(updated, timeZone) };
    }),
  };
}

type Notes = Pick<Outcome, "scheduled" | "losses">;

/** Returns a function that returns what an operator should know of an article that a draft with `losses` changed. */
function outcomeNotes(
  now: Date,
  timeZone: string,
): (article: StoredArticle, losses: readonly Loss[] | undefined) => Notes {
  const known = new Set<string>();
  return (article, losses = []) => {
    const { id, published } = article;
    const keyOf = (loss: Loss) => JSON.stringify([id, loss]);
    const found = mergeLosses(losses).filter((loss) => !known.has(keyOf(loss)));
    for (const loss of found) known.add(keyOf(loss));
    return {
      ...(published &&
        published > now &&
        !isDraft(article) && { scheduled: formatInstant(published, timeZone) }),
      ...(found.length > 0 && { losses: found }),
    };
  };
}

/** The outcome for a draft of an article that was removed from the store. */
function leftOut({ id }: RemovedArticle, { draft: { title }, from }: IdentifiedDraft): Outcome {
  return { outcome: "removed", id, title, from, changes: [], reasons: [] };
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
  old: StoredArticle,
): Partial<SourceFields> {
  const values = new Map<string, unknown>(Object.entries(old));
  const isMissing = ([field]: [string, unknown]) => [values.get(field) ?? []].flat().length === 0;
  const applicable: Partial<SourceFields> =
    isReference && old.content !== undefined
      ? Object.fromEntries(Object.entries(changed).filter(isMissing))
      : changed;
  return { ...applicable, ...withTags(applicable.tags ?? old.tags, tags) };
}

interface NewArticle extends Pick<StoredArticle, "id" | "column"> {
  readonly now: Date;
  readonly asDraft: boolean;
}

function newArticle(
  { draft, fields, tags = [] }: IdentifiedDraft,
  { id, column, now, asDraft }: NewArticle,
): StoredArticle {
  const updated = draft.updated && draft.updated <= now ? draft.updated : now;
  return {
    authors: [],
    editors: [],
    tags: [],
    ...fields,
    ...withTags(fields.tags ?? [], tags),
    ...(asDraft && { published: DRAFT_DATE }),
    id,
    column,
    updated,
    ...(draft.added && !draft.published && draft.added < updated && { added: draft.added }),
  };
}

function withTags(own: readonly string[], added: readonly string[]): Pick<SourceFields, "tags"> {
  return added.length === 0 ? {} : { tags: [...new Set([...own, ...added])] };
}
