import { type Article, sortInstant } from "./article.ts";
import type { Slug } from "./slug.ts";

/** How many articles are listed where nobody says. */
export const DEFAULT_LIMIT = 20;
/** How many are listed at most. */
export const MAX_LIMIT = 100;

/** Which articles: those that answer to everything that is said here, so `{}` is the whole site. */
export interface Filter {
  /** In one of these columns. */
  readonly columns?: readonly Slug[];
  /** In none of these columns. */
  readonly exclude?: readonly Slug[];
  /** By the author of this name. */
  readonly author?: string;
  readonly tag?: string;
}

/** How much a selection holds. */
export interface Tally {
  readonly count: number;
  /** The instant of the newest article, where there is one. */
  readonly newest?: Date;
}

/** A place in the order of articles: just after the article with this instant and id. */
export interface Cursor {
  readonly instant: Date;
  readonly id: string;
}

/** Tells whether `article` belongs to `selection`. */
export function matchesFilter(article: Article, { columns, exclude, author, tag }: Filter): boolean {
  return (
    (columns === undefined || columns.includes(article.column)) &&
    (exclude === undefined || !exclude.includes(article.column)) &&
    (author === undefined || article.authors.some(({ name }) => name === author)) &&
    (tag === undefined || article.tags.includes(tag))
  );
}

/** Tells whether `article` comes after `position`, newest first, ties by id. */
export function isAfter(article: Article, position: Cursor): boolean {
  const distance = sortInstant(article).getTime() - position.instant.getTime();
  return distance < 0 || (distance === 0 && article.id > position.id);
}

/** Tells whether `article` comes before `position`, newest first, ties by id. */
export function isBefore(article: Article, position: Cursor): boolean {
  const distance = sortInstant(article).getTime() - position.instant.getTime();
  return distance > 0 || (distance === 0 && article.id < position.id);
}

/** The position of `article` in the order of articles. */
export function cursorTo(article: Article): Cursor {
  return { instant: sortInstant(article), id: article.id };
}
