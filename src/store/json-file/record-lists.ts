import { isDeepStrictEqual } from "node:util";
import type { NamedFeed, NamedFeeds } from "../../domain/named-feed.ts";
import type { RedirectRule } from "../../domain/redirect-rule.ts";
import type { RemovedArticle } from "../../domain/removed-article.ts";
import type { Column } from "../../domain/site.ts";
import { columnRecord, feedRecord } from "./format-store.ts";
import { removedRecord } from "./removed-record.ts";
import type { StoreDocument } from "./store-document.ts";

/** Returns the records of `columns`, which were `previous`. */
export function columnRecords(
  previous: StoreDocument["columns"],
  columns: readonly Column[],
): StoreDocument["columns"] {
  return columns.map((column) =>
    columnRecord(
      column,
      previous.find(({ slug }) => slug === column.slug),
    ),
  );
}

/** Returns `feeds` with the slugs of those that were removed, once they take the place of the feeds of `before`. */
export function withoutFeeds(before: NamedFeeds, feeds: readonly NamedFeed[]): NamedFeeds {
  const present = new Set(feeds.map(({ slug }) => slug));
  const known = new Set([...before.removedFeeds, ...before.feeds.map(({ slug }) => slug)]);
  return { feeds, removedFeeds: [...known].filter((slug) => !present.has(slug)) };
}

/** Returns the fields of a document that hold named feeds, which were those of `before`. */
export function withFeeds(
  before: Pick<StoreDocument, "feeds" | "removedFeeds">,
  { feeds, removedFeeds }: NamedFeeds,
  timeZone: string,
): Pick<StoreDocument, "feeds" | "removedFeeds"> {
  const previous = new Map((before.feeds ?? []).map((record) => [record.slug, record]));
  return {
    feeds: feeds.map((feed) => feedRecord(feed, timeZone, previous.get(feed.slug))),
    ...(!isDeepStrictEqual(removedFeeds, before.removedFeeds ?? []) && { removedFeeds: [...removedFeeds] }),
  };
}

/** Returns the records of `redirects`, which were `previous`. */
export function redirectRecords(
  previous: StoreDocument["redirects"] = [],
  redirects: readonly RedirectRule[],
): NonNullable<StoreDocument["redirects"]> {
  return redirects.map((rule) => previous.find((record) => isDeepStrictEqual(record, rule)) ?? { ...rule });
}

/** Returns the field `removed` for these articles, where it was `previous`; nothing where there never were any. */
export function withRemoved(
  previous: StoreDocument["removed"],
  removed: readonly RemovedArticle[],
  timeZone: string,
): Pick<StoreDocument, "removed"> {
  const before = new Map((previous ?? []).map((record) => [record.id, record]));
  const records = removed.map((article) => before.get(article.id) ?? removedRecord(article, timeZone));
  return isDeepStrictEqual(records, previous ?? []) ? {} : { removed: records };
}
