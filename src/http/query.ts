import { Problem } from "./problem.ts";

/**
 * Returns the parameters of `sent` that have one of the `known` names, in the order of those names, so that
 * queries with the same meaning are equal. Other parameters are ignored.
 *
 * @throws {Problem} `bad-parameter` when a known parameter is sent twice
 */
export function knownQuery(sent: URLSearchParams, known: readonly string[]): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of known) {
    const [value, ...more] = sent.getAll(name);
    if (more.length > 0) throw new Problem("bad-parameter", `Send "${name}" once`);
    if (value !== undefined) query.set(name, value);
  }
  return query;
}
