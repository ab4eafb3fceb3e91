import { type Query, query } from "./database.ts";

/** The most bytes of a parameter; D1 takes texts of up to 2,000,000. */
const MAX_PARAMETER_BYTES = 1_900_000;

/**
 * Returns `values` as JSON lists of a size that D1 takes as a parameter, for `json_each()`: a statement has at most 100
 * parameters, but one of them may hold any number of values. Returns no list where there are no values.
 */
export function jsonParameters(values: Iterable<unknown>): readonly string[] {
  const lists: string[][] = [];
  let bytes = 0;
  for (const value of values) {
    const json = JSON.stringify(value);
    const size = Buffer.byteLength(json) + 1;
    const list = lists.at(-1);
    if (list && bytes + size <= MAX_PARAMETER_BYTES) list.push(json);
    else {
      lists.push([json]);
      bytes = 0;
    }
    bytes += size;
  }
  return lists.map((list) => `[${list.join(",")}]`);
}

/**
 * Returns the queries that run `sql` for `values`, which its first parameter has as a JSON list, usually in one query;
 * none where there are no values.
 */
export function queryEach(
  sql: string,
  values: Iterable<unknown>,
  ...parameters: Query["parameters"]
): readonly Query[] {
  return jsonParameters(values).map((list) => query(sql, list, ...parameters));
}
