import type { Article } from "../../../domain/article.ts";
import { fullEntry } from "../../../domain/entry.ts";
import { columnsScope, siteScope } from "../../../domain/feed-scope.ts";
import type { Filter } from "../../../domain/filter.ts";
import type { Column } from "../../../domain/site.ts";
import { feedChannel } from "../../../feed/channel.ts";
import { type FeedFormat, feedAddresses } from "../../../feed/feed-format.ts";
import { renderEntry, renderFeed } from "../../../feed/render-feed.ts";
import { type HeadPage, MAX_LIMIT, type PageRequest, type Snapshot } from "../../../store/snapshot.ts";

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
  const scope = column === undefined ? siteScope(site) : columnsScope(site, [column]);
  const articles = await allArticles(snapshot, scope.filter);
  const self = feedAddresses(origin, scope)[format];
  const context = { site, columns, origin };
  return renderFeed(
    format,
    feedChannel({ scope, articles, self, site, origin, lastChange }),
    articles.map((article) => renderEntry(format, fullEntry(article, context), site)),
  );
}

async function allArticles(snapshot: Snapshot, filter: Filter): Promise<Article[]> {
  const articles: Article[] = [];
  for (let request: PageRequest | undefined = { limit: MAX_LIMIT }; request; ) {
    const page: HeadPage<Article> = await snapshot.listWhole(filter, request);
    articles.push(...page.heads);
    request = page.next && { limit: MAX_LIMIT, after: page.next };
  }
  return articles;
}
