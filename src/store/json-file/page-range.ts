import type { Cursor, Position } from "../../domain/cursor.ts";
import { MAX_LIMIT, MAX_SKIP, type PageRequest } from "../snapshot.ts";
import { firstAfter, firstFrom, firstIndex } from "./entry-positions.ts";
import type { IndexEntry } from "./index-entry.ts";

/** @throws {RangeError} if more is asked for than the maximum of a query */
export function requireAtMost(asked: number, maximum: number): void {
  if (asked > maximum) throw new RangeError(`Found ${asked}; a query returns at most ${maximum}`);
}

/** Returns from where to where in `entries` the page is that is asked for, and whether it is the second. */
export function rangeOf(
  entries: readonly IndexEntry[],
  { limit, withinMs, number = 1, after, before }: PageRequest,
): { readonly from: number; readonly to: number; readonly isSecond: boolean } {
  requireAtMost(limit, MAX_LIMIT);
  requireAtMost((number - 1) * limit, MAX_SKIP);
  const first = withinMs === undefined ? limit : Math.max(limit, countWithin(entries, withinMs));
  const end = before ? firstFrom(entries, positionOf(before)) : entries.length;
  const start = before
    ? end - limit
    : after
      ? firstAfter(entries, positionOf(after))
      : startOf(number, first, limit);
  const from = Math.min(Math.max(0, start), entries.length);
  const to = Math.min(number === 1 && !after && !before ? first : from + limit, end);
  return { from, to, isSecond: to > from && from > 0 && from <= limit };
}

/** Returns how many articles come before a page, where the first page has `first` and each other `limit`. */
function startOf(number: number, first: number, limit: number): number {
  return number === 1 ? 0 : first + (number - 2) * limit;
}

/** Returns how many of `entries` are at most `withinMs` before the newest; the maximum of a query where more are. */
function countWithin(entries: readonly IndexEntry[], withinMs: number): number {
  const oldest = (entries[0]?.instant ?? 0) - withinMs;
  return Math.min(
    MAX_LIMIT,
    firstIndex(entries, ({ instant }) => instant < oldest),
  );
}

function positionOf(cursor: Cursor): Position {
  return { ...cursor, instant: cursor.instant.getTime() };
}
