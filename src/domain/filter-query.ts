import { formatSince, formatUntil } from "./date-bound.ts";
import type { Filter } from "./filter.ts";

/** The parameters of a filter, in the order of canonical addresses, each with the values that a filter has for it. */
const VALUES_OF = {
  column: ({ columns }) => columns,
  author: ({ authors }) => authors,
  tag: ({ tags }) => tags,
  "not-column": ({ notColumns }) => notColumns,
  "not-author": ({ notAuthors }) => notAuthors,
  "not-tag": ({ notTags }) => notTags,
  q: ({ words }) => words && [words.text],
  since: ({ since }, timeZone) => since && [formatSince(since, timeZone)],
  until: ({ until }, timeZone) => until && [formatUntil(until, timeZone)],
} as const satisfies Record<string, (filter: Filter, timeZone: string) => readonly string[] | undefined>;

/** The name of a parameter of a filter. */
export type FilterParameter = keyof typeof VALUES_OF;

/** The names of the parameters of a filter, in the order of canonical addresses. */
export const FILTER_PARAMETERS = Object.keys(VALUES_OF) as readonly FilterParameter[];

/**
 * Returns the canonical query of `filter`, whose dates are on the calendar of a time zone: equal for equal filters. What
 * it is `within` is not part of it.
 */
export function filterQuery(filter: Filter, timeZone: string): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of FILTER_PARAMETERS) {
    for (const value of VALUES_OF[name](filter, timeZone) ?? []) query.append(name, value);
  }
  return query;
}
