import { type FeedScope, pageHref } from "../domain/feed-scope.ts";
import { feedAddresses } from "../feed/feed-format.ts";
import type { ScopeDocument } from "./documents.ts";

/** How many articles a scope has. */
interface ScopeSize {
  readonly count: number;
  /** Whether it has more than were counted. */
  readonly isMore?: boolean;
  /** The instant of the newest article, where there is one. */
  readonly newestInstant?: Date;
}

/** Returns the document of a scope. */
export function scopeDocument(
  scope: FeedScope,
  { count, isMore, newestInstant }: ScopeSize,
  origin: string,
): ScopeDocument {
  return {
    title: scope.title,
    ...(scope.description !== undefined && { description: scope.description }),
    url: `${origin}${pageHref(scope)}`,
    count,
    ...(isMore && { count_is_minimum: true as const }),
    ...(newestInstant && { newest: newestInstant.toISOString() }),
    feeds: feedAddresses(origin, scope),
  };
}
