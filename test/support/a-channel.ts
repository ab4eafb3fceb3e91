import { articleOf } from "../../src/domain/article.ts";
import type { Detail } from "../../src/domain/entry.ts";
import { siteScope } from "../../src/domain/feed-scope.ts";
import type { Column, Site } from "../../src/domain/site.ts";
import { type Channel, channel } from "../../src/feed/channel.ts";
import type { ArticleRecord, StoreDocument } from "../../src/store/json-file/store-document.ts";
import { aStore } from "./a-store.ts";
import { ORIGIN } from "./serve.ts";

/** Returns the channel of `articles`, in their order; a test says what else it is about. */
export function aChannel(
  articles: readonly ArticleRecord[],
  says: Partial<StoreDocument["site"]> = {},
  detail: Detail = "full",
): Channel {
  const store = aStore(articles);
  const site = { ...store.site, ...says } as Site;
  return channel({
    subject: siteScope(site, []),
    articles: articles.map(articleOf),
    detail,
    self: `${ORIGIN}/feed`,
    lastChange: new Date(store.updated),
    site,
    columns: store.columns.map((column) => column as { slug: string } as Column),
    origin: ORIGIN,
  });
}
