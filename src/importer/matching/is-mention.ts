import type { Identity } from "./identity.ts";

/** Tells whether a source only mentions an article, as a page does that lists others: without id, date and text. */
export function isMention({ sourceId, published, content }: Identity): boolean {
  return sourceId === undefined && published === undefined && content === undefined;
}
