import { parseRdfFeed, parseRssFeed, type RdfFeed, type RssFeed } from "feedsmith";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { plainText } from "../../html/markup.ts";
import type { FeedEntry, FeedParser } from "./feed-entry.ts";
import { mediaImage } from "./media-image.ts";

type Item = Partial<RssFeed.Item<string>> & Pick<RdfFeed.Item<string>, "rdf">;

/** Reads RSS 0.91 to 0.94 and 2.0. */
export const rssEntries: FeedParser = (document, isOwn) => {
  const feed = parseRssFeed(document.text);
  return omitUndefined({
    authors: [],
    language: feed.language ?? feed.dc?.languages?.[0],
    home: feed.link,
    entries: (feed.items ?? []).map((item) => entryOf(item, isOwn(item.guid?.value))),
  });
};

/** Reads RSS 0.90 and 1.0, which are RDF. */
export const rdfEntries: FeedParser = (document, isOwn) => {
  const feed = parseRdfFeed(document.text);
  return omitUndefined({
    authors: [],
    language: feed.dc?.languages?.[0],
    home: feed.link,
    entries: (feed.items ?? []).map((item) => entryOf(item, isOwn(item.rdf?.about))),
  });
};

function entryOf(item: Item, isOwn: boolean): FeedEntry {
  const { guid, dc, dcterms, atom, description } = item;
  const isPermaLink = guid?.isPermaLink !== false && /^https?:/i.test(guid?.value ?? "");
  const whole = item.content?.encoded ?? (description && isDocument(description) ? description : undefined);
  const creators = dc?.creators ?? (item.authors ?? []).flatMap(({ name }) => name ?? []);
  return omitUndefined<FeedEntry>({
    id: guid?.value ?? item.rdf?.about ?? dc?.identifiers?.[0],
    title: titleOf(item.title, isOwn),
    link: item.link ?? (isPermaLink ? guid?.value : undefined),
    via: atom?.links?.find(({ rel }) => rel === "via")?.href,
    authors: creators.map((name) => ({ name })),
    editors: (dc?.contributors ?? []).map((name) => ({ name })),
    source: sourceOf(item, isOwn),
    published: item.pubDate ?? dc?.dates?.[0] ?? dcterms?.issued?.[0] ?? dcterms?.created?.[0],
    updated: atom?.updated ?? dcterms?.modified?.[0],
    summary:
      description === undefined || (!isOwn && whole === description) ? undefined : textOf(description, isOwn),
    content: whole,
    categories: [
      ...(item.categories ?? []).flatMap(({ name, domain }) =>
        name === undefined ? [] : [omitUndefined<FeedEntry["categories"][number]>({ name, scheme: domain })],
      ),
      ...(dc?.subjects ?? []).map((name) => ({ name })),
    ],
    language: dc?.languages?.[0],
    image: mediaImage(item.media) ?? item.enclosures?.find(({ type }) => type?.startsWith("image/"))?.url,
  });
}

/** Titles are plain text, but many feeds write HTML there; ours do not. */
function titleOf(title: string | undefined, isOwn: boolean): string | undefined {
  const isHtml = /&(?:#\d+|#x[\da-f]+|[a-z]+\d?);|<\/(?:b|i|em|strong|span|sup|sub|a)>/i.test(title ?? "");
  return title === undefined || isOwn || !isHtml ? title : plainText(title);
}

/** A description is HTML. Ours are text that was escaped, whose line ends and spaces are meant. */
function textOf(description: string, isOwn: boolean): string {
  if (!isOwn) return plainText(description);
  return description.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** Many feeds have the whole article in `description`: it is one where there is more than one block. */
function isDocument(description: string): boolean {
  const blocks = description.match(/<(?:p|div|h[1-6]|ul|ol|table|blockquote|figure|section|article)\b/gi);
  return (blocks ?? []).length > 1;
}

function sourceOf({ source, dc }: Item, isOwn: boolean): FeedEntry["source"] {
  // The address of RSS's own `source` is a feed's, not a page's.
  const name = source?.title ?? dc?.sources?.find((text) => isOwn || !/^[a-z][a-z\d+.-]*:\S+$/i.test(text));
  return name === undefined ? undefined : { name };
}
