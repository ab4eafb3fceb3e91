import type { StoredArticle } from "./article.ts";
import type { Slug } from "./slug.ts";

/** Selects the articles that match all of its fields, so `{}` selects the whole site. */
export interface Filter {
  /** In one of these columns. */
  readonly columns?: readonly Slug[];
  /** In none of these columns. */
  readonly exclude?: readonly Slug[];
  /** By the author of this name. */
  readonly author?: string;
  readonly tag?: string;
}

/** How an article is filed: what a filter compares. */
export interface Filed {
  readonly column: Slug;
  /** The names of the authors. */
  readonly authors: readonly string[];
  readonly tags: readonly string[];
}

/** Tells whether an article that is filed so matches `filter`. */
export function matchesFilter(filed: Filed, { columns, exclude, author, tag }: Filter): boolean {
  return (
    (columns === undefined || columns.includes(filed.column)) &&
    (exclude === undefined || !exclude.includes(filed.column)) &&
    (author === undefined || filed.authors.includes(author)) &&
    (tag === undefined || filed.tags.includes(tag))
  );
}

/** Returns how `article` is filed. */
export function filed({ column, authors, tags }: Pick<StoredArticle, "column" | "authors" | "tags">): Filed {
  return { column, authors: authors.map(({ name }) => name), tags };
}
