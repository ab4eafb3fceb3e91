import { comparePositions, type Position } from "../../domain/cursor.ts";
import type { IndexEntry } from "./index-entry.ts";

/** Returns the index of the first of `entries` that is at `position` or after it; the length where none is. */
export function firstFrom(entries: readonly IndexEntry[], position: Position): number {
  return firstIndex(entries, (entry) => comparePositions(entry, position) >= 0);
}

/** Returns the index of the first of `entries` after `position`; the length where there is none. */
export function firstAfter(entries: readonly IndexEntry[], position: Position): number {
  return firstIndex(entries, (entry) => comparePositions(entry, position) > 0);
}

/** Returns the index of the first of `entries` that passes, as all after it do; the length where none does. */
export function firstIndex(entries: readonly IndexEntry[], passes: (entry: IndexEntry) => boolean): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry && passes(entry)) high = middle;
    else low = middle + 1;
  }
  return low;
}
