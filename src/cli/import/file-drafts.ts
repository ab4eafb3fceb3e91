import type { StoreDocument } from "../../domain/store-document.ts";
import type { Draft } from "./draft.ts";
import type { Gathered, Refused } from "./source/gather.ts";
import type { Filed } from "./take-in.ts";

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

/** Puts each draft into its column, with what the operator says for those that say nothing; refuses what names no column. */
export function fileDrafts(
  gathered: readonly Gathered[],
  columns: StoreDocument["columns"],
  { column, authors, published, tags = [] }: Filing,
): { readonly filed: readonly Filed[]; readonly homeless: readonly Refused[] } {
  const filed: Filed[] = [];
  const homeless: Refused[] = [];
  for (const { from, drafts } of gathered) {
    for (const draft of drafts) {
      const { columnTitle: named } = draft;
      const chosen = column ?? columns.find(({ slug, title }) => title === named || slug === named)?.slug;
      const completed: Draft = {
        ...draft,
        ...(draft.authors.length === 0 && authors && { authors: authors.map((name) => ({ name })) }),
        ...(draft.published === undefined && published && { published }),
      };
      if (chosen !== undefined) filed.push({ draft: completed, column: chosen, from, tags });
      else
        homeless.push({
          from,
          reason: `"${draft.title}" names no column of the store; say one with --column`,
        });
    }
  }
  return { filed, homeless };
}
