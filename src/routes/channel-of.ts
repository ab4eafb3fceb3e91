import type { FeedScope } from "../domain/feed-scope.ts";
import { DEFAULT_LIMIT } from "../domain/filter.ts";
import { type Channel, channel } from "../feed/channel.ts";
import { FEED_FORMATS, type FeedFormat } from "../feed/feed-format.ts";
import type { Context } from "./handler.ts";
import { detailOf, limitOf } from "./parameters.ts";
import type { FindSubject } from "./subjects.ts";

/** What a feed is rendered from, and a preview of it. */
export interface FoundChannel {
  readonly channel: Channel;
  readonly subject: FeedScope;
  /** The path of the feed. */
  readonly feedPath: string;
  /** The query of the feed's own address, with its question mark; empty where it has none. */
  readonly search: string;
}

/** Returns the channel that a request for a feed in `format` asks for. @throws {Problem} `not-found`, `bad-parameter` */
export async function channelOf(
  format: FeedFormat,
  findSubject: FindSubject,
  context: Context,
): Promise<FoundChannel> {
  const { edition, origin, query } = context;
  const limit = limitOf(query);
  const detail = detailOf(query);
  const subject = await findSubject(context);

  const { articles } = await edition.list(subject.selection, { limit });
  const { site, columns, lastChange } = edition;
  const feedPath = `${subject.path}/${FEED_FORMATS[format].file}`;
  const search = searchOf({
    ...(limit !== DEFAULT_LIMIT && { limit: String(limit) }),
    ...(detail !== "full" && { content: detail }),
    ...(subject.selection.exclude && { exclude: subject.selection.exclude.join(",") }),
  });
  const self = `${origin}${feedPath}${search}`;
  const parts = { subject, articles, detail, self, site, columns, origin, lastChange };
  return { channel: channel(parts), subject, feedPath, search };
}

/** The one query that says `parameters`, defaults left out. */
function searchOf(parameters: Record<string, string>): string {
  const query = new URLSearchParams(parameters).toString().replaceAll("%2C", ",");
  return query && `?${query}`;
}
