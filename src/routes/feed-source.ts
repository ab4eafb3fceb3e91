import { FEED_MAX_AGE } from "../feed/channel.ts";
import type { FeedFormat } from "../feed/feed-format.ts";
import { renderFeed } from "../feed/render-feed.ts";
import { Redirect } from "../http/redirect.ts";
import { channelOf } from "./channel-of.ts";
import type { Handler } from "./handler.ts";
import type { FindSubject } from "./subjects.ts";

/** `GET …/rss.xml.txt` and its like: the bytes of a feed as plain text, which every browser shows as it is. */
export function feedSource(format: FeedFormat, findSubject: FindSubject): Handler {
  return async (context) => {
    const { channel, feedPath } = await channelOf(format, findSubject, context);
    if (context.path !== `${feedPath}.txt`) throw new Redirect(`${feedPath}.txt`);

    return {
      mediaType: "text/plain; charset=utf-8",
      body: renderFeed(format, channel),
      maxAge: FEED_MAX_AGE,
      unlisted: true,
    };
  };
}
