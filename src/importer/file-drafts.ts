import type { Gathered } from "../sources/read-sources.ts";
import type { StoreDocument } from "../store/json-file/store-document.ts";
import type { Draft } from "./draft.ts";
import type { FiledDraft } from "./merge-drafts.ts";

/** What the operator says of all that is imported. */
export interface Filing {
  /** Where all of it goes. */
  readonly column?: string | undefined;
  /** The authors of what names none. */
  readonly authors?: readonly string[] | undefined;
  /** The date of what has none. */
  readonly published?: Date | undefined;
  readonly tags?: readonly string[] | undefined;
}

/**
 * Puts each draft into its column, with what the operator says for those that say nothing. What names no column
 * gets none: it may be in the store already.
 */
export function fileDrafts(
  gathered: readonly Gathered[],
  columns: StoreDocument["columns"],
  { column, authors, published, tags = [] }: Filing,
): FiledDraft[] {
  return gathered.flatMap(({ from, isFile, drafts }) =>
    drafts.map((draft): FiledDraft => {
      const { columnTitle: named } = draft;
      const chosen = column ?? columns.find(({ slug, title }) => title === named || slug === named)?.slug;
      const completed: Draft = {
        ...draft,
        ...(draft.authors.length === 0 && authors && { authors: authors.map((name) => ({ name })) }),
        ...(draft.published === undefined && published && { published }),
      };
      const isWholeFile = isFile && drafts.length === 1;
      return { draft: completed, ...(chosen !== undefined && { column: chosen }), from, isWholeFile, tags };
    }),
  );
}
