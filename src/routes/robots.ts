import type { Handler } from "./handler.ts";

/** How long the rules are fresh, in seconds. RFC 9309 §2.4 has crawlers ask again within a day. */
const MAX_AGE = 3600;

/**
 * `GET /robots.txt` (RFC 9309): everything may be read, and where all pages are listed.
 *
 * Nothing is kept from crawlers. Some readers heed these rules when they fetch a feed, and a page that is not
 * to be found says so itself, which a crawler that may not read it would never learn.
 */
export const robots: Handler = async ({ origin }) => ({
  mediaType: "text/plain; charset=utf-8",
  body: `User-agent: *\nAllow: /\n\nSitemap: ${origin}/sitemap.xml\n`,
  maxAge: MAX_AGE,
});
