import type { FeedView, FeedVisit, View } from "../visit-feed.ts";

/** What is wrong, and what to do about it: two halves of one line. */
export interface Problem {
  readonly problem: string;
  readonly advice: string;
}

/** What the checks compare with besides the responses. */
export interface CheckContext {
  /** Where the project at hand is deployed; absent if it is not known, or not the service that is looked at. */
  readonly publicOrigin: string | undefined;
  readonly now: Date;
}

/** A check of what one reader got. */
export interface ViewCheck<Seen extends View> {
  /** Names the problem in JSON; it never changes. */
  readonly id: string;
  readonly find: (view: Seen, visit: FeedVisit) => Problem | undefined;
}

/** A check of the feed as a whole, where at least one reader got it. */
export interface FeedCheck {
  readonly id: string;
  readonly find: (
    feed: NonNullable<FeedVisit["feed"]>,
    context: CheckContext,
    visit: FeedVisit,
  ) => Problem | undefined;
}

/** Returns a header of the response that a reader got, in lower case; empty if there is none. */
export function headerOf({ answer }: FeedView, name: string): string {
  return (answer.headers[name] ?? "").toLowerCase();
}
