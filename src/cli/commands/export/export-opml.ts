import { columnsScope, siteScope } from "../../../domain/feed-scope.ts";
import type { Column, Site } from "../../../domain/site.ts";
import type { FeedFormat } from "../../../feed/feed-format.ts";
import { opml } from "../../../feed/opml.ts";
import type { StoreDocument } from "../../../store/json-file/store-document.ts";

/** What an exported list of feeds is told besides its store. */
export interface OpmlExport {
  /** Scheme and host of the service, which the feeds' addresses begin with. */
  readonly origin: string;
  /** The format of the feeds: one, since a reader subscribes to every feed in the list. */
  readonly format?: FeedFormat;
}

/** Returns the feeds of a store as OPML 2.0: the site's, and each column's in an outline of its title. */
export function exportOpml(store: StoreDocument, { origin, format = "rss" }: OpmlExport): string {
  // The check has seen every slug and every field.
  const site = store.site as Site;
  const columns = store.columns as readonly { slug: string }[] as readonly Column[];
  return opml({
    title: site.title,
    site,
    origin,
    lastChange: new Date(store.updated),
    format,
    outlines: [
      siteScope(site, []),
      ...columns.map((column) => ({ heading: column.title, subjects: [columnsScope(site, [column])] })),
    ],
  });
}
