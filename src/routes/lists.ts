import {
  authorScope,
  columnsScope,
  type FeedScope,
  namedFeedScope,
  siteScope,
} from "../domain/feed-scope.ts";
import { articlePath, authorPath, columnsPath, namedFeedPath, tagPath } from "../domain/paths.ts";
import { OPENSEARCH_TYPE, openSearchDescription } from "../feed/opensearch.ts";
import { OPML_TYPE, type OpmlGroup, opml } from "../feed/opml.ts";
import { sitemap } from "../feed/sitemap.ts";
import { MEDIA_TYPES } from "../http/media-types.ts";
import { Problem } from "../http/problem.ts";
import type { Representation } from "../http/representation.ts";
import { messagesFor } from "../messages/messages.ts";
import { FAVICON } from "../pages/assets.ts";
import { MAX_NAMES, type SitemapPage, type Snapshot } from "../store/snapshot.ts";
import type { Handler } from "./route.ts";

/** How long these lists are fresh, in seconds. RFC 9309 §2.4 has crawlers ask for robots.txt once a day at least. */
const MAX_AGE = 3600;

/**
 * `GET /opml.xml`: the feeds of the site and its columns, the named feeds, and those of its authors (the {@linkcode MAX_NAMES} with the newest
 * articles).
 *
 * The feeds are RSS, which pages announce first, so that readers which import the list and readers which
 * subscribe from a page follow the same address.
 */
export const siteOpml: Handler<object> = async ({ snapshot, origin }) => {
  const { site, feeds } = snapshot;
  const texts = messagesFor(site.language);
  const authors = await snapshot.authors(MAX_NAMES);
  const groups: readonly OpmlGroup[] = [
    { heading: texts.columns, scopes: columnScopes(snapshot) },
    { heading: texts.moreFeeds, scopes: feeds.map((feed) => namedFeedScope(site, feed)) },
    { heading: texts.authors, scopes: authors.map(({ name }) => authorScope(site, name)) },
  ];
  return opmlRepresentation(snapshot, origin, {
    title: site.title,
    // An outline that holds nothing would be a line of text.
    outlines: [siteScope(site), ...groups.filter(({ scopes }) => scopes.length > 0)],
  });
};

/** `GET /columns.opml`: the feeds of the columns. */
export const columnsOpml: Handler<object> = async ({ snapshot, origin }) => {
  const { site } = snapshot;
  const scopes = columnScopes(snapshot);
  return opmlRepresentation(snapshot, origin, {
    title: `${messagesFor(site.language).columns} - ${site.title}`,
    // OPML 2.0 asks for at least one outline.
    outlines: scopes.length > 0 ? scopes : [siteScope(site)],
  });
};

function columnScopes({ site, columns }: Snapshot): readonly FeedScope[] {
  return columns.map((column) => columnsScope(site, [column]));
}

function opmlRepresentation(
  { site, lastChange }: Snapshot,
  origin: string,
  list: { readonly title: string; readonly outlines: readonly (FeedScope | OpmlGroup)[] },
): Representation {
  return {
    mediaType: `${OPML_TYPE}; charset=utf-8`,
    body: opml({ ...list, site, origin, lastChange, format: "rss" }),
    maxAge: MAX_AGE,
  };
}

/** `GET /opensearch.xml`: how browsers and readers search. */
export const openSearch: Handler<object> = async ({ snapshot, origin }) => ({
  mediaType: `${OPENSEARCH_TYPE}; charset=utf-8`,
  body: openSearchDescription(snapshot.site, origin, FAVICON),
  maxAge: MAX_AGE,
});

/** `GET /sitemap.xml`: every page, or the sitemaps that list them where one does not hold all. */
export const wholeSitemap: Handler<object> = async ({ snapshot, origin }) => {
  const { pages, parts } = await snapshot.sitemap();
  if (pages) return sitemapRepresentation(pages, origin);
  const listed = parts.map(({ name, lastChange }) => ({
    address: `${origin}/sitemaps/${name}.xml`,
    lastChange,
  }));
  return { mediaType: MEDIA_TYPES.xml, body: sitemap("sitemapindex", listed), maxAge: MAX_AGE };
};

/** `GET /sitemaps/:part.xml`: one of the sitemaps. */
export const partOfSitemap: Handler<{ readonly part: string }> = async ({ snapshot, origin, params }) =>
  sitemapRepresentation(await snapshot.sitemapPart(params.part), origin);

function sitemapRepresentation(pages: readonly SitemapPage[] | undefined, origin: string): Representation {
  if (!pages) throw new Problem("not-found", "See /sitemap.xml for the sitemaps that there are");
  const listed = pages.map((page) => ({
    address: `${origin}${pathOf(page)}`,
    lastChange: page.lastChange,
  }));
  return { mediaType: MEDIA_TYPES.xml, body: sitemap("urlset", listed), maxAge: MAX_AGE };
}

function pathOf(page: SitemapPage): string {
  switch (page.kind) {
    case "home":
      return "/";
    case "column":
      return columnsPath([page.slug]);
    case "feed":
      return namedFeedPath(page.slug);
    case "author":
      return authorPath(page.name);
    case "tag":
      return tagPath(page.name);
    case "article":
      return articlePath(page.id);
  }
}

/**
 * `GET /robots.txt` (RFC 9309): everything may be read, and where all pages are listed.
 *
 * Nothing is disallowed: some readers obey these rules when they fetch a feed, and a page that is not to be
 * indexed says so itself, which a crawler that may not read it would never see.
 */
export const robots: Handler<object> = async ({ origin }) => ({
  mediaType: MEDIA_TYPES.text,
  body: `User-agent: *\nAllow: /\n\nSitemap: ${origin}/sitemap.xml\n`,
  maxAge: MAX_AGE,
});
