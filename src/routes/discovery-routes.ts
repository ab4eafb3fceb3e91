import { OPML_TYPE } from "../feed/opml.ts";
import type { Route } from "./handler.ts";
import { opmlList } from "./opml.ts";
import { robots } from "./robots.ts";
import { partOfSitemap, wholeSitemap } from "./sitemap.ts";

const OPML = { mediaType: OPML_TYPE };
const SITEMAP = { mediaType: "application/xml" };

/** What lists everything that there is, for readers and crawlers. */
export const DISCOVERY_ROUTES: readonly Route[] = [
  {
    path: "/opml.xml",
    query: [],
    handler: opmlList("site"),
    summary: "The feeds of the site, its columns and its authors as OPML 2.0",
    answers: OPML,
  },
  {
    path: "/columns.opml",
    query: [],
    handler: opmlList("columns"),
    summary: "The feeds of the columns as OPML 2.0",
    answers: OPML,
  },
  {
    path: "/sitemap.xml",
    query: [],
    handler: wholeSitemap,
    summary: "Every page as a sitemap, or the sitemaps that list them",
    answers: SITEMAP,
  },
  {
    path: "/sitemaps/:part.xml",
    query: [],
    handler: partOfSitemap,
    summary: "One of the sitemaps",
    answers: SITEMAP,
  },
  {
    path: "/robots.txt",
    query: [],
    handler: robots,
    summary: "What crawlers may read, and where all pages are listed",
    answers: { mediaType: "text/plain" },
  },
];
