import type { Cursor } from "../../domain/cursor.ts";
import type { Filter } from "../../domain/filter.ts";
import { MAX_LIMIT, type PageRequest } from "../snapshot.ts";
import { type Candidates, candidates, type Parameters, parameters } from "./candidates.ts";
import type { Query } from "./database.ts";
import { BODY_COLUMNS, type BodyRow, type HeadRow } from "./rows.ts";
import type { WordsExpressions } from "./tokens.ts";

/** What is visible: up to which place, and up to which instant. */
export interface Visible {
  readonly visible: number;
  readonly now: number;
}

/** A row of the answer to a {@linkcode pageQuery}; the forms of the body are there where bodies were asked for. */
export interface PageRow extends HeadRow, Partial<BodyRow> {
  /**
   * An article of the page; the one that follows the last of them, or comes before the first, where the page is asked
   * for by a number.
   */
  readonly part: "page" | "following" | "before";
  readonly place: number;
  readonly instant: number;
  readonly modified: number;
  /** How many articles come before the page: at most one more than its limit. */
  readonly newer: number;
}

/** Returns the query for a page of the articles that match `filter`, whose words are `words`. Its rows are in no order. */
export function pageQuery(
  { filter, words }: Selection,
  request: PageRequest,
  visible: Visible,
  { withBodies }: { readonly withBodies: boolean },
): Query {
  const added = parameters();
  const { limit, number = 1, after, before } = request;
  const from = candidates(filter, added, words && { words });
  const now = added.add(visible.now);
  const parts = [
    "SELECT 'page' AS part, place FROM page",
    "SELECT 'following', place FROM following",
    ...(number > 1 ? [`SELECT 'before', ${START} + 1`] : []),
  ];
  const size = number > 1 || after ? added.add(limit) : SIZE;
  const page = before
    ? from.matching({ above: START, upTo: TOP, order: "ASC", limit: added.add(limit) })
    : from.matching({ above: BOTTOM, upTo: START, limit: size });
  const newer = from.matching({ above: NEWEST, upTo: TOP, order: "ASC", limit: added.add(limit + 1) });

  const sql = `WITH ${from.table ? `${from.table},` : ""} ${rangeTable(filter, visible, now, added)},
    ${firstTables(request, from, now, added)},
    start AS MATERIALIZED (SELECT ${startPlace(request, from, now, added)} AS place),
    page AS MATERIALIZED (${page}),
    around AS MATERIALIZED (SELECT
      coalesce((SELECT min(place) FROM page) - 1, ${START}) AS below, (SELECT max(place) FROM page) AS newest),
    following AS MATERIALIZED (SELECT (
      ${from.matching({ above: BOTTOM, upTo: BELOW, limit: "1" })}) AS place),
    parts AS MATERIALIZED (${parts.join(" UNION ALL ")}),
    newer AS MATERIALIZED (SELECT count(*) AS count FROM (${newer}))
  SELECT part, articles.id, articles.head, articles.place, articles.instant, articles.modified,
    (SELECT count FROM newer) AS newer${withBodies ? `, ${BODY_COLUMNS}` : ""}
  FROM parts CROSS JOIN articles ON articles.place = parts.place
  ${withBodies ? "LEFT JOIN bodies ON bodies.seq = articles.seq AND part = 'page'" : ""}`;
  return { sql, parameters: added.values };
}

/** Returns the rows of the page itself, newest first. */
export function rowsOfPage(rows: readonly PageRow[]): readonly PageRow[] {
  return rows.filter(({ part }) => part === "page").sort((a, b) => b.place - a.place);
}

/** Returns the query for how many articles match `filter`, whose words are `words`, up to `maximum`. */
export function countQuery({ filter, words }: Selection, maximum: number, visible: Visible): Query {
  const added = parameters();
  const from = candidates(filter, added, words && { words });
  const now = added.add(visible.now);
  const sql = `WITH ${from.table ? `${from.table},` : ""} ${rangeTable(filter, visible, now, added)}
  SELECT count(*) AS count FROM (${from.matching({ above: BOTTOM, upTo: TOP, limit: added.add(maximum) })})`;
  return { sql, parameters: added.values };
}

/** A row of the answer to a {@linkcode countQuery}. */
export interface CountRow {
  readonly count: number;
}

/** A filter, and what finds just the articles in which its words match, where it has some. */
interface Selection {
  readonly filter: Filter;
  readonly words?: WordsExpressions | undefined;
}

// What the tables of the query have.
export const TOP = "(SELECT top FROM range)";
export const BOTTOM = "(SELECT bottom FROM range)";
const SIZE = "(SELECT size FROM first)";
const START = "(SELECT place FROM start)";
const BELOW = "(SELECT below FROM around)";
const NEWEST = "(SELECT newest FROM around)";

/** The places of everything that is visible within the dates of the filter: above `bottom`, up to `top`. */
export function rangeTable(filter: Filter, { visible }: Visible, now: string, added: Parameters): string {
  const bounds = (field: "since" | "until") =>
    boundsIn(filter, field).map((instant) => placeBefore(added.add(instant), now));
  // D1 sends numbers as REAL, by which full text search finds no place: it would read all that are newer.
  const top = `CAST(${added.add(visible)} AS INTEGER)`;
  return `range AS MATERIALIZED (SELECT ${leastOf("min", [top, ...bounds("until")])} AS top,
    ${leastOf("max", ["-1", ...bounds("since")])} AS bottom)`;
}

/** Returns the dates that bound a filter and what it is within, in milliseconds since 1970. */
function boundsIn(filter: Filter, field: "since" | "until"): readonly number[] {
  const { [field]: bound, within } = filter;
  return [...(bound ? [bound.getTime()] : []), ...(within ? boundsIn(within, field) : [])];
}

/** Returns an expression for the least or the greatest of others. */
function leastOf(choose: "min" | "max", expressions: readonly string[]): string {
  return expressions.length === 1 ? expressions.join("") : `${choose}(${expressions.join(", ")})`;
}

/** How many articles the first page has. */
function firstTables(
  { limit, withinMs }: PageRequest,
  from: Candidates,
  now: string,
  added: Parameters,
): string {
  if (withinMs === undefined) return `first AS MATERIALIZED (SELECT ${added.add(limit)} AS size)`;
  const newest = from.matching({ above: BOTTOM, upTo: TOP, limit: "1" });
  const oldest = `(SELECT instant FROM articles WHERE place = (${newest})) - ${added.add(withinMs)}`;
  const within = from.matching({ above: "(SELECT place FROM burst)", upTo: TOP, limit: String(MAX_LIMIT) });
  return `burst AS MATERIALIZED (SELECT max(${BOTTOM}, ${placeBefore(oldest, now)}) AS place),
    first AS MATERIALIZED (SELECT max(${added.add(limit)}, (SELECT count(*) FROM (${within}))) AS size)`;
}

/** The place up to which a page is, or above which one before a position. */
function startPlace(
  { limit, number = 1, after, before }: PageRequest,
  from: Candidates,
  now: string,
  added: Parameters,
): string {
  if (after) return `min(${TOP}, ${placeOf(after, ">", now, added)})`;
  if (before) return `min(${TOP}, max(${BOTTOM}, ${placeOf(before, ">=", now, added)}))`;
  if (number === 1) return TOP;
  const skipped = `${SIZE} + ${added.add((number - 2) * limit)}`;
  return `coalesce(
    (SELECT min(place) FROM (${from.matching({ above: BOTTOM, upTo: TOP, limit: skipped })})) - 1, ${TOP})`;
}

/** Returns the place of the newest article that is older than a position, or is at it where `comparison` is `>=`. */
export function placeOf(
  { instant, id }: Cursor,
  comparison: ">" | ">=",
  now: string,
  added: Parameters,
): string {
  const time = added.add(instant.getTime());
  return `coalesce((SELECT place FROM articles
    WHERE instant = ${time} AND id ${comparison} ${added.add(id)} AND place IS NOT NULL ORDER BY id LIMIT 1),
    ${placeBefore(time, now)})`;
}

/** Returns the place of the newest visible article that is ordered by an earlier instant; -1 where there is none. */
function placeBefore(instant: string, now: string): string {
  return `coalesce((SELECT place FROM articles WHERE instant < min(${instant}, ${now} + 1) AND place IS NOT NULL
    ORDER BY instant DESC, id LIMIT 1), -1)`;
}
