import { FEED_MAX_AGE } from "../feed/channel.ts";
import { FEED_FORMATS, type FeedFormat } from "../feed/feed-format.ts";
import { renderFeed } from "../feed/render-feed.ts";
import { Redirect } from "../http/redirect.ts";
import { channelOf } from "./channel-of.ts";
import type { Handler } from "./handler.ts";
import type { FindSubject } from "./subjects.ts";

/** `GET …/rss.xml`, `…/atom.xml`, `…/feed.json`: the newest articles of a subject. */
export function feed(format: FeedFormat, findSubject: FindSubject): Handler {
  const { type } = FEED_FORMATS[format];

  return async (context) => {
    const { channel, feedPath } = await channelOf(format, findSubject, context);
    if (context.path !== feedPath) throw new Redirect(feedPath);

    return {
      mediaType: `${type}; charset=utf-8`,
      body: renderFeed(format, channel),
      maxAge: FEED_MAX_AGE,
      links: [
        { rel: "self", href: channel.self, type },
        ...(channel.hub === undefined ? [] : [{ rel: "hub", href: channel.hub }]),
      ],
    };
  };
}
