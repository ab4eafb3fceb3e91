import { type Query, query } from "./database.ts";
import { jsonParameters, queryEach } from "./json-parameters.ts";
import type { FilingChange } from "./list-changes.ts";
import type { ListRow } from "./rows.ts";

/** Returns the queries that write rows of lists, but for their newest places. */
export function listQueries(rows: readonly ListRow[]): readonly Query[] {
  return queryEach(
    `INSERT INTO lists (number, kind, name, count, drafts, modified, lost, former)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7
          FROM json_each(?1) WHERE true
        ON CONFLICT (number) DO UPDATE SET count = excluded.count, drafts = excluded.drafts,
          modified = excluded.modified, lost = excluded.lost, former = excluded.former`,
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
  );
}

/** Returns the queries that keep the newest places of lists, and drop authors and tags that never had an article. */
export function newestQueries(rows: readonly ListRow[]): Query[] {
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

/** Returns the queries that keep the counts of days and months. */
export function dayQueries(filings: readonly FilingChange[]): Query[] {
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
  return [...countQueries("day", days, updatedOfDay), ...countQueries("month", months, updatedOfMonth)];
}

/** Returns the month of a day such as 20261128, such as 202611. */
function monthOf(day: number): number {
  return Math.floor(day / 100);
}

function countQueries(key: "day" | "month", counts: ReadonlyMap<number, number>, updated: string): Query[] {
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
