import { isDeepStrictEqual } from "node:util";
import type { StoredArticle } from "../../domain/article.ts";
import type { WordSearch } from "../../domain/word-search.ts";
import { InvalidStoreError } from "../invalid-store-error.ts";
import { wholeSecond } from "../json-file/modification-dates.ts";
import type { StoreFacts } from "../store-contents.ts";
import { articleQueries, bodyBytes, type PlacedChange } from "./article-queries.ts";
import { type Counters, readCounters, readLists } from "./counters.ts";
import type { Database, Query } from "./database.ts";
import { articleFiling, type EncodedArticle, encodeArticle } from "./encode-article.ts";
import type { FormerChanges } from "./former-names.ts";
import {
  changedLists,
  changeFormer,
  type FilingChange,
  haveSameLists,
  touchedLists,
} from "./list-changes.ts";
import { type ListName, listKey, SITE_LIST } from "./list-name.ts";
import { dayQueries, listQueries, newestQueries } from "./list-queries.ts";
import { readMoved } from "./moved-articles.ts";
import { newPlaces } from "./new-places.ts";
import type { StoreRow } from "./rows.ts";
import { SEQ_GAP } from "./sequence.ts";
import type { ArticleChange, StoreChanges } from "./store-changes.ts";
import { isSameDerivation, redirectQueries, removedQueries, storeQuery } from "./store-queries.ts";

/** What changes are written with. */
interface WriteContext {
  /** How messages name the store. */
  readonly name: string;
  /** The store as it was when the transaction began. */
  readonly store: StoreRow;
  readonly facts: StoreFacts;
  readonly former: FormerChanges;
  readonly search: WordSearch;
  readonly now: Date;
  /** The date of the store after it; `now` where it is absent. */
  readonly updated?: Date | undefined;
  /** Encodes an article; `encodeArticle` where it is absent. */
  readonly encode?: ((article: StoredArticle) => EncodedArticle) | undefined;
  /** Up to which article everything has been derived again, where only that is written; `null` for all. */
  readonly derivedUpTo?: number | null | undefined;
}

/** The largest text or row, in bytes; D1 refuses those of 2,000,000. */
const MAX_ROW_BYTES = 1_900_000;

/**
 * Returns the queries that write `changes`. They are to be run in one batch; it fails, and changes nothing, where the
 * store is not as it was when the transaction began.
 *
 * @throws {InvalidStoreError} if an article is too large for a row
 */
export async function writeChanges(
  db: Database,
  changes: StoreChanges,
  { name, store, facts, former, search, now, updated, encode, derivedUpTo }: WriteContext,
): Promise<Query[]> {
  const filings = changes.articles.map(filingChange);
  const named = [...former.ended, ...former.returned];
  const counters = await readCounters(db, [...touchedLists(filings), ...named], now);
  const modified = modifiedDate(store, counters, now);
  const lists = new Map(changedLists(filings, { rows: counters.lists, lastNumber: counters.list, modified }));
  changeFormer(lists, former, counters, modified);

  const placed = await placeChanges(db, changes.articles, filings, now);
  const moved = await readMoved(db, placed.moved);
  const others = await readLists(db, unknownLists(moved, lists));
  const numbers = new Map([...others, ...lists.values()].map((row) => [listKey(row), row.number]));
  const numberOf = (list: ListName) => {
    const number = numbers.get(listKey(list));
    if (number === undefined) throw new Error(`There is no list for the ${list.kind} "${list.name}"`);
    return number;
  };

  const isDerivedOtherwise = derivedUpTo !== undefined || !isSameDerivation(facts.site, changes.site);
  const encoded = changes.articles.map(
    ({ after }) => after && (encode ? encode(after) : encodeArticle(after, changes.site, search)),
  );
  requireRowsOfSize(name, changes.articles, encoded);
  let seq = counters.article;
  const nextSeq = () => {
    seq += SEQ_GAP;
    return seq;
  };
  const placedChanges = changes.articles.map(({ before, after, seq: given }, index): PlacedChange => {
    const [filing, code, place] = [filings[index], encoded[index], placed.places[index]];
    return {
      seq: given ?? before?.seq ?? nextSeq(),
      before: before && filing?.before && { ...before, filing: filing.before },
      after: after &&
        filing?.after &&
        code && { article: after, filing: filing.after, place: place ?? null, encoded: code },
      // Its rows are written again where they get another number.
      isSameText:
        !isDerivedOtherwise &&
        (given === undefined || given === before?.seq) &&
        isSameText(before?.article, after),
      isInSameLists: filing?.before && filing.after ? haveSameLists(filing.before, filing.after) : false,
    };
  });

  const touched = [...lists.values(), ...others];
  return [
    storeQuery(changes, { store, facts, updated: updated ?? now, modified, derivedUpTo }),
    ...listQueries([...lists.values()]),
    ...articleQueries(placedChanges, moved, {
      numberOf,
      siteList: numberOf(SITE_LIST),
      modified,
    }),
    ...newestQueries(touched),
    ...dayQueries(filings),
    ...removedQueries(changes, counters),
    ...(changes.redirects === facts.redirects ? [] : redirectQueries(changes.redirects)),
  ];
}

function filingChange({ before, after }: ArticleChange): FilingChange {
  return { before: before && articleFiling(before.article), after: after && articleFiling(after) };
}

/** Returns the date for Last-Modified of what is changed now: later than all before it, whatever the clock. */
function modifiedDate({ modified }: StoreRow, { newestInstant }: Counters, now: Date): number {
  const latest = Math.max(modified, newestInstant === null ? 0 : wholeSecond(newestInstant));
  return Math.max(wholeSecond(now.getTime()), latest + 1000);
}

/** Returns the place of each changed article, `null` for a draft, and the new places of those that make room. */
async function placeChanges(
  db: Database,
  changes: readonly ArticleChange[],
  filings: readonly FilingChange[],
  now: Date,
) {
  const keeps = changes.map(({ before }, index) => {
    const filing = filings[index];
    const isKept = filing?.after && !filing.after.isDraft && filing.before?.instant === filing.after.instant;
    return isKept ? (before?.place ?? null) : null;
  });
  const unplaced = changes.flatMap(({ after }, index) => {
    const filing = filings[index]?.after;
    return after && filing && !filing.isDraft && keeps[index] === null
      ? [{ id: after.id, instant: filing.instant }]
      : [];
  });
  if (unplaced.length === 0) return { places: keeps, moved: new Map<number, number>() };
  const { byId, moved } = await newPlaces(db, unplaced, now);
  const ownPlaces = new Set(changes.map(({ before }) => before?.place));
  return {
    places: changes.map(({ after }, index) => {
      const kept = keeps[index];
      if (typeof kept === "number") return moved.get(kept) ?? kept;
      return byId.get(after?.id ?? "") ?? null;
    }),
    // Those that are changed themselves are written with their places.
    moved: new Map([...moved].filter(([from]) => !ownPlaces.has(from))),
  };
}

function unknownLists(
  moved: readonly { readonly lists: readonly ListName[] }[],
  known: ReadonlyMap<string, unknown>,
): readonly ListName[] {
  const lists = new Map(
    moved.flatMap((article) => article.lists.map((list) => [listKey(list), list] as const)),
  );
  return [...lists].flatMap(([key, list]) => (known.has(key) ? [] : [list]));
}

/** Tells whether at most dates differ, so that body, keys and words are the same. */
function isSameText(before: StoredArticle | undefined, after: StoredArticle | undefined): boolean {
  if (!before || !after) return false;
  // The day of publication is part of a key.
  const undated = ({ updated: _, added: __, ...article }: StoredArticle) => article;
  return isDeepStrictEqual(undated(before), undated(after));
}

function requireRowsOfSize(
  name: string,
  changes: readonly ArticleChange[],
  encoded: readonly (EncodedArticle | undefined)[],
): void {
  const findings = changes.flatMap(({ after }, index) => {
    const code = encoded[index];
    if (!after || !code) return [];
    const texts = [JSON.stringify([code.head, code.written]), code.tokens];
    // Bytes are sent as hexadecimal digits.
    const columns = Object.values(code.body).map((bytes: Uint8Array | null) => 2 * (bytes?.length ?? 0));
    const size = Math.max(
      bodyBytes(code.body),
      ...columns,
      ...texts.map((text) => Buffer.byteLength(JSON.stringify(text))),
    );
    if (size <= MAX_ROW_BYTES) return [];
    const message = `found an article that takes ${(size / 1e6).toFixed(1)} MB, where D1 takes at most 2 MB; shorten it, or split it`;
    return [{ pointer: "/content", article: after.id, message }];
  });
  if (findings.length > 0) throw new InvalidStoreError(name, findings);
}
