import { isDeepStrictEqual } from "node:util";
import type { NamedFeed } from "../../domain/named-feed.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { addressKey, type RedirectRule, redirectTargets } from "../../domain/redirect-rule.ts";
import type { Column, Site } from "../../domain/site.ts";
import { deriveColumn, deriveSite } from "../derive-article.ts";
import type { StoreFacts } from "../store-contents.ts";
import { removedHashes } from "./article-keys.ts";
import type { Counters } from "./counters.ts";
import { formatRemoved } from "./d1-articles.ts";
import { type Query, query } from "./database.ts";
import { queryEach } from "./json-parameters.ts";
import { parseFeed, type ServedColumn, type ServedFeed, type StoreRow } from "./rows.ts";
import type { StoreChanges } from "./store-changes.ts";

/** Tells whether the same is derived of articles for both sites. */
export function isSameDerivation(a: Site, b: Site): boolean {
  return a.language === b.language && a.timeZone === b.timeZone;
}

/** What the row of a store is written with. */
interface StoreContext {
  /** The row before. */
  readonly store: StoreRow;
  readonly facts: StoreFacts;
  readonly updated: Date;
  /** The date for Last-Modified of what is changed. */
  readonly modified: number;
  readonly derivedUpTo?: number | null | undefined;
}

/** Returns the query that a batch begins with: it fails where the store has another version than before. */
export function storeQuery(
  { site, columns, feeds, removedFeeds }: StoreChanges,
  {
    store,
    facts,
    updated,
    modified,
    derivedUpTo = isSameDerivation(facts.site, site) ? store.derived_up_to : 0,
  }: StoreContext,
): Query {
  const isSiteChanged = site !== facts.site;
  // A column that may not be null, so that the batch fails.
  return query(
    `UPDATE store SET version = CASE version WHEN ?1 THEN version + 1 END, updated = ?2, modified = ?3,
        site_modified = ?4, site = ?5, columns = ?6, served_site = ?7, served_columns = ?8, derived_up_to = ?9,
        feeds = ?10, removed_feeds = ?11`,
    store.version,
    updated.getTime(),
    modified,
    isSiteChanged ? modified : store.site_modified,
    JSON.stringify(site),
    JSON.stringify(columns),
    JSON.stringify(deriveSite(site)),
    JSON.stringify(servedColumns(columns, store, modified)),
    derivedUpTo,
    JSON.stringify(servedFeeds(feeds, store, modified)),
    JSON.stringify(removedFeeds),
  );
}

/** Returns what is served of `columns`; one that is as it was keeps its date. */
function servedColumns(
  columns: readonly Column[],
  { served_columns }: Pick<StoreRow, "served_columns">,
  modified: number,
): readonly ServedColumn[] {
  const before = JSON.parse(served_columns) as readonly ServedColumn[];
  return columns.map((column) => {
    const served = deriveColumn(column);
    const same = before.find(({ modified: _, ...other }) => isDeepStrictEqual(other, served));
    return { ...served, modified: same?.modified ?? modified };
  });
}

/** Returns what is served of `feeds`; one that is as it was keeps its date. */
export function servedFeeds(
  feeds: readonly NamedFeed[],
  { feeds: json }: Pick<StoreRow, "feeds">,
  modified: number,
): readonly ServedFeed[] {
  const before = JSON.parse(json) as readonly ServedFeed[];
  return feeds.map((feed) => {
    const { since, until, within: _, ...filter } = feed.filter;
    const same = before.find((other) => isDeepStrictEqual(parseFeed(other), feed));
    const span = omitUndefined<ServedFeed["filter"]>({ since: since?.getTime(), until: until?.getTime() });
    return { ...feed, filter: { ...filter, ...span }, modified: same?.modified ?? modified };
  });
}

/** Returns the queries that keep what is known of removed articles. */
export function removedQueries(
  { restored, removed }: Pick<StoreChanges, "restored" | "removed">,
  counters: Pick<Counters, "removed">,
): Query[] {
  const rows = removed.map((article, index) => ({ seq: counters.removed + index + 1, article }));
  return [
    ...queryEach(
      `DELETE FROM removed_keys WHERE seq IN
        (SELECT removed.seq FROM json_each(?1) AS ids CROSS JOIN removed ON removed.id = ids.value)`,
      restored,
    ),
    ...queryEach("DELETE FROM removed WHERE id IN (SELECT value FROM json_each(?1))", restored),
    ...queryEach(
      `INSERT INTO removed (seq, id, unpublished, article)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?1)`,
      rows.map(({ seq, article }) => [seq, article.id, article.unpublished ? 1 : 0, formatRemoved(article)]),
    ),
    ...queryEach(
      "INSERT INTO removed_keys SELECT value ->> 0, value ->> 1 FROM json_each(?1)",
      rows.flatMap(({ seq, article }) => [...new Set(removedHashes(article))].map((hash) => [hash, seq])),
    ),
  ];
}

/** Returns the queries that replace what is known of removed articles. */
export function removedListQueries(removed: StoreChanges["removed"]): Query[] {
  return [
    query("DELETE FROM removed_keys"),
    query("DELETE FROM removed"),
    ...removedQueries({ restored: [], removed }, { removed: 0 }),
  ];
}

/** Returns the queries that replace the redirects. */
export function redirectQueries(rules: readonly RedirectRule[]): Query[] {
  const targets = redirectTargets(rules);
  const rows = rules.map((rule, index) => {
    const key = addressKey(rule.from);
    return [index + 1, key, JSON.stringify(rule), targets.get(key) ?? null];
  });
  return [
    query("DELETE FROM redirects"),
    ...queryEach(
      `INSERT INTO redirects (seq, key, rule, target)
          SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?1)`,
      rows,
    ),
  ];
}
