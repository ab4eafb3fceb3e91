import { type StoredArticle, sortInstant } from "./article.ts";
import type { Slug } from "./slug.ts";
import type { Words } from "./words.ts";

/**
 * Selects the articles that match all of its fields, so `{}` selects the whole site. Lists are sorted and have each value
 * once, so that equal filters have equal queries.
 */
export interface Filter {
  /** In one of these columns. */
  readonly columns?: readonly Slug[];
  /** By one of the authors of these names. */
  readonly authors?: readonly string[];
  /** With one of these tags. */
  readonly tags?: readonly string[];
  /** In none of these columns. */
  readonly notColumns?: readonly Slug[];
  /** By none of these authors. */
  readonly notAuthors?: readonly string[];
  /** With none of these tags. */
  readonly notTags?: readonly string[];
  /** In whose text these match. */
  readonly words?: Words;
  /** Ordered by this instant or a later one. */
  readonly since?: Date;
  /** Ordered by an earlier instant than this. */
  readonly until?: Date;
  /** Matching this filter as well. */
  readonly within?: Filter;
}

/** Returns `values` as a filter has them: sorted, each once; `undefined` for none. */
export function filterValues<Value extends string>(
  values: readonly Value[] = [],
): readonly Value[] | undefined {
  return values.length === 0 ? undefined : [...new Set(values)].sort();
}

/** Returns all words that articles have to match for `filter` and what it is within. */
export function allWords({ words, within }: Filter): Words | undefined {
  const outer = within && allWords(within);
  if (!words || !outer) return words ?? outer;
  return { text: `${words.text} ${outer.text}`, terms: [...words.terms, ...outer.terms] };
}

/** How an article is filed and ordered: what a filter compares. */
export interface Filed {
  readonly column: Slug;
  /** The names of the authors. */
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  /** The instant by which it is ordered, in milliseconds since 1970. */
  readonly instant: number;
}

/** Tells whether an article that is filed so matches `filter`, but for its words: those are looked up in its text. */
export function matchesFilter(article: Filed, filter: Filter): boolean {
  const { column, authors, tags, instant } = article;
  return (
    (filter.columns === undefined || filter.columns.includes(column)) &&
    (filter.authors === undefined || haveCommon(filter.authors, authors)) &&
    (filter.tags === undefined || haveCommon(filter.tags, tags)) &&
    (filter.notColumns === undefined || !filter.notColumns.includes(column)) &&
    (filter.notAuthors === undefined || !haveCommon(filter.notAuthors, authors)) &&
    (filter.notTags === undefined || !haveCommon(filter.notTags, tags)) &&
    (filter.since === undefined || instant >= filter.since.getTime()) &&
    (filter.until === undefined || instant < filter.until.getTime()) &&
    (filter.within === undefined || matchesFilter(article, filter.within))
  );
}

/** Tells whether `filter` selects everything, or nothing but columns, one author or one tag. */
export function isOfLists(filter: Filter): boolean {
  const { columns, authors, tags } = filter;
  const fields = Object.keys(filter).length;
  if (fields !== 1) return fields === 0;
  return columns !== undefined || authors?.length === 1 || tags?.length === 1;
}

function haveCommon(some: readonly string[], others: readonly string[]): boolean {
  return some.some((one) => others.includes(one));
}

/** Returns how `article` is filed and ordered. */
export function filed(
  article: Pick<StoredArticle, "column" | "authors" | "tags" | "published" | "added" | "updated">,
): Filed {
  const { column, authors, tags } = article;
  return { column, authors: authors.map(({ name }) => name), tags, instant: sortInstant(article).getTime() };
}
