import { columnsScope, namedFeedScope, siteScope } from "../../../domain/feed-scope.ts";
import type { FeedFormat } from "../../../feed/feed-format.ts";
import { opml } from "../../../feed/opml.ts";
import type { Snapshot } from "../../../store/snapshot.ts";

/** What a list of feeds is exported with. */
interface OpmlExport {
  /** Scheme and host of the service, with which the addresses of the feeds begin. */
  readonly origin: string;
  /** The format of the feeds: one, since a reader subscribes to every feed in the list. */
  readonly format?: FeedFormat;
}

/** Lists the feeds of a store as OPML 2.0: the site's, each column's in an outline with its title, and the named ones. */
export function exportOpml(
  { site, columns, feeds, lastChange }: Pick<Snapshot, "site" | "columns" | "feeds" | "lastChange">,
  { origin, format = "rss" }: OpmlExport,
): string {
  return opml({
    title: site.title,
    site,
    origin,
    lastChange,
    format,
    outlines: [
      siteScope(site),
      ...columns.map((column) => ({ heading: column.title, scopes: [columnsScope(site, [column])] })),
      ...feeds.map((feed) => namedFeedScope(site, feed)),
    ],
  });
}
