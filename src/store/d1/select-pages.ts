import { type Database, type Query, select } from "./database.ts";

/** How rows are read page by page. */
interface Pages<Row> {
  /** Selects rows whose key is above the first parameter, in the order of their keys, up to `size` of them. */
  readonly sql: string;
  readonly size: number;
  readonly keyOf: (row: Row) => number;
}

/** Yields all rows of a query, page by page along an index; `parameters` follow that of the key. */
export async function* selectPages<Row>(
  db: Database,
  { sql, size, keyOf }: Pages<Row>,
  ...parameters: Query["parameters"]
): AsyncGenerator<Row, undefined> {
  for (let last = Number.MIN_SAFE_INTEGER; ; ) {
    const rows: readonly Row[] = await select<Row>(db, sql, last, ...parameters);
    yield* rows;
    const end = rows.at(-1);
    if (end === undefined || rows.length < size) return;
    last = keyOf(end);
  }
}
