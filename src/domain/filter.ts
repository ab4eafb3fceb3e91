import { type ArticleDates, type StoredArticle, sortInstant } from "./article.ts";
import type { Slug } from "./slug.ts";
import type { Words } from "./words.ts";

/** Selects the articles that match all of its fields, so `{}` selects the whole site. */
export interface Filter {
  /** In one of these columns. */
  readonly columns?: readonly Slug[];
  /** In none of these columns. */
  readonly exclude?: readonly Slug[];
  /** By the author of this name. */
  readonly author?: string;
  readonly tag?: string;
  /** In whose text these match. */
  readonly words?: Words;
  /** Ordered by this instant or a later one. */
  readonly since?: Date;
  /** Ordered by an earlier instant. */
  readonly until?: Date;
}

/** How an article is filed: what a filter compares. */
export interface Filed {
  readonly column: Slug;
  /** The names of the authors. */
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  /** The instant by which it is ordered, in milliseconds since 1970. */
  readonly instant: number;
}

/** Tells whether an article that is filed so matches `filter`, but for its words: those are looked up in its text. */
export function matchesFilter(filed: Filed, filter: Filter): boolean {
  const { columns, exclude, author, tag, since, until } = filter;
  return (
    (columns === undefined || columns.includes(filed.column)) &&
    (exclude === undefined || !exclude.includes(filed.column)) &&
    (author === undefined || filed.authors.includes(author)) &&
    (tag === undefined || filed.tags.includes(tag)) &&
    (since === undefined || filed.instant >= since.getTime()) &&
    (until === undefined || filed.instant < until.getTime())
  );
}

/** Returns how `article` is filed. */
export function filed(article: Pick<StoredArticle, "column" | "authors" | "tags"> & ArticleDates): Filed {
  const { column, authors, tags } = article;
  return { column, authors: authors.map(({ name }) => name), tags, instant: sortInstant(article).getTime() };
}
