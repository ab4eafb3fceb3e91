import { formatInstant } from "../../domain/format-instant.ts";
import type { RemovedArticle } from "../../domain/removed-article.ts";
import type { StoreDocument } from "./store-document.ts";

/** Returns what is kept of a removed article as a store writes it. */
export function removedRecord(
  { published, ...article }: RemovedArticle,
  timeZone: string,
): NonNullable<StoreDocument["removed"]>[number] {
  return { ...article, ...(published && { published: formatInstant(published, timeZone) }) };
}
