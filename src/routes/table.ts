import type { SchemaName } from "../api/documents.ts";
import { openapiDocument } from "../api/openapi.ts";
import { OPENSEARCH_PATH } from "../domain/paths.ts";
import { FEED_FORMAT_NAMES, FEED_FORMATS, feedPath } from "../feed/feed-format.ts";
import { OPENSEARCH_TYPE } from "../feed/opensearch.ts";
import { OPML_TYPE } from "../feed/opml.ts";
import { essence, MEDIA_TYPES } from "../http/media-types.ts";
import { article, articleAsPage, articles } from "./articles.ts";
import { ASSET_PATHS, asset } from "./assets.ts";
import { feed, feedAlias, feedPreview, feedSource } from "./feeds.ts";
import { FILTER_QUERY } from "./filter-parameters.ts";
import { columnsOpml, openSearch, partOfSitemap, robots, siteOpml, wholeSitemap } from "./lists.ts";
import { after, before, content, cursor, limit, order, PATH_PARAMETERS } from "./parameters.ts";
import { jsonRepresentation } from "./representations.ts";
import { type Answer, type Route, route } from "./route.ts";
import { scopeAsJson, scopeAsPage, subscribe } from "./scope-pages.ts";
import { SCOPE_KINDS } from "./scopes.ts";
import { columns, health, home, index } from "./site.ts";

const { id, part, alias } = PATH_PARAMETERS;

function json(schema: SchemaName): Answer {
  return { kind: "document", mediaType: essence(MEDIA_TYPES.json), schema };
}

function document(mediaType: string): Answer {
  return { kind: "document", mediaType: essence(mediaType) };
}

/** Every route, in the order in which they are tried. */
export const ROUTES: readonly Route[] = [
  route({
    path: "/",
    params: {},
    query: {},
    handler: index,
    page: { handler: home, by: "accept" },
    summary: "The publication and where everything is",
    answer: json("Index"),
  }),
  route({
    path: "/index.json",
    params: {},
    query: {},
    handler: index,
    summary: "The publication and where everything is",
    answer: json("Index"),
  }),
  route({
    path: "/columns.json",
    params: {},
    query: {},
    handler: columns,
    summary: "Every column",
    answer: json("ColumnList"),
  }),
  route({
    path: "/articles.json",
    params: {},
    query: { ...FILTER_QUERY, limit, content, cursor },
    handler: articles,
    summary: "Articles, newest first, page by page",
    mayBeMissing: true,
    answer: json("ArticleList"),
  }),
  route({
    path: "/articles/:id.json",
    params: { id },
    query: {},
    handler: article,
    summary: "One article",
    mayBeRemoved: true,
    answer: json("Article"),
  }),
  route({
    path: "/articles/:id",
    params: { id },
    query: {},
    handler: article,
    page: { handler: articleAsPage, by: "accept" },
    summary: "One article",
    mayBeRemoved: true,
    answer: json("Article"),
  }),
  route({
    path: "/openapi.json",
    params: {},
    query: {},
    handler: async ({ snapshot, origin }) => {
      const described = ROUTES.flatMap(({ description }) => description ?? []);
      return jsonRepresentation(openapiDocument(described, { title: snapshot.site.title, origin }));
    },
    summary: "This description",
    answer: json("OpenApi"),
  }),
  route({
    path: "/opml.xml",
    params: {},
    query: {},
    handler: siteOpml,
    summary: "The feeds of the site, its columns and its authors, and the named feeds, as OPML 2.0",
    answer: document(OPML_TYPE),
  }),
  route({
    path: "/columns.opml",
    params: {},
    query: {},
    handler: columnsOpml,
    summary: "The feeds of the columns as OPML 2.0",
    answer: document(OPML_TYPE),
  }),
  route({
    path: OPENSEARCH_PATH,
    params: {},
    query: {},
    handler: openSearch,
    summary: "How browsers and readers search, as OpenSearch 1.1",
    answer: document(OPENSEARCH_TYPE),
  }),
  route({
    path: "/sitemap.xml",
    params: {},
    query: {},
    handler: wholeSitemap,
    summary: "Every page as a sitemap, or the sitemaps that list them",
    answer: document(MEDIA_TYPES.xml),
  }),
  route({
    path: "/sitemaps/:part.xml",
    params: { part },
    query: {},
    handler: partOfSitemap,
    summary: "One of the sitemaps",
    answer: document(MEDIA_TYPES.xml),
  }),
  route({
    path: "/robots.txt",
    params: {},
    query: {},
    handler: robots,
    summary: "What crawlers may read, and where all pages are listed",
    answer: document(MEDIA_TYPES.text),
  }),
  ...ASSET_PATHS.map((path) =>
    route({
      path,
      params: {},
      query: {},
      handler: asset,
      summary: "What pages need besides themselves",
      answer: { kind: "asset" },
    }),
  ),
  route({
    path: "/health",
    params: {},
    query: {},
    handler: health,
    summary: "Which store is served",
    answer: json("Health"),
  }),
  ...SCOPE_KINDS.flatMap((kind): Route[] => [
    route({
      path: `${kind.path}/subscribe`,
      params: kind.params,
      query: FILTER_QUERY,
      handler: subscribe(kind),
      summary: `How to subscribe to ${kind.noun}`,
      mayBeMissing: true,
      mayRedirect: true,
      answer: document(MEDIA_TYPES.html),
    }),
    ...FEED_FORMAT_NAMES.flatMap((format): Route[] => {
      const { name, type } = FEED_FORMATS[format];
      const path = feedPath(kind.path, format);
      return [
        route({
          path,
          params: kind.params,
          query: kind.query,
          handler: feed(format, kind),
          page: { handler: feedPreview(format, kind), by: "browser" },
          summary: `${name} of ${kind.noun}`,
          // There may be no page of the number that is asked for.
          mayBeMissing: true,
          mayRedirect: true,
          answer: { kind: "document", mediaType: type, ...(format === "json" && { schema: "JsonFeed" }) },
        }),
        route({
          path: `${path}.txt`,
          params: kind.params,
          query: kind.query,
          handler: feedSource(format, kind),
          summary: `The source of the ${name} of ${kind.noun}`,
          answer: { kind: "asset" },
        }),
      ];
    }),
    // Feeds are looked for below the page too, where that is elsewhere.
    ...[...new Set([kind.path, kind.pagePath])].map((path) =>
      route({
        path: `${path}/:alias`,
        params: { ...kind.params, alias },
        query: kind.query,
        handler: feedAlias(kind),
        summary: `Customary feed addresses of ${kind.noun}`,
        answer: { kind: "redirect" },
      }),
    ),
  ]),
  ...SCOPE_KINDS.flatMap((kind): Route[] => [
    route({
      path: `${kind.pagePath}.json`,
      params: kind.params,
      query: { ...FILTER_QUERY, limit, content, order, after },
      handler: scopeAsJson(kind, ".json"),
      summary: `What there is of ${kind.noun}`,
      mayBeMissing: true,
      mayRedirect: true,
      answer: json("Subject"),
    }),
    route({
      path: kind.pagePath,
      params: kind.params,
      query: { ...FILTER_QUERY, order, after, before },
      handler: scopeAsJson(kind, ""),
      page: { handler: scopeAsPage(kind), by: "accept" },
      summary: `What there is of ${kind.noun}`,
      mayBeMissing: true,
      mayRedirect: true,
      answer: json("Subject"),
    }),
  ]),
];
