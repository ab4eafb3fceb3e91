import type { FeedScope } from "../domain/feed-scope.ts";
import { MEDIA_TYPES } from "../http/media-types.ts";
import type { Representation } from "../http/representation.ts";
import { messagesFor } from "../messages/messages.ts";
import type { Page } from "../pages/page.tsx";
import type { PageContext } from "../pages/page-context.ts";
import type { Snapshot } from "../store/snapshot.ts";

/** How long documents and pages are fresh, in seconds. */
const MAX_AGE = 300;

/** Returns `document` as a JSON representation. */
export function jsonRepresentation(
  document: object,
  facts: Pick<Representation, "links" | "lastModified"> = {},
): Representation {
  return { mediaType: MEDIA_TYPES.json, body: JSON.stringify(document), maxAge: MAX_AGE, ...facts };
}

/** Returns `page` as a representation. */
export function pageRepresentation({ html, feeds }: Page): Representation {
  return { mediaType: MEDIA_TYPES.html, body: html, maxAge: MAX_AGE, links: feeds };
}

/** Returns what every page needs to know. */
export function pageContext({
  snapshot,
  origin,
}: {
  readonly snapshot: Pick<Snapshot, "site" | "columns" | "feeds">;
  readonly origin: string;
}): PageContext {
  const { site, columns, feeds } = snapshot;
  return { site, columns, feeds, origin, messages: messagesFor(site.language) };
}

/** Returns the later one of `lastModified` and the date of the named feed of a scope, where it has one. */
export function withFeed(
  lastModified: Date,
  { feed }: Pick<FeedScope, "feed">,
  snapshot: Pick<Snapshot, "feedLastModified">,
): Date {
  const ofFeed = feed && snapshot.feedLastModified(feed.slug);
  return ofFeed && ofFeed > lastModified ? ofFeed : lastModified;
}
