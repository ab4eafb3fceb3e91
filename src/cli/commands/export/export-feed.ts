import type { Article } from "../../../domain/article.ts";
import { columnsScope, siteScope } from "../../../domain/feed-scope.ts";
import type { Filter } from "../../../domain/filter.ts";
import type { Column } from "../../../domain/site.ts";
import { channel } from "../../../feed/channel.ts";
import { type FeedFormat, feedAddresses } from "../../../feed/feed-format.ts";
import { renderFeed } from "../../../feed/render-feed.ts";
import { MAX_LIMIT, type Snapshot } from "../../../store/snapshot.ts";

/** What a feed is exported of. */
interface FeedExport {
  /** Scheme and host of the service, with which the addresses in the feed begin. */
  readonly origin: string;
  /** The only column that is exported. */
  readonly column?: Column;
}

/** Renders the feed of a whole snapshot, or of one column, as the service would with every article in it. */
export async function exportFeed(
  format: FeedFormat,
  snapshot: Snapshot,
  { origin, column }: FeedExport,
): Promise<string> {
  const { site, columns, lastChange } = snapshot;
  const subject = column === undefined ? siteScope(site, []) : columnsScope(site, [column]);
  const articles = await allArticles(snapshot, subject.selection);
  const self = feedAddresses(origin, subject.path)[format];
  return renderFeed(
    format,
    channel({ subject, articles, detail: "full", self, site, columns, origin, lastChange }),
  );
}

async function allArticles(snapshot: Snapshot, filter: Filter): Promise<Article[]> {
  const articles: Article[] = [];
  let page = await snapshot.list(filter, { limit: MAX_LIMIT });
  for (;;) {
    articles.push(...(await snapshot.articles(page.heads.map(({ id }) => id))));
    if (!page.next) return articles;
    page = await snapshot.list(filter, { limit: MAX_LIMIT, after: page.next });
  }
}
