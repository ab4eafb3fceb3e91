import { type Detail, type Entry, fullEntry, summaryEntry } from "../../src/domain/entry.ts";
import { siteScope } from "../../src/domain/feed-scope.ts";
import { feedChannel } from "../../src/feed/channel.ts";
import type { FeedFormat } from "../../src/feed/feed-format.ts";
import { renderEntry, renderFeed } from "../../src/feed/render-feed.ts";
import { deriveArticle, deriveColumn, deriveSite } from "../../src/store/derive-article.ts";
import { parseStore } from "../../src/store/json-file/parse-store.ts";
import type { ArticleRecord, StoreDocument } from "../../src/store/json-file/store-document.ts";
import { aStore } from "./a-store.ts";
import { ORIGIN } from "./serve.ts";

/** What a test says of a feed besides its articles. */
export interface FeedDetails {
  readonly site?: Partial<StoreDocument["site"]>;
  readonly detail?: Detail;
  /** Changes each entry before it is rendered. */
  readonly change?: (entry: Entry) => Entry;
}

/** Returns the feeds of `articles`, in their order, in every format. */
export function feedsOf(
  articles: readonly ArticleRecord[],
  { site: says = {}, detail = "full", change = (entry) => entry }: FeedDetails = {},
): Readonly<Record<FeedFormat, string>> {
  const document = aStore(articles);
  const store = parseStore({ ...document, site: { ...document.site, ...says } });
  const site = deriveSite(store.site);
  const context = { site, columns: store.columns.map(deriveColumn), origin: ORIGIN };
  const derived = store.articles.map((article) => deriveArticle(article, site));
  const entries = derived
    .map((article) => (detail === "full" ? fullEntry(article, context) : summaryEntry(article, context)))
    .map(change);
  const channel = Object.freeze(
    feedChannel({
      scope: siteScope(site),
      articles: derived,
      self: `${ORIGIN}/feed`,
      site,
      origin: ORIGIN,
      lastChange: store.updated,
    }),
  );
  const feed = (format: FeedFormat) =>
    renderFeed(
      format,
      channel,
      entries.map((entry) => renderEntry(format, entry, site)),
    );
  return { rss: feed("rss"), atom: feed("atom"), json: feed("json") };
}
