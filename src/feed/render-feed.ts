import { atom } from "./atom.ts";
import type { Channel } from "./channel.ts";
import type { FeedFormat } from "./feed-format.ts";
import { jsonFeed } from "./json-feed.ts";
import { rss } from "./rss.ts";

const RENDERERS: Readonly<Record<FeedFormat, (channel: Channel) => string>> = { rss, atom, json: jsonFeed };

/** Returns the document of `channel` in a `format`. */
export function renderFeed(format: FeedFormat, channel: Channel): string {
  return RENDERERS[format](channel);
}
