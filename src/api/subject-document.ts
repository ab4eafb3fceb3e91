import type { FeedScope } from "../domain/feed-scope.ts";
import type { Tally } from "../domain/filter.ts";
import { feedAddresses } from "../feed/feed-format.ts";

/** What can be subscribed to, as developers get it. */
export interface SubjectDocument {
  readonly title: string;
  readonly description?: string;
  readonly url: string;
  /** How many articles it has. */
  readonly count: number;
  /** The instant of its newest article. */
  readonly newest?: string;
  readonly feeds: { readonly rss: string; readonly atom: string; readonly json: string };
}

/** Returns the document of `subject`. */
export function subjectDocument(
  subject: FeedScope,
  { count, newest }: Tally,
  origin: string,
): SubjectDocument {
  return {
    title: subject.title,
    ...(subject.description !== undefined && { description: subject.description }),
    url: `${origin}${subject.path || "/"}`,
    count,
    ...(newest && { newest: newest.toISOString() }),
    feeds: feedAddresses(origin, subject.path),
  };
}
