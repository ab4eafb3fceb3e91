import type { ArticleHead } from "./article.ts";
import type { Slug } from "./slug.ts";

/** Which articles: those that match everything that is given here, so `{}` is the whole site. */
export interface Filter {
  /** In one of these columns. */
  readonly columns?: readonly Slug[];
  /** In none of these columns. */
  readonly exclude?: readonly Slug[];
  /** By the author of this name. */
  readonly author?: string;
  readonly tag?: string;
}

/** Tells whether `article` matches `filter`. */
export function matchesFilter(
  article: Pick<ArticleHead, "column" | "authors" | "tags">,
  { columns, exclude, author, tag }: Filter,
): boolean {
  return (
    (columns === undefined || columns.includes(article.column)) &&
    (exclude === undefined || !exclude.includes(article.column)) &&
    (author === undefined || article.authors.some(({ name }) => name === author)) &&
    (tag === undefined || article.tags.includes(tag))
  );
}
