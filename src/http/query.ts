import { Problem } from "./problem.ts";

/** The most values that a parameter may have that can be repeated. */
export const MAX_VALUES = 50;

/**
 * Returns the parameters of `sent` that have one of the `known` names, in the order of those names, so that
 * queries with the same meaning are equal. A parameter that can be repeated has each of its values once, sorted. Other
 * parameters are ignored.
 *
 * @throws {Problem} `bad-parameter` when a parameter is sent more often than it may be
 */
export function knownQuery(
  sent: URLSearchParams,
  known: Readonly<Record<string, { readonly isRepeatable?: boolean }>>,
): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, { isRepeatable = false }] of Object.entries(known)) {
    const values = isRepeatable ? [...new Set(sent.getAll(name))].sort() : sent.getAll(name);
    const most = isRepeatable ? MAX_VALUES : 1;
    if (values.length > most)
      throw new Problem("bad-parameter", `Send "${name}" ${most === 1 ? "once" : `at most ${most} times`}`);
    for (const value of values) query.append(name, value);
  }
  return query;
}

/** Returns a path with its query. */
export function withQuery(path: string, query: URLSearchParams): string {
  return query.size === 0 ? path : `${path}?${query}`;
}
