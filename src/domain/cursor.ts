import { type ArticleDates, sortInstant } from "./article.ts";
import type { Tier } from "./word-search.ts";

/** A position in the order of articles: that of the article with this instant and id. */
export interface Cursor {
  readonly instant: Date;
  readonly id: string;
  /** Where its words match, in a list that is ordered by that first. */
  readonly tier?: Tier;
}

/** Returns the position of `article`. */
export function cursorTo(article: ArticleDates & { readonly id: string }): Cursor {
  return { instant: sortInstant(article), id: article.id };
}

/** A position with its instant in milliseconds since 1970, which compare far faster than dates. */
export interface Position extends Omit<Cursor, "instant"> {
  readonly instant: number;
}

/** Orders positions by their tiers, where both have one, then newest first, ties by id. */
export function comparePositions(a: Position, b: Position): number {
  if (a.tier !== b.tier && a.tier !== undefined && b.tier !== undefined) return a.tier - b.tier;
  return b.instant - a.instant || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Writes `cursor` as a parameter of an address has it; it stays valid while articles come and go. */
export function formatCursor({ instant, id, tier }: Cursor): string {
  return `${tier === undefined ? "" : `${tier}.`}${instant.getTime()}_${id}`;
}

/** Parses what {@linkcode formatCursor} writes; returns `undefined` if `text` is something else. */
export function parseCursor(text: string): Cursor | undefined {
  const [, tier, time, id] = /^(?:([012])\.)?(-?\d{1,16})_([A-Za-z0-9._~-]{1,128})$/.exec(text) ?? [];
  if (time === undefined || id === undefined) return undefined;
  const instant = new Date(Number(time));
  if (Number.isNaN(instant.getTime())) return undefined;
  return { instant, id, ...(tier !== undefined && { tier: Number(tier) as Tier }) };
}
