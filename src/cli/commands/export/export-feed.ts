import { columnsScope, siteScope } from "../../../domain/feed-scope.ts";
import { channel } from "../../../feed/channel.ts";
import { type FeedFormat, feedAddresses } from "../../../feed/feed-format.ts";
import { renderFeed } from "../../../feed/render-feed.ts";
import { bundledStore } from "../../../store/json-file/bundled-store.ts";
import type { StoreDocument } from "../../../store/json-file/store-document.ts";

/** What an exported feed is told besides its store. */
export interface FeedExport {
  /** Scheme and host of the service, which the feed's addresses begin with. */
  readonly origin: string;
  /** The slug of the only column that is exported; the store has it. */
  readonly column?: string;
  /** Articles that are published later are left out, as the service does. */
  readonly now: Date;
}

/** Returns the feed of a store or of a column as the service would render it, with every article. */
export async function exportFeed(
  format: FeedFormat,
  document: StoreDocument,
  { origin, column, now }: FeedExport,
): Promise<string> {
  const { site, columns, lastChange, list } = await bundledStore(document).edition(now);
  const exported = columns.filter(({ slug }) => column === undefined || slug === column);
  const subject = column === undefined ? siteScope(site, []) : columnsScope(site, exported);
  const { articles } = await list(subject.selection, { limit: Number.POSITIVE_INFINITY });
  const self = feedAddresses(origin, subject.path)[format];
  return renderFeed(
    format,
    channel({ subject, articles, detail: "full", self, site, columns, origin, lastChange }),
  );
}
