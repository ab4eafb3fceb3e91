import type { Filter } from "../../domain/filter.ts";
import { type Parameters, parameters } from "./candidates.ts";
import type { Query } from "./database.ts";
import { type ListName, listPair } from "./list-name.ts";
import type { ListKind } from "./rows.ts";

/** The last change of an article, as `lastChange` returns it, of the table `articles`. */
export const LAST_CHANGE = "max(articles.updated, coalesce(articles.head ->> 'published', articles.updated))";

/** What is known of a list: how much of it is visible, and its dates for Last-Modified. */
export interface ListFacts {
  readonly kind: ListKind;
  readonly name: string;
  /** How many of its articles are visible. */
  readonly count: number;
  /** The place and the instant of its newest visible article. */
  readonly newest: number | null;
  readonly newest_instant: number | null;
  readonly modified: number;
  readonly lost: number;
  readonly is_former: number;
  /** The last change of its newest visible articles, where that was asked for. */
  readonly changed?: number | null;
}

/** The columns of {@linkcode ListFacts}, of the table `lists`. Only what is published later has to be counted. */
function factColumns(visible: string): string {
  const newest = `iif(lists.newest <= ${visible}, lists.newest,
    (SELECT max(place) FROM filings WHERE list = lists.number AND place <= ${visible}))`;
  return `lists.kind, lists.name, lists.modified, lists.lost, lists.former IS NOT NULL AS is_former,
    lists.count - iif(lists.newest <= ${visible}, 0,
      (SELECT count(*) FROM filings WHERE list = lists.number AND place > ${visible})) AS count,
    ${newest} AS newest, (SELECT instant FROM articles WHERE place = ${newest}) AS newest_instant`;
}

/** The column `changed` of {@linkcode ListFacts}: that of the `count` newest articles; none where that is 0. */
function changedColumn(visible: string, count: number): string {
  if (count === 0) return "";
  return `, (SELECT max(${LAST_CHANGE}) FROM (
      SELECT place FROM filings WHERE list = lists.number AND place <= ${visible} ORDER BY place DESC LIMIT ${count}
    ) AS newest CROSS JOIN articles ON articles.place = newest.place) AS changed`;
}

/** Returns the query for the facts of lists; those that do not exist are left out. */
export function listFactsQuery(lists: readonly ListName[], visible: number, { changesOf = 0 } = {}): Query {
  const added = parameters();
  const names = added.add(JSON.stringify(lists.map(listPair)));
  const place = added.add(visible);
  const sql = `SELECT ${factColumns(place)}${changedColumn(place, changesOf)} FROM json_each(${names}) AS names
    CROSS JOIN lists ON lists.kind = names.value ->> 0 AND lists.name = names.value ->> 1`;
  return { sql, parameters: added.values };
}

/**
 * Returns the queries for the first `limit` lists of a kind in the order of their newest articles: those without
 * articles that are published later, and those with some, whose order is another one now.
 */
export function newestListsQueries(
  kind: ListKind,
  limit: number,
  visible: number,
  { changesOf = 0 } = {},
): readonly [Query, Query] {
  const select = (condition: (added: Parameters, place: string) => string) => {
    const added = parameters();
    const place = added.add(visible);
    const sql = `SELECT ${factColumns(place)}${changedColumn(place, changesOf)} FROM lists
      WHERE kind = ${added.add(kind)} AND ${condition(added, place)}
      ORDER BY lists.newest DESC, lists.name LIMIT ${added.add(limit)}`;
    return { sql, parameters: added.values };
  };
  return [select((_, place) => `lists.newest <= ${place}`), select((_, place) => `lists.newest > ${place}`)];
}

/** Returns `lists` in the order of their newest articles, then of their names, without those that have none. */
export function inOrderOfNewest(lists: readonly ListFacts[]): readonly ListFacts[] {
  return lists
    .filter(({ count }) => count > 0)
    .sort((a, b) => (b.newest ?? 0) - (a.newest ?? 0) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** Returns the query for the newest visible articles of lists, so many of each. */
export function newestHeadsQuery(lists: readonly ListName[], count: number, visible: number): Query {
  const added = parameters();
  const [names, place] = [added.add(JSON.stringify(lists.map(listPair))), added.add(visible)];
  const sql = `SELECT lists.kind, lists.name, articles.id, articles.head, articles.place
    FROM json_each(${names}) AS names
    CROSS JOIN lists ON lists.kind = names.value ->> 0 AND lists.name = names.value ->> 1
    CROSS JOIN filings ON filings.list = lists.number AND filings.place IN (
      SELECT place FROM filings AS newest WHERE newest.list = lists.number AND newest.place <= ${place}
      ORDER BY newest.place DESC LIMIT ${added.add(count)}
    )
    CROSS JOIN articles ON articles.place = filings.place`;
  return { sql, parameters: added.values };
}

/** A row of the answer to a {@linkcode newestHeadsQuery}. */
export interface NewestHeadRow {
  readonly kind: ListKind;
  readonly name: string;
  readonly id: string;
  readonly head: string;
  readonly place: number;
}

/** Returns the lists that a filter, and what it is within, include. */
export function listsOf({ columns = [], authors = [], tags = [], within }: Filter): readonly ListName[] {
  return [
    ...columns.map((name): ListName => ({ kind: "column", name })),
    ...authors.map((name): ListName => ({ kind: "author", name })),
    ...tags.map((name): ListName => ({ kind: "tag", name })),
    ...(within ? listsOf(within) : []),
  ];
}
