import type { StoreDocument } from "../../domain/store-document.ts";
import { columnsSubject, siteSubject } from "../../domain/subject.ts";
import { channel } from "../../feed/channel.ts";
import { type FeedFormat, feedAddresses } from "../../feed/feed-format.ts";
import { renderFeed } from "../../feed/render-feed.ts";
import { bundledStore } from "../../store/bundled-store.ts";

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
  const subject = column === undefined ? siteSubject(site, []) : columnsSubject(site, exported);
  const { articles } = await list(subject.selection, { limit: Number.POSITIVE_INFINITY });
  const self = feedAddresses(origin, subject.path)[format];
  return renderFeed(
    format,
    channel({ subject, articles, detail: "full", self, site, columns, origin, lastChange }),
  );
}
