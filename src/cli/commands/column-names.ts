import type { StoreDocument } from "../../store/json-file/store-document.ts";

/** Returns the columns on one line, each by title and slug: an operator may name either. */
export function columnNames(columns: StoreDocument["columns"]): string {
  return columns.map(({ slug, title }) => `${title} ${slug}`).join(", ");
}
