import type { Site } from "../../domain/site.ts";
import type { Slug } from "../../domain/slug.ts";
import { wholeSecond } from "../json-file/modification-dates.ts";
import { type Snapshot, StoreUnavailable } from "../snapshot.ts";
import { query } from "./database.ts";
import type { ReadConnection } from "./read-connection.ts";
import { parseFeed, type ServedColumn, type ServedFeed, type StoreRow } from "./rows.ts";

/** What is known of a store at an instant before anything is asked of its articles. */
export interface D1Facts
  extends Pick<
    Snapshot,
    "version" | "lastChange" | "lastModified" | "nextChange" | "site" | "columns" | "feeds" | "removedFeeds"
  > {
  /** The version of the store, whatever is visible. */
  readonly storeVersion: number;
  /** The date for Last-Modified of the site and the code. */
  readonly base: number;
  /** Those of the columns and of the named feeds, by their slugs. */
  readonly columnDates: ReadonlyMap<string, number>;
  readonly feedDates: ReadonlyMap<string, number>;
  /** The latest instant of what is visible, and the largest place. */
  readonly now: number;
  readonly visible: number;
  /** How many articles are visible, and the date for Last-Modified of when one was last lost. */
  readonly count: number;
  readonly siteLost: number;
  /** Whether any address has moved. */
  readonly hasRedirects: boolean;
  /** Tells whether the same is visible at another instant. */
  readonly isVisibleAt: (time: number) => boolean;
}

/** What is read of a store at an instant. */
interface FactsRow extends StoreRow {
  /** How many articles have been published since the store was changed, and when the last one was, and the next is. */
  readonly ended: number;
  readonly last_ended: number | null;
  readonly next: number | null;
  /** The largest place that is visible. */
  readonly visible: number | null;
  readonly count: number;
  readonly has_redirects: number;
  /** The date for Last-Modified of when the site last lost an article. */
  readonly lost: number;
}

/** Its parameter is the instant. */
const FACTS = `WITH
  times AS MATERIALIZED (SELECT updated, max(updated, ?1) AS now FROM store),
  seen AS MATERIALIZED (
    SELECT (
      SELECT place FROM articles WHERE instant <= (SELECT now FROM times) AND place IS NOT NULL
      ORDER BY instant DESC, id LIMIT 1
    ) AS visible
  )
SELECT store.version, store.updated, store.modified, store.site_modified, store.served_site, store.served_columns,
  store.feeds, store.removed_feeds,
  (SELECT count(*) FROM articles
    WHERE instant > (SELECT updated FROM times) AND instant <= (SELECT now FROM times)) AS ended,
  (SELECT instant FROM articles
    WHERE instant > (SELECT updated FROM times) AND instant <= (SELECT now FROM times)
    ORDER BY instant DESC LIMIT 1) AS last_ended,
  (SELECT instant FROM articles WHERE instant > (SELECT now FROM times) AND place IS NOT NULL
    ORDER BY instant LIMIT 1) AS next,
  (SELECT visible FROM seen) AS visible,
  (SELECT count FROM lists WHERE kind = 'site' AND name = '')
    - (SELECT count(*) FROM articles WHERE place > coalesce((SELECT visible FROM seen), -1)) AS count,
  (SELECT lost FROM lists WHERE kind = 'site' AND name = '') AS lost,
  (SELECT max(seq) FROM redirects) IS NOT NULL AS has_redirects
FROM store WHERE id = 1`;

/** Reads what is visible at an instant. @throws {StoreUnavailable} where there is no store */
export async function readFacts(
  connection: ReadConnection,
  time: number,
  servedSince: Date,
): Promise<D1Facts> {
  const [rows] = await connection.run([query(FACTS, time)]);
  const row = rows?.[0] as FactsRow | undefined;
  if (!row) throw new StoreUnavailable("The D1 database holds no store");
  const { version, updated, modified, site_modified, ended, last_ended, next, visible, count, lost } = row;
  const base = Math.max(wholeSecond(servedSince.getTime()), site_modified);
  const feeds = JSON.parse(row.feeds) as readonly ServedFeed[];
  const servedColumns = JSON.parse(row.served_columns) as readonly ServedColumn[];
  return {
    version: `${new Date(updated).toISOString()}+${ended}.${version}`,
    storeVersion: version,
    lastChange: new Date(last_ended ?? updated),
    lastModified: new Date(Math.max(base, modified, wholeSecond(last_ended ?? 0))),
    nextChange: next === null ? undefined : new Date(next),
    site: JSON.parse(row.served_site) as Site,
    columns: servedColumns.map(({ modified: _, ...column }) => column),
    feeds: feeds.map(parseFeed),
    removedFeeds: JSON.parse(row.removed_feeds) as readonly Slug[],
    base,
    columnDates: new Map(servedColumns.map((column) => [column.slug, column.modified])),
    feedDates: new Map(feeds.map((feed) => [feed.slug, feed.modified])),
    now: Math.max(time, updated),
    visible: visible ?? -1,
    count,
    siteLost: lost,
    hasRedirects: row.has_redirects === 1,
    isVisibleAt: (other) => {
      const begin = last_ended ?? 0;
      return Math.max(other, updated) >= begin && (next === null || other < next);
    },
  };
}
