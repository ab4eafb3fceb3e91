import type { Entry } from "../domain/entry.ts";
import { instant, listOf, object, text, uri, type ValueOf } from "../domain/json-schema.ts";
import type { Channel } from "./channel.ts";
import { imageDetails, imageDetailsSchema, jsonAuthor, jsonItem, person } from "./json-item.ts";

/** Writes a channel as JSON Feed 1.1, around items from {@linkcode jsonFeedItem}. */
export function jsonFeed(channel: Channel, items: readonly string[]): string {
  const head = JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: channel.title,
    home_page_url: channel.home,
    feed_url: channel.self,
    ...(channel.next !== undefined && { next_url: channel.next }),
    description: channel.description,
    ...(channel.image !== undefined && { icon: channel.image }),
    authors: [jsonAuthor(channel.publisher)],
    language: channel.language,
    ...(channel.hub !== undefined && { hubs: [{ type: "WebSub", url: channel.hub }] }),
  });
  return `${head.slice(0, -1)},"items":[${items.join(",")}]}`;
}

/**
 * Writes an entry as an item of JSON Feed 1.1, which requires `content_html` or `content_text` of every item.
 * NetNewsWire drops an item without either, so the summary stands there where the content is left out. Its first tag is
 * the title of its column, which is a category in the other formats.
 */
export function jsonFeedItem(entry: Entry): string {
  const item = jsonItem(entry);
  return JSON.stringify({
    ...item,
    tags: [entry.column.label, ...(item.tags ?? []).filter((tag) => tag !== entry.column.label)],
    ...(item.content_html === undefined && { content_text: item.summary ?? item.title }),
    _lanmu: jsonExtension(entry),
  });
}

/** The extension of an item (JSON Feed 1.1, "Extensions"): what an import needs and JSON Feed has no field for. */
export const extensionSchema = object(
  { column: object({ slug: text, title: text }) },
  {
    // The `tag:` URI of the article, where its guid is the id of the item.
    id: uri,
    // The authors again, where a role or affiliation is known.
    authors: listOf(person),
    editors: listOf(person),
    source: object({ name: text }, { url: uri }),
    // The summary again, where an import could take it for a substitute.
    summary: text,
    // When an article without a date of publication came into the store, which orders it there.
    added: instant,
    // The tags again, where one of them is the title of the column too.
    tags: listOf(text),
    image: imageDetailsSchema,
  },
);

function jsonExtension(entry: Entry): ValueOf<typeof extensionSchema> {
  const { id, tagUri, column, authors, editors, source, summary, added } = entry;
  const tags = entry.tags.map(({ label }) => label);
  const image = imageDetails(entry.image);
  return {
    ...(id !== tagUri && { id: tagUri }),
    column: { slug: column.term, title: column.label },
    ...(authors.some(({ about }) => about !== undefined) && { authors }),
    ...(editors.length > 0 && { editors }),
    ...(source && { source }),
    ...(summary !== undefined && looksSubstituted(entry) && { summary }),
    ...(added && { added: added.toISOString() }),
    ...(tags.includes(column.label) && { tags }),
    ...(image && { image }),
  };
}

/**
 * Tells whether an import could take the summary for what feeds write where none is known, which is the title or
 * the beginning of the content, or would change it by trimming.
 */
function looksSubstituted({ title, summary = "", excerpt, content }: Entry): boolean {
  return summary === title || summary !== summary.trim() || (content !== undefined && summary === excerpt);
}
