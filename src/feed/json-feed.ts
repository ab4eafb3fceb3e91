import type { Entry } from "../domain/entry.ts";
import type { Channel } from "./channel.ts";
import { type JsonExtension, jsonExtension } from "./json-extension.ts";
import { type JsonItem, jsonAuthor, jsonItem } from "./json-item.ts";

/** Returns `channel` as JSON Feed 1.1. */
export function jsonFeed(channel: Channel): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: channel.title,
    home_page_url: channel.home,
    feed_url: channel.self,
    description: channel.description,
    ...(channel.image !== undefined && { icon: channel.image }),
    authors: [jsonAuthor(channel.publisher)],
    language: channel.language,
    ...(channel.hub !== undefined && { hubs: [{ type: "WebSub", url: channel.hub }] }),
    items: channel.entries.map(feedItem),
  });
}

/**
 * JSON Feed 1.1 requires `content_html` or `content_text` of every item, and NetNewsWire drops an item
 * without either, so an entry that is only a summary says it there too.
 */
function feedItem(entry: Entry): JsonItem & { readonly _lanmu: JsonExtension } {
  const item = jsonItem(entry);
  return {
    ...item,
    ...(item.content_html === undefined && { content_text: item.summary ?? item.title }),
    _lanmu: jsonExtension(entry),
  };
}
