import { parseRdfFeed, parseRssFeed, type RdfFeed, type RssFeed } from "feedsmith";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { plainText } from "../../html/markup.ts";
import {
  type FeedCategory,
  type FeedEntry,
  type FeedParser,
  mediaImage,
  type ParsedFeed,
} from "./feed-entry.ts";

type RssItem = Partial<RssFeed.Item<string>> & Pick<RdfFeed.Item<string>, "rdf">;

/** Parses RSS 0.91 to 0.94 and 2.0. */
export const rssEntries: FeedParser = (document, isOwn) => {
  const feed = parseRssFeed(document.text);
  return omitUndefined<ParsedFeed>({
    format: "rss",
    authors: [],
    language: feed.language ?? feed.dc?.languages?.[0],
    home: feed.link,
    entries: (feed.items ?? []).map((item) =>
      rssEntry(item, isOwn(item.guid?.value) || isOwn(item.dc?.identifiers?.[0])),
    ),
  });
};

/** Parses RSS 0.90 and 1.0, whose root element is `rdf:RDF`. */
export const rdfEntries: FeedParser = (document, isOwn) => {
  const feed = parseRdfFeed(document.text);
  return omitUndefined<ParsedFeed>({
    format: "rss",
    authors: [],
    language: feed.dc?.languages?.[0],
    home: feed.link,
    entries: (feed.items ?? []).map((item) =>
      rssEntry(item, isOwn(item.rdf?.about) || isOwn(item.dc?.identifiers?.[0])),
    ),
  });
};

function rssEntry(item: RssItem, isOwn: boolean): FeedEntry {
  const { guid, dc, dcterms, atom, description } = item;
  const isPermaLink = guid?.isPermaLink !== false && /^https?:/i.test(guid?.value ?? "");
  const content = item.content?.encoded ?? (description && hasBlocks(description) ? description : undefined);
  const creators = dc?.creators ?? (item.authors ?? []).flatMap(({ name, email }) => name ?? email ?? []);
  const isContent = description === undefined || (!isOwn && content === description);
  return omitUndefined<FeedEntry>({
    id: guid?.value ?? item.rdf?.about ?? dc?.identifiers?.[0],
    guid: guid?.value ?? item.rdf?.about,
    otherId: dc?.identifiers?.[0],
    title: rssTitle(item.title, isOwn),
    link: item.link ?? (isPermaLink ? guid?.value : undefined),
    via: atom?.links?.find(({ rel }) => rel === "via")?.href,
    authors: creators.map((name) => ({ name })),
    editors: (dc?.contributors ?? []).map((name) => ({ name })),
    source: rssSource(item, isOwn),
    published: item.pubDate ?? dc?.dates?.[0] ?? dcterms?.issued?.[0] ?? dcterms?.created?.[0],
    updated: atom?.updated ?? dcterms?.modified?.[0],
    summary: isContent ? undefined : descriptionText(description, isOwn),
    content,
    categories: [
      ...(item.categories ?? []).flatMap(({ name, domain }) =>
        name === undefined ? [] : [omitUndefined<FeedCategory>({ name, scheme: domain })],
      ),
      ...(dc?.subjects ?? []).map((name) => ({ name })),
    ],
    language: dc?.languages?.[0],
    image: mediaImage(item.media) ?? item.enclosures?.find(({ type }) => type?.startsWith("image/"))?.url,
  });
}

/** A title is plain text, but many feeds have HTML there; our own do not. */
function rssTitle(title: string | undefined, isOwn: boolean): string | undefined {
  const isHtml = /&(?:#\d+|#x[\da-f]+|[a-z]+\d?);|<\/(?:b|i|em|strong|span|sup|sub|a)>/i.test(title ?? "");
  return title === undefined || isOwn || !isHtml ? title : plainText(title);
}

/** A description is HTML; in our own feeds it is escaped text, whose line breaks and spaces are significant. */
function descriptionText(description: string, isOwn: boolean): string {
  if (!isOwn) return plainText(description);
  return description.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** Many feeds have the whole article as the description: then it has more than one block. */
function hasBlocks(description: string): boolean {
  const blocks = description.match(/<(?:p|div|h[1-6]|ul|ol|table|blockquote|figure|section|article)\b/gi);
  return (blocks ?? []).length > 1;
}

function rssSource({ source, dc }: RssItem, isOwn: boolean): FeedEntry["source"] {
  // The address in RSS's own `source` element is that of a feed, not of a page.
  const name = source?.title ?? dc?.sources?.find((text) => isOwn || !/^[a-z][a-z\d+.-]*:\S+$/i.test(text));
  return name === undefined ? undefined : { name };
}
