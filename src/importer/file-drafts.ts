import type { Column } from "../domain/site.ts";
import type { Draft, SourceDrafts } from "./draft.ts";
import { isReference } from "./matching/identity.ts";

/** The values that an operator gives for everything in an import. */
interface FilingOptions {
  /** The column for all articles. */
  readonly column?: Column["slug"] | undefined;
  /** The authors of articles without an author. */
  readonly authors?: readonly string[] | undefined;
  /** The date of articles without a date. */
  readonly published?: Date | undefined;
  readonly tags?: readonly string[] | undefined;
  /** The names of the sources that the operator has named one by one. */
  readonly named?: ReadonlySet<string>;
}

/** A draft and the column for it; without a column it can only update an article that is in the store. */
export interface FiledDraft {
  readonly draft: Draft;
  readonly column?: Column["slug"];
  /** The name of the document that it was read from. */
  readonly from: string;
  /** It is the only article in a file. */
  readonly isWholeFile?: boolean;
  /** It is the article of a page or file that the operator has named, and not one of a list or folder. */
  readonly isNamed?: boolean;
  /** Tags from the operator, in addition to those of the source. */
  readonly tags?: readonly string[];
}

/**
 * Assigns each draft to a column, the operator's or else the one that the draft names, and completes it with the
 * operator's values. A draft that names no column of the store gets none.
 */
export function fileDrafts(
  sources: readonly SourceDrafts[],
  columns: readonly Column[],
  { column, authors, published, tags = [], named = new Set() }: FilingOptions,
): FiledDraft[] {
  return sources.flatMap(({ from, isFile, feedFormat, drafts }) => {
    const isOneArticle = feedFormat === undefined && drafts.slice(1).every(isReference);
    return drafts.map((draft, index): FiledDraft => {
      const chosen = column ?? namedColumn(columns, draft);
      const completed: Draft = {
        ...draft,
        ...(draft.authors.length === 0 && authors && { authors: authors.map((name) => ({ name })) }),
        ...(draft.published === undefined && published && { published }),
      };
      const isWholeFile = isFile && drafts.length === 1;
      return {
        draft: completed,
        ...(chosen !== undefined && { column: chosen }),
        from,
        isWholeFile,
        isNamed: isOneArticle && index === 0 && named.has(from),
        tags,
      };
    });
  });
}

/** Returns the slug of the column that `draft` names by title or slug; `undefined` if the store has none such. */
export function namedColumn(
  columns: readonly Column[],
  { columnTitle }: Pick<Draft, "columnTitle">,
): Column["slug"] | undefined {
  return columns.find(({ slug, title }) => title === columnTitle || slug === columnTitle)?.slug;
}
