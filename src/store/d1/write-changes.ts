import { isDeepStrictEqual } from "node:util";
import type { StoredArticle } from "../../domain/article.ts";
import { addressKey, type RedirectRule, redirectTargets } from "../../domain/redirect-rule.ts";
import type { Column } from "../../domain/site.ts";
import type { WordSearch } from "../../domain/word-search.ts";
import { deriveColumn, deriveSite } from "../derive-article.ts";
import { InvalidStoreError } from "../invalid-store-error.ts";
import { wholeSecond } from "../json-file/modification-dates.ts";
import { removedHashes } from "./article-keys.ts";
import { articleStatements, bodyBytes, type PlacedChange } from "./article-statements.ts";
import { listKey } from "./count-articles.ts";
import { type Counters, readCounters, readLists } from "./counters.ts";
import { formatRemoved } from "./d1-articles.ts";
import type { ArticleChange, StoreChanges, StoreFacts } from "./d1-transaction.ts";
import { type Database, type Query, query } from "./database.ts";
import { articleFiling, type EncodedArticle, encodeArticle, type ListName } from "./encode-article.ts";
import type { FormerChanges } from "./former-names.ts";
import { jsonParameters, queryEach } from "./json-parameters.ts";
import { changedLists, type FilingChange, haveSameLists, newList, touchedLists } from "./list-changes.ts";
import { readMoved } from "./moved-articles.ts";
import { newPlaces } from "./new-places.ts";
import type { ListRow, ServedColumn, StoreRow } from "./rows.ts";

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
  /** Up to which article everything has been derived again, where only that is written; `null` for all. */
  readonly derivedUpTo?: number | null | undefined;
}

/** The largest text or row, in bytes; D1 refuses those of 2,000,000. */
const MAX_ROW_BYTES = 1_900_000;

/**
 * Returns the statements that write `changes`. They are to be run in one batch; it fails, and changes nothing, where the
 * store is not as it was when the transaction began.
 *
 * @throws {InvalidStoreError} if an article is too large for a row
 */
export async function writeChanges(
  db: Database,
  changes: StoreChanges,
  { name, store, facts, former, search, now, updated, derivedUpTo }: WriteContext,
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
  const encoded = changes.articles.map(({ after }) => after && encodeArticle(after, changes.site, search));
  requireRowsOfSize(name, changes.articles, encoded);
  let seq = counters.article;
  const placedChanges = changes.articles.map(({ before, after }, index): PlacedChange => {
    const [filing, code, place] = [filings[index], encoded[index], placed.places[index]];
    return {
      seq: before?.seq ?? ++seq,
      before: before && filing?.before && { ...before, filing: filing.before },
      after: after &&
        filing?.after &&
        code && { article: after, filing: filing.after, place: place ?? null, encoded: code },
      isSameText: !isDerivedOtherwise && isSameText(before?.article, after),
      isInSameLists: filing?.before && filing.after ? haveSameLists(filing.before, filing.after) : false,
    };
  });

  const touched = [...lists.values(), ...others];
  return [
    storeStatement(changes, { store, facts, updated: updated ?? now, modified, derivedUpTo }),
    ...listStatements([...lists.values()]),
    ...articleStatements(placedChanges, moved, {
      numberOf,
      siteList: numberOf({ kind: "site", name: "" }),
      modified,
    }),
    ...newestStatements(touched),
    ...dayStatements(filings),
    ...removedStatements(changes, counters),
    ...(changes.redirects === facts.redirects ? [] : redirectStatements(changes.redirects)),
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

/** Changes those of `lists`, by their keys, that become former ones or are not any more, and adds them where they are missing. */
function changeFormer(
  lists: Map<string, ListRow>,
  { ended, returned }: FormerChanges,
  counters: Counters,
  modified: number,
): void {
  const existing = new Map(counters.lists.map((row) => [listKey(row), row]));
  const rowOf = (list: ListName) => lists.get(listKey(list)) ?? existing.get(listKey(list));
  let number = Math.max(counters.list, ...[...lists.values()].map((row) => row.number));
  let position = counters.former;
  for (const list of ended) {
    const row = rowOf(list) ?? { ...newList(list, ++number), modified, lost: modified };
    if (row.former === null) lists.set(listKey(list), { ...row, former: ++position });
  }
  for (const list of returned) {
    const row = rowOf(list);
    if (row && row.former !== null) lists.set(listKey(list), { ...row, former: null });
  }
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

/** Tells whether the same is derived of articles for both sites. */
export function isSameDerivation(a: StoreFacts["site"], b: StoreFacts["site"]): boolean {
  return a.language === b.language && a.timeZone === b.timeZone;
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
    const texts = Buffer.byteLength(JSON.stringify([code.head, code.written]));
    // Bytes are sent as hexadecimal digits.
    const columns = Object.values(code.body).map((bytes: Uint8Array | null) => 2 * (bytes?.length ?? 0));
    const size = Math.max(bodyBytes(code.body), texts, Buffer.byteLength(code.normalized), ...columns);
    if (size <= MAX_ROW_BYTES) return [];
    const message = `found ${(size / 1e6).toFixed(1)} MB of text in one article, where D1 takes at most 2 MB; shorten it, or split it`;
    return [{ pointer: "/content", article: after.id, message }];
  });
  if (findings.length > 0) throw new InvalidStoreError(name, findings);
}

function storeStatement(
  { site, columns }: StoreChanges,
  {
    store,
    facts,
    updated,
    modified,
    derivedUpTo = isSameDerivation(facts.site, site) ? store.derived_up_to : 0,
  }: Pick<WriteContext, "store" | "facts" | "derivedUpTo"> & {
    readonly updated: Date;
    readonly modified: number;
  },
): Query {
  const isSiteChanged = site !== facts.site;
  // A column that may not be null, so that the batch fails.
  return query(
    `UPDATE store SET version = CASE version WHEN ?1 THEN version + 1 END, updated = ?2, modified = ?3,
        site_modified = ?4, site = ?5, columns = ?6, served_site = ?7, served_columns = ?8, derived_up_to = ?9`,
    store.version,
    updated.getTime(),
    modified,
    isSiteChanged ? modified : store.site_modified,
    JSON.stringify(site),
    JSON.stringify(columns),
    JSON.stringify(deriveSite(site)),
    JSON.stringify(servedColumns(columns, store, modified)),
    derivedUpTo,
  );
}

/** Returns what is served of `columns`; one that is as it was keeps its date. */
function servedColumns(
  columns: readonly Column[],
  { served_columns }: Pick<StoreRow, "served_columns">,
  modified: number,
): readonly ServedColumn[] {
  const before = JSON.parse(served_columns) as readonly ServedColumn[];
  return columns.map((column) => {
    const served = deriveColumn(column);
    const same = before.find(({ modified: _, ...other }) => isDeepStrictEqual(other, served));
    return { ...served, modified: same?.modified ?? modified };
  });
}

function listStatements(rows: readonly ListRow[]): Query[] {
  return jsonParameters(
    rows.map(({ number, kind, name, count, drafts, modified, lost, former }) => [
      number,
      kind,
      name,
      count,
      drafts,
      modified,
      lost,
      former,
    ]),
  ).map((list) =>
    query(
      `INSERT INTO lists (number, kind, name, count, drafts, modified, lost, former)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7
          FROM json_each(?1) WHERE true
        ON CONFLICT (number) DO UPDATE SET count = excluded.count, drafts = excluded.drafts,
          modified = excluded.modified, lost = excluded.lost, former = excluded.former`,
      list,
    ),
  );
}

/** Returns the statements that keep the newest places of lists, and drop authors and tags that never had an article. */
function newestStatements(rows: readonly ListRow[]): Query[] {
  return jsonParameters(rows.map(({ number }) => number)).flatMap((numbers) => [
    query(
      `UPDATE lists SET newest = CASE kind WHEN 'site' THEN (SELECT max(place) FROM articles)
          ELSE (SELECT max(place) FROM filings WHERE list = number) END
        WHERE number IN (SELECT value FROM json_each(?1))`,
      numbers,
    ),
    query(
      `DELETE FROM lists WHERE number IN (SELECT value FROM json_each(?1))
        AND +kind IN ('author', 'tag') AND count = 0 AND drafts = 0 AND former IS NULL`,
      numbers,
    ),
  ]);
}

function dayStatements(filings: readonly FilingChange[]): Query[] {
  const days = new Map<number, number>();
  for (const { before, after } of filings) {
    if (before && !before.isDraft) days.set(before.day, (days.get(before.day) ?? 0) - 1);
    if (after && !after.isDraft) days.set(after.day, (days.get(after.day) ?? 0) + 1);
  }
  const months = new Map<number, number>();
  for (const [day, count] of days) months.set(monthOf(day), (months.get(monthOf(day)) ?? 0) + count);
  const updatedOfDay = "(SELECT max(updated) FROM articles WHERE articles.day = days.day)";
  const updatedOfMonth =
    "(SELECT max(updated) FROM days WHERE days.day BETWEEN month * 100 AND month * 100 + 99)";
  return [...countStatements("day", days, updatedOfDay), ...countStatements("month", months, updatedOfMonth)];
}

/** Returns the month of a day such as 20261128, such as 202611. */
function monthOf(day: number): number {
  return Math.floor(day / 100);
}

function countStatements(
  key: "day" | "month",
  counts: ReadonlyMap<number, number>,
  updated: string,
): Query[] {
  const table = `${key}s`;
  return jsonParameters([...counts]).flatMap((list) =>
    [
      `INSERT INTO ${table} (${key}, count, updated) SELECT value ->> 0, value ->> 1, 0 FROM json_each(?1) WHERE true
        ON CONFLICT (${key}) DO UPDATE SET count = count + excluded.count`,
      `DELETE FROM ${table} WHERE count = 0 AND ${key} IN (SELECT value ->> 0 FROM json_each(?1))`,
      `UPDATE ${table} SET updated = ${updated} WHERE ${key} IN (SELECT value ->> 0 FROM json_each(?1))`,
    ].map((sql) => query(sql, list)),
  );
}

function removedStatements({ restored, removed }: StoreChanges, counters: Counters): Query[] {
  const rows = removed.map((article, index) => ({ seq: counters.removed + index + 1, article }));
  return [
    ...queryEach(
      `DELETE FROM removed_keys WHERE seq IN
        (SELECT removed.seq FROM json_each(?1) AS ids CROSS JOIN removed ON removed.id = ids.value)`,
      restored,
    ),
    ...queryEach("DELETE FROM removed WHERE id IN (SELECT value FROM json_each(?1))", restored),
    ...queryEach(
      `INSERT INTO removed (seq, id, unpublished, article)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?1)`,
      rows.map(({ seq, article }) => [seq, article.id, article.unpublished ? 1 : 0, formatRemoved(article)]),
    ),
    ...queryEach(
      "INSERT INTO removed_keys SELECT value ->> 0, value ->> 1 FROM json_each(?1)",
      rows.flatMap(({ seq, article }) => [...new Set(removedHashes(article))].map((hash) => [hash, seq])),
    ),
  ];
}

function redirectStatements(rules: readonly RedirectRule[]): Query[] {
  const targets = redirectTargets(rules);
  const rows = rules.map((rule, index) => {
    const key = addressKey(rule.from);
    return [index + 1, key, JSON.stringify(rule), targets.get(key) ?? null];
  });
  return [
    query("DELETE FROM redirects"),
    ...jsonParameters(rows).map((list) =>
      query(
        `INSERT INTO redirects (seq, key, rule, target)
          SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?1)`,
        list,
      ),
    ),
  ];
}
