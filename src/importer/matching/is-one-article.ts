import { agree } from "./agree.ts";
import type { Identity } from "./identity.ts";
import { isMention } from "./is-mention.ts";
import { isUniversal } from "./is-universal.ts";

/**
 * Tells whether two of what one import reads are the same article. They are where they agree in id, title and
 * day, and share more than a title; all else could be two articles, of which none may overwrite the other.
 */
export function isOneArticle(one: Identity, other: Identity): boolean {
  if (!agree(one.sourceId, other.sourceId)) return false;
  const hasOneId = one.sourceId !== undefined && one.sourceId === other.sourceId;
  const hasOneAddress = one.address !== undefined && one.address === other.address;
  if (one.from !== other.from) {
    // Two documents may be of different ages, and a page may mention another by a shorter title.
    if (hasOneId && (hasOneAddress || isUniversal(one.sourceId))) return true;
    if (hasOneAddress && isMention(one) !== isMention(other)) return true;
  }
  if (one.title !== other.title || !agree(one.day, other.day)) return false;
  if (hasOneId || hasOneAddress) return true;
  return (
    agree(one.address, other.address) &&
    agree(one.authors, other.authors) &&
    (agree(one.content, other.content) || (one.published !== undefined && one.published === other.published))
  );
}
