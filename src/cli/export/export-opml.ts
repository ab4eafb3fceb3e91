import { generateOpml, type Opml } from "feedsmith";
import { columnsPath } from "../../domain/address.ts";
import type { Slug } from "../../domain/slug.ts";
import type { StoreDocument } from "../../domain/store-document.ts";
import { type FeedFormat, feedAddresses } from "../../feed/feed-format.ts";

/** What an exported list of feeds is told besides its store. */
export interface OpmlExport {
  /** Scheme and host of the service, which the feeds' addresses begin with. */
  readonly origin: string;
  /** The format of the feeds: one, since a reader subscribes to every feed in the list. */
  readonly format?: FeedFormat;
}

/** Returns the feeds of a store as OPML 2.0: the site's, and each column's in an outline of its title. */
export function exportOpml(
  { site, columns, updated }: StoreDocument,
  { origin, format = "atom" }: OpmlExport,
): string {
  const feed = (title: string, path: string, description?: string): Opml.Outline<string> => ({
    type: "rss",
    text: title,
    title,
    xmlUrl: feedAddresses(origin, path)[format],
    htmlUrl: `${origin}${path || "/"}`,
    language: site.language,
    ...(description !== undefined && { description }),
  });

  const opml = generateOpml({
    head: { title: site.title, dateModified: updated, ownerName: site.publisher.name },
    body: {
      outlines: [
        feed(site.title, "", site.description),
        ...columns.map(({ slug, title, description }) => ({
          text: title,
          title,
          // The store's check has seen every column's slug.
          outlines: [feed(title, columnsPath([slug as Slug]), description)],
        })),
      ],
    },
  });
  // The library sets text with `&` or `<` in CDATA on a line of its own, which makes the line ends part of it.
  return `${opml.replace(/>\s*(<!\[CDATA\[[\s\S]*?\]\]>)\s*</g, ">$1<").trim()}\n`;
}
