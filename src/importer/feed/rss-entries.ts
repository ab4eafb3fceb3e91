import { parseRdfFeed, parseRssFeed, type RdfFeed, type RssFeed } from "feedsmith";
import type { Person } from "../../domain/article.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { atomContent, atomDescription, atomLink, atomPeople, atomText } from "./atom-entries.ts";
import {
  type FeedCategory,
  type FeedEntry,
  type FeedParser,
  firstNonEmpty,
  type ParsedFeed,
  statedTexts,
} from "./feed-entry.ts";
import { htmlText, textOrHtml } from "./feed-text.ts";
import { entryFiles, mediaTexts } from "./media.ts";

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
  const { guid, dc, dcterms, atom, itunes } = item;
  const isPermaLink = guid?.isPermaLink !== false && /^https?:/i.test(guid?.value ?? "");
  const content = item.content?.encoded ?? atomContent(atom?.content);
  const summary = itunes?.summary ?? itunes?.subtitle;
  const description =
    item.description ??
    atomDescription(atom?.summary) ??
    (summary === undefined ? undefined : textOrHtml(summary));
  const media = mediaTexts(item.media, !isOwn && content === undefined && description === undefined);
  const links = atom?.links ?? [];
  return omitUndefined<FeedEntry>({
    id: guid?.value ?? item.rdf?.about ?? atom?.id ?? dc?.identifiers?.[0],
    guid: guid?.value ?? item.rdf?.about,
    otherId: dc?.identifiers?.[0],
    title: rssTitle(item.title, isOwn) ?? atomText(atom?.title) ?? itunes?.title ?? media.title,
    link: item.link ?? atomLink(links, "alternate") ?? (isPermaLink ? guid?.value : undefined),
    via: atomLink(links, "via"),
    authors: rssAuthors(item, media.authors),
    editors: (dc?.contributors ?? []).map((name) => ({ name })),
    source: rssSource(item, isOwn),
    published: statedTexts(
      item.pubDate,
      dc?.dates?.[0],
      dcterms?.issued?.[0],
      dcterms?.created?.[0],
      atom?.published,
    ),
    updated: atom?.updated ?? dcterms?.modified?.[0],
    summary: isOwn ? ownSummary(item.description) : undefined,
    description: isOwn ? undefined : (description ?? media.description),
    content,
    categories: [
      ...(item.categories ?? []).flatMap(({ name, domain }) =>
        name === undefined ? [] : [omitUndefined<FeedCategory>({ name, scheme: domain })],
      ),
      ...(dc?.subjects ?? []).map((name) => ({ name })),
    ],
    language: dc?.languages?.[0],
    ...entryFiles(item.media, item.enclosures, itunes?.image),
  });
}

/** A title is plain text, but many feeds have HTML there; our own do not. */
function rssTitle(title: string | undefined, isOwn: boolean): string | undefined {
  const isHtml = /&(?:#\d+|#x[\da-f]+|[a-z]+\d?);|<\/(?:b|i|em|strong|span|sup|sub|a)>/i.test(title ?? "");
  return title === undefined || isOwn || !isHtml ? title : htmlText(title);
}

/** A description is HTML; in our own feeds it is escaped text, whose line breaks and spaces are significant. */
function ownSummary(description: string | undefined): string | undefined {
  return description?.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function rssAuthors(
  { dc, authors = [], atom, itunes }: RssItem,
  credits: readonly string[],
): readonly Person[] {
  const named = (names: readonly string[]) => names.map((name): Person => ({ name }));
  return firstNonEmpty(
    named(dc?.creators ?? []),
    named(authors.flatMap(({ name }) => name ?? [])),
    atomPeople(atom?.authors),
    named(itunes?.author === undefined ? [] : [itunes.author]),
    named(credits),
    named(authors.flatMap(({ email }) => email ?? [])),
  );
}

function rssSource({ source, dc }: RssItem, isOwn: boolean): FeedEntry["source"] {
  // The address in RSS's own `source` element is that of a feed, not of a page.
  const name = source?.title ?? dc?.sources?.find((text) => isOwn || !/^[a-z][a-z\d+.-]*:\S+$/i.test(text));
  return name === undefined ? undefined : { name };
}
