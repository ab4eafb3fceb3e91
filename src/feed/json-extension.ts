import type { Person } from "../domain/article.ts";
import type { Entry } from "../domain/entry.ts";
import { mistakableSummary } from "./mistakable-summary.ts";

/** What JSON Feed has no words for, as a custom object of an item: `_lanmu`. */
export interface JsonExtension {
  readonly column: { readonly slug: string; readonly title: string };
  /** The authors again, where something is known of one that JSON Feed has no place for. */
  readonly authors?: readonly Person[];
  readonly editors?: readonly Person[];
  readonly source?: { readonly name: string; readonly url?: string };
  /** The summary again, where it would be taken for what stands in for one. */
  readonly summary?: string;
}

/** Returns what an importer needs to make an article of `entry` again (JSON Feed 1.1, "Extensions"). */
export function jsonExtension(entry: Entry): JsonExtension {
  const { column, authors, editors, source } = entry;
  const summary = mistakableSummary(entry);
  return {
    column: { slug: column.term, title: column.label },
    ...(authors.some(({ about }) => about !== undefined) && { authors }),
    ...(editors.length > 0 && { editors }),
    ...(source && { source }),
    ...(summary !== undefined && { summary }),
  };
}
