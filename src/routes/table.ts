import { FEED_FORMAT_NAMES, FEED_FORMATS } from "../feed/feed-format.ts";
import { alias } from "./alias.ts";
import { article } from "./article.ts";
import { articles } from "./articles.ts";
import { columns } from "./columns.ts";
import { DISCOVERY_ROUTES } from "./discovery-routes.ts";
import { feed } from "./feed.ts";
import { feedSource } from "./feed-source.ts";
import type { Route } from "./handler.ts";
import { health } from "./health.ts";
import { indexDocument } from "./index-document.ts";
import { openapi } from "./openapi.ts";
import { articlePage } from "./pages/article-page.ts";
import { ASSET_ROUTES } from "./pages/asset-routes.ts";
import { homePage } from "./pages/home-page.ts";
import { previewPage } from "./pages/preview-page.ts";
import { subjectPage } from "./pages/subject-page.ts";
import { subscribePage } from "./pages/subscribe-page.ts";
import { subject } from "./subject.ts";
import * as subjects from "./subjects.ts";

/** What can be subscribed to: below which path, and how it is found. */
const SCOPES = [
  { path: "", of: "the whole site", find: subjects.site, query: ["limit", "content", "exclude"] },
  {
    path: "/columns/:columns",
    of: "one column, or several joined by +",
    find: subjects.columns,
    query: ["limit", "content"],
  },
  { path: "/authors/:author", of: "one author", find: subjects.author, query: ["limit", "content"] },
  { path: "/tags/:tag", of: "one tag", find: subjects.tag, query: ["limit", "content"] },
] as const;

const json = (schema: string) => ({ mediaType: "application/json", schema });

/** Every route, in the order in which they are tried. */
export const ROUTES: readonly Route[] = [
  {
    path: "/",
    query: [],
    handler: indexDocument,
    page: { handler: homePage, by: "accept" },
    summary: "The publication and where everything is",
    answers: json("Index"),
  },
  {
    path: "/index.json",
    query: [],
    handler: indexDocument,
    summary: "The publication and where everything is",
    answers: json("Index"),
  },
  {
    path: "/columns.json",
    query: [],
    handler: columns,
    summary: "Every column",
    answers: json("ColumnList"),
  },
  {
    path: "/articles.json",
    query: ["column", "author", "tag", "content", "limit", "cursor"],
    handler: articles,
    summary: "Articles, newest first, page by page",
    answers: json("ArticleList"),
  },
  {
    path: "/articles/:id.json",
    query: [],
    handler: article,
    summary: "One article",
    answers: json("Article"),
  },
  {
    path: "/articles/:id",
    query: [],
    handler: article,
    page: { handler: articlePage, by: "accept" },
    summary: "One article",
    answers: json("Article"),
  },
  {
    path: "/openapi.json",
    query: [],
    handler: openapi,
    summary: "This description",
    answers: json("OpenApi"),
  },
  ...DISCOVERY_ROUTES,
  ...ASSET_ROUTES,
  { path: "/health", query: [], handler: health, summary: "Which store is served", answers: json("Health") },
  ...SCOPES.flatMap(({ path, of, find, query }): Route[] => [
    {
      path: `${path}/subscribe`,
      query: [],
      handler: subscribePage(find),
      summary: `How to subscribe to ${of}`,
      answers: { mediaType: "text/html" },
    },
    ...FEED_FORMAT_NAMES.flatMap((format): Route[] => {
      const { file, name, type } = FEED_FORMATS[format];
      return [
        {
          path: `${path}/${file}`,
          query,
          handler: feed(format, find),
          page: { handler: previewPage(format, find), by: "browser" },
          summary: `${name} of ${of}`,
          answers: { mediaType: type, ...(format === "json" && { schema: "JsonFeed" }) },
        },
        {
          path: `${path}/${file}.txt`,
          query,
          handler: feedSource(format, find),
          summary: `The source of the ${name} of ${of}`,
          answers: "asset",
        },
      ];
    }),
    {
      path: `${path}/:alias`,
      query,
      handler: alias(find),
      summary: `Customary feed addresses of ${of}`,
      answers: "redirect",
    },
  ]),
  ...SCOPES.filter(({ path }) => path !== "").flatMap(({ path, of, find }): Route[] => [
    {
      path: `${path}.json`,
      query: [],
      handler: subject(".json", find),
      summary: `What there is of ${of}`,
      answers: json("Subject"),
    },
    {
      path,
      query: ["after", "before"],
      handler: subject("", find),
      page: { handler: subjectPage(find), by: "accept" },
      summary: `What there is of ${of}`,
      answers: json("Subject"),
    },
  ]),
];
