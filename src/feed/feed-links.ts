import type { FeedScope } from "../domain/feed-scope.ts";
import { FEED_FORMAT_NAMES, FEED_FORMATS, feedHref } from "./feed-format.ts";

/** A link to a feed, as pages announce it: titled, since readers list them by title. */
export interface FeedLink {
  readonly rel: "alternate";
  readonly type: string;
  readonly title: string;
  readonly href: string;
}

/** Returns the links to the feeds of `scopes`, in their order, one a format of each. */
export function feedLinks(origin: string, scopes: readonly FeedScope[]): readonly FeedLink[] {
  return scopes.flatMap((scope) =>
    FEED_FORMAT_NAMES.map((format): FeedLink => {
      const { name, type } = FEED_FORMATS[format];
      const href = `${origin}${feedHref(scope, format)}`;
      return { rel: "alternate", type, title: `${scope.title} (${name})`, href };
    }),
  );
}
