import type { IndexEntry } from "./index-entry.ts";
import { listsOf, type ModificationDates, wholeSecond } from "./modification-dates.ts";

/** A part of what is served: a hash of it, and since when it has been the same, in milliseconds since 1970. */
interface DatedPart {
  readonly hash: string;
  readonly since: number;
}

/** An article with how it is filed and ordered. */
interface DatedArticle extends DatedPart, Pick<IndexEntry, "column" | "authors" | "tags" | "instant"> {}

/** The only shape of a history that is read. */
export const HISTORY_FORMAT = 1;

/** What a build leaves for the next one, which dates by it what has changed in between. It is JSON. */
export interface BuildHistory {
  /** Moves with the shape of this record. */
  readonly format: typeof HISTORY_FORMAT;
  /** When it was made, later than every build before it. */
  readonly built: number;
  readonly base: DatedPart;
  /** The last origin that a build was made for; builds without one, as in development, leave it as it is. */
  readonly origin?: DatedPart | undefined;
  readonly whole: DatedPart;
  readonly columns: readonly (readonly [slug: string, part: DatedPart])[];
  /** Absent in a history that is older than named feeds. */
  readonly feeds?: readonly (readonly [slug: string, part: DatedPart])[];
  readonly articles: readonly (readonly [id: string, article: DatedArticle])[];
  readonly losses: readonly (readonly [list: string, time: number])[];
}

/** Hashes of what a build makes. */
interface BuildParts {
  /** The site, and the code that it is served with. */
  readonly base: string;
  /** Empty where it is that of each request. */
  readonly origin: string;
  readonly whole: string;
  readonly columns: readonly (readonly [slug: string, hash: string])[];
  readonly feeds: readonly (readonly [slug: string, hash: string])[];
  readonly articles: readonly { readonly entry: IndexEntry; readonly hash: string }[];
}

/**
 * Dates the parts of a build that is made at `now`: a part that is as it was in the `previous` build keeps its date.
 * Without a previous build, all have the date of this one.
 */
export function dateBuild(parts: BuildParts, previous: BuildHistory | undefined, now: Date): BuildHistory {
  const built = Math.max(wholeSecond(now.getTime()), latestDate(previous, now) + 1000);
  const dated = (hash: string, before: DatedPart | undefined): DatedPart => ({
    hash,
    since: before?.hash === hash ? before.since : built,
  });
  const [columns, feeds] = [new Map(previous?.columns), new Map(previous?.feeds)];
  const articles = new Map(previous?.articles);
  const losses = new Map(previous?.losses);
  const present = new Map(parts.articles.map(({ entry }) => [entry.id, entry]));
  for (const [id, before] of articles) {
    const wasVisible = before.instant <= built;
    if (wasVisible && !isInSamePlace(before, present.get(id)))
      for (const list of listsOf(before)) losses.set(list, built);
  }
  return {
    format: HISTORY_FORMAT,
    built,
    base: dated(parts.base, previous?.base),
    origin: parts.origin === "" ? previous?.origin : dated(parts.origin, previous?.origin),
    whole: dated(parts.whole, previous?.whole),
    columns: parts.columns.map(([slug, hash]) => [slug, dated(hash, columns.get(slug))]),
    feeds: parts.feeds.map(([slug, hash]) => [slug, dated(hash, feeds.get(slug))]),
    articles: parts.articles.map(({ entry: { id, column, authors, tags, instant }, hash }) => [
      id,
      { ...dated(hash, articles.get(id)), column, authors, tags, instant },
    ]),
    losses: [...losses],
  };
}

/**
 * Returns the latest date that `previous` may have been served with until `now`. The next build has a later one, even
 * if both are made within a second, or the clock was set back in between.
 */
function latestDate(previous: BuildHistory | undefined, now: Date): number {
  let latest = previous?.built ?? 0;
  for (const [, { instant }] of previous?.articles ?? [])
    if (instant <= now.getTime()) latest = Math.max(latest, wholeSecond(instant));
  return latest;
}

/**
 * Tells whether an article is in the lists that it was in and in no others, at the same position. One that has come
 * into a list has left those that exclude it.
 */
function isInSamePlace(before: DatedArticle, entry: IndexEntry | undefined): boolean {
  if (before.instant !== entry?.instant) return false;
  const [lists, former] = [new Set(listsOf(entry)), new Set(listsOf(before))];
  return lists.size === former.size && [...former].every((list) => lists.has(list));
}

/** Returns the dates that a Worker with this `origin` needs of a build; those of articles are in its index. */
export function modificationDates(history: BuildHistory, origin: string): ModificationDates {
  const base = Math.max(history.base.since, origin === "" ? 0 : (history.origin?.since ?? 0));
  const isLater = ([, time]: readonly [string, number]) => time > base;
  const later = (parts: BuildHistory["columns"]) =>
    new Map(parts.map(([slug, { since }]) => [slug, since] as const).filter(isLater));
  return {
    base,
    latest: Math.max(base, history.whole.since),
    columns: later(history.columns),
    feeds: later(history.feeds ?? []),
    losses: new Map(history.losses.filter(isLater)),
  };
}
