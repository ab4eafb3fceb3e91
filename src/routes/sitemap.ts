import { type Listed, sitemap } from "../feed/sitemap.ts";
import { Problem } from "../http/problem.ts";
import type { Representation } from "../http/representation.ts";
import type { Handler } from "./handler.ts";
import { type ListedPage, sitemapParts } from "./sitemap-parts.ts";

/** How long sitemaps are fresh, in seconds. */
const MAX_AGE = 3600;

/** `GET /sitemap.xml`: every page, or the sitemaps that list them where one does not hold all. */
export const wholeSitemap: Handler = async ({ edition, origin }) => {
  const parts = await sitemapParts(edition);
  const [first, ...more] = parts;
  if (first && more.length === 0) return xml(sitemap("urlset", first.pages().map(at(origin))));

  const listed = parts.map(({ lastChange }, index) => ({ path: `/sitemaps/${index + 1}.xml`, lastChange }));
  return xml(sitemap("sitemapindex", listed.map(at(origin))));
};

/** `GET /sitemaps/:part.xml`: one of the sitemaps, counted from 1. */
export const partOfSitemap: Handler = async ({ edition, origin, params: { part = "" } }) => {
  const found = /^[1-9]\d{0,5}$/.test(part) ? (await sitemapParts(edition))[Number(part) - 1] : undefined;
  if (!found) throw new Problem("not-found", "See /sitemap.xml for the sitemaps that there are");
  return xml(sitemap("urlset", found.pages().map(at(origin))));
};

function at(origin: string): (page: ListedPage) => Listed {
  return ({ path, ...rest }) => ({ address: `${origin}${path}`, ...rest });
}

function xml(body: string): Representation {
  return { mediaType: "application/xml; charset=utf-8", body, maxAge: MAX_AGE };
}
