import { element, xmlDocument } from "./xml.ts";

const NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

/** An address, and when what is there last changed, where that is known. */
interface Listed {
  readonly address: string;
  readonly lastChange?: Date | undefined;
}

/** What a document lists, by the name of its root. */
const KINDS = { urlset: "url", sitemapindex: "sitemap" } as const;

/** Returns `addresses` as a sitemap, or as a list of sitemaps (sitemaps.org 0.9). */
export function sitemap(kind: keyof typeof KINDS, addresses: Iterable<Listed>): string {
  const items = Array.from(addresses, ({ address, lastChange }) =>
    element(
      KINDS[kind],
      {},
      element("loc", {}, address),
      // A W3C datetime.
      ...(lastChange === undefined ? [] : [element("lastmod", {}, lastChange.toISOString())]),
    ),
  );
  return xmlDocument(element(kind, { xmlns: NAMESPACE }, ...items));
}
