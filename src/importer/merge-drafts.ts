import type { FieldChange } from "../cli/terminal/word-diff.ts";
import { DRAFT_DATE } from "../domain/draft-date.ts";
import { formatInstant } from "../domain/format-instant.ts";
import type { ArticleRecord, StoreDocument } from "../store/json-file/store-document.ts";
import { articleId } from "./article-id.ts";
import { fieldChanges } from "./changes/field-changes.ts";
import { sourceNews } from "./changes/source-news.ts";
import { updatedRecord } from "./changes/updated-record.ts";
import type { Draft } from "./draft.ts";
import type { SourceFields } from "./draft-record.ts";
import type { RememberedArticle, SourceMemory } from "./import-state.ts";
import type { Held } from "./matching/held-articles.ts";
import { type Recognisable, recognition } from "./matching/recognition.ts";

/** A draft, with the column that it goes to where it is new; one without is only for what the store has. */
export interface FiledDraft {
  readonly draft: Draft;
  readonly column?: string;
  /** The document it was read from. */
  readonly from: string;
  /** It is all that there is in a file. */
  readonly isWholeFile?: boolean;
  /** The operator's, besides those of the source. */
  readonly tags?: readonly string[];
}

/** What became of one draft. */
export interface Outcome {
  readonly outcome: "added" | "updated" | "unchanged" | "refused";
  readonly id: string;
  readonly title: string;
  /** Where it is, or would be; absent where nobody says. */
  readonly column?: string;
  readonly from: string;
  /** What a source says that the store did not. */
  readonly changes: readonly FieldChange[];
  /** Why it was refused. */
  readonly reasons: readonly string[];
}

/** What is to be remembered of an article as one document says it. */
export interface ImportedVersion extends RememberedArticle {
  readonly id: string;
  readonly from: string;
}

export interface MergeOptions {
  readonly now: Date;
  /** New articles wait for `release`. */
  readonly embargo: boolean;
  /** What the sources said before. */
  readonly memory?: Pick<SourceMemory, "of">;
  /** The documents that are as they were, and were not read again. */
  readonly held?: readonly Held[];
}

export interface MergedDrafts {
  readonly store: StoreDocument;
  /** One for each draft, in their order. */
  readonly outcomes: readonly Outcome[];
  readonly learned: readonly ImportedVersion[];
}

/** Returns `store` with what `filed` says taken in. Whether that is a good store is for its check to say. */
export function mergeDrafts(
  store: StoreDocument,
  filed: readonly FiledDraft[],
  { now, embargo, memory = { of: () => undefined }, held = [] }: MergeOptions,
): MergedDrafts {
  const { authority, timeZone } = store.site;
  const { drafts, known } = recognition(store, filed, { memory, held });
  const articles = new Map(store.articles.map((article) => [article.id, article]));
  const hear = sourceNews(memory);

  const taken = drafts.map((draft) => {
    const { identity, from, index } = draft;
    // A millisecond apart, so that what has no date keeps its order and no two entries share an instant.
    const instant = new Date(now.getTime() - index);
    const old = known.find(identity);
    const id = old?.id ?? articleId(identity, { authority, isTaken: known.has });
    if (!old && draft.column === undefined) return { index, outcome: homeless(id, draft) };
    const { news, said } = hear({ ...draft, id });
    const record = old
      ? updatedRecord(old, heard(draft, news, old), formatInstant(instant, timeZone))
      : newRecord(id, draft, { now: instant, embargo, timeZone });
    known.take(record, identity);
    articles.set(id, record);
    const changes = old === record ? [] : fieldChanges(old, record);
    const kind = old === record ? "unchanged" : old ? "updated" : "added";
    const { title, column } = record;
    const outcome: Outcome = { outcome: kind, id, title, column, from, changes, reasons: [] };
    const { sourceId } = identity;
    const learned = { id, from, ...(sourceId !== undefined && { sourceId }), fields: said };
    return { index, outcome, learned };
  });

  const isChanged = taken.some(({ outcome }) => outcome.changes.length > 0);
  return {
    store: isChanged ? { ...store, articles: [...articles.values()] } : store,
    outcomes: taken.toSorted((a, b) => a.index - b.index).map(({ outcome }) => outcome),
    learned: taken.flatMap(({ learned }) =>
      learned ? [{ ...learned, updated: articles.get(learned.id)?.updated ?? "" }] : [],
    ),
  };
}

/** A new article has to go somewhere. */
function homeless(id: string, { draft: { title }, from }: Recognisable): Outcome {
  const reason = "names no column of the store; say one with --column";
  return { outcome: "refused", id, title, from, changes: [], reasons: [reason] };
}

/** Returns what of the news of a draft counts: what only mentions an article says nothing against its text. */
function heard(
  { isMention, tags = [] }: Recognisable,
  news: Partial<SourceFields>,
  old: ArticleRecord,
): Partial<SourceFields> {
  const isMissing = ([field]: [string, unknown]) => !Object.hasOwn(old, field);
  const counting: Partial<SourceFields> =
    isMention && old.content !== undefined
      ? Object.fromEntries(Object.entries(news).filter(isMissing))
      : news;
  return { ...counting, ...joined(counting.tags ?? old.tags, tags) };
}

/** Returns a new article as its draft says it. */
function newRecord(
  id: string,
  { draft: { updated }, column = "", fields, tags = [] }: Recognisable,
  { now, embargo, timeZone }: { readonly now: Date; readonly embargo: boolean; readonly timeZone: string },
): ArticleRecord {
  return {
    id,
    column,
    updated: formatInstant(updated && updated <= now ? updated : now, timeZone),
    ...fields,
    ...joined(fields.tags, tags),
    ...(embargo && { published: DRAFT_DATE }),
  };
}

function joined(own: readonly string[] | undefined, operators: readonly string[]): { tags?: string[] } {
  return operators.length === 0 ? {} : { tags: [...new Set([...(own ?? []), ...operators])] };
}
