import { isDeepStrictEqual } from "node:util";
import type { ArticleRecord, StoreDocument } from "../../domain/store-document.ts";
import { siteInstant } from "../site-instant.ts";
import { articleId } from "./article-id.ts";
import type { FieldChange } from "./difference.ts";
import type { Draft } from "./draft.ts";
import { draftRecord, type SourceFields } from "./draft-record.ts";
import { knownArticles } from "./known-articles.ts";
import { UNTIL_RELEASED } from "./until-released.ts";

/** A draft, with the column that it goes to where it is new. */
export interface Filed {
  readonly draft: Draft;
  readonly column: string;
  /** The document it was read from. */
  readonly from: string;
}

/** What became of one draft. */
export interface Outcome {
  readonly outcome: "added" | "updated" | "unchanged" | "refused";
  readonly id: string;
  readonly title: string;
  readonly from: string;
  /** What a source says that the store did not. */
  readonly changes: readonly FieldChange[];
  /** Why it was refused. */
  readonly reasons: readonly string[];
}

export interface TakeInOptions {
  readonly now: Date;
  /** New articles wait for `release`. */
  readonly embargo: boolean;
}

/** Returns `store` with what `filed` says taken in, and what became of each. Whether that is a good store is for its check to say. */
export function takeIn(
  store: StoreDocument,
  filed: readonly Filed[],
  { now, embargo }: TakeInOptions,
): { store: StoreDocument; outcomes: readonly Outcome[] } {
  const { timeZone, authority } = store.site;
  const known = knownArticles(store.articles, authority);
  const articles = [...store.articles];
  const places = new Map(articles.map(({ id }, index) => [id, index]));

  const outcomes = filed.map(({ draft, column, from }, index): Outcome => {
    // A millisecond apart, so that what has no date keeps its order and no two entries share an instant.
    const instant = siteInstant(new Date(now.getTime() - index), timeZone);
    const fields = draftRecord(draft, timeZone);
    const old = known.find(draft, fields);
    const date = fields.published?.slice(0, 10);
    const record = old
      ? updatedRecord(old, fields, instant)
      : {
          id: articleId(draft, { authority, date, isTaken: known.has }),
          column,
          updated: draft.updated && draft.updated <= now ? siteInstant(draft.updated, timeZone) : instant,
          ...fields,
          ...(embargo && { published: UNTIL_RELEASED }),
        };
    const changes = fieldChanges(old ?? {}, record);
    const told = { id: record.id, title: record.title, from, changes, reasons: [] };
    if (record === old) return { ...told, outcome: "unchanged" };

    known.add(record, old);
    const place = places.get(record.id) ?? articles.length;
    places.set(record.id, place);
    articles[place] = record;
    return { ...told, outcome: old ? "updated" : "added" };
  });

  const isChanged = outcomes.some(({ outcome }) => outcome === "added" || outcome === "updated");
  return { store: isChanged ? { ...store, articles } : store, outcomes };
}

/** Returns `old` with what a source says now; `old` itself where that is nothing new. What waits goes on waiting. */
function updatedRecord(old: ArticleRecord, fields: SourceFields, instant: string): ArticleRecord {
  const waiting = old.published === UNTIL_RELEASED ? { published: UNTIL_RELEASED } : {};
  const record = { ...old, ...fields, ...keptOfPeople(old, fields), ...waiting };
  return fieldChanges(old, record).length > 0 ? { ...record, updated: instant } : old;
}

/** A source that names somebody without the office or address that is known takes neither away. */
function keptOfPeople(old: ArticleRecord, { authors, editors, source }: SourceFields): Partial<SourceFields> {
  const kept = (before: ArticleRecord["authors"], people: NonNullable<ArticleRecord["authors"]>) =>
    people.map((person) => ({ ...before?.find(({ name }) => name === person.name), ...person }));
  return {
    ...(authors && { authors: kept(old.authors, authors) }),
    ...(editors && { editors: kept(old.editors, editors) }),
    ...(source && { source: { ...(old.source?.name === source.name && old.source), ...source } }),
  };
}

function fieldChanges(old: Partial<ArticleRecord>, record: ArticleRecord): FieldChange[] {
  const fields = new Map(Object.entries(old));
  return Object.entries(record).flatMap(([field, after]) => {
    const before = fields.get(field);
    if (field === "id" || field === "updated" || isDeepStrictEqual(before, after)) return [];
    return [before === undefined ? { field, after } : { field, before, after }];
  });
}
