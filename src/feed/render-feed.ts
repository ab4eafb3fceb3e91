import type { Entry } from "../domain/entry.ts";
import type { Site } from "../domain/site.ts";
import { atom, atomEntry } from "./atom.ts";
import type { Channel } from "./channel.ts";
import type { FeedFormat } from "./feed-format.ts";
import { jsonFeed, jsonFeedItem } from "./json-feed.ts";
import { rss, rssItem } from "./rss.ts";

/** How a format is written: an entry by itself, so that it can be kept, and a feed around entries. */
interface Renderer {
  /** Writes an entry. It is the same in every feed of the site. */
  entry(entry: Entry, site: Site): string;
  feed(channel: Channel, entries: readonly string[]): string;
}

const RENDERERS: Readonly<Record<FeedFormat, Renderer>> = {
  rss: { entry: (entry, { language }) => rssItem(entry, language), feed: rss },
  atom: { entry: (entry, { language, publisher }) => atomEntry(entry, language, publisher), feed: atom },
  json: { entry: jsonFeedItem, feed: jsonFeed },
};

/** Writes an entry of the feeds of `site` in a `format`. */
export function renderEntry(format: FeedFormat, entry: Entry, site: Site): string {
  return RENDERERS[format].entry(entry, site);
}

/** Writes the feed of `channel` in a `format`, with entries that {@linkcode renderEntry} has written. */
export function renderFeed(format: FeedFormat, channel: Channel, entries: readonly string[]): string {
  return RENDERERS[format].feed(channel, entries);
}
