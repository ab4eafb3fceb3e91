import type { RedirectRule } from "../../domain/redirect-rule.ts";
import type { Column, Site } from "../../domain/site.ts";
import type { Slug } from "../../domain/slug.ts";
import { programName } from "../../operator/program-name.ts";
import { UserError } from "../../operator/user-error.ts";
import type { StoreFacts } from "../store-contents.ts";
import { type Database, query } from "./database.ts";
import { type ListRow, parseFeed, type ServedFeed, type StoreRow } from "./rows.ts";

/** What a store holds besides its articles, and its row. */
interface FoundFacts {
  readonly row: StoreRow;
  readonly facts: StoreFacts;
}

/** Reads what a store holds besides its articles. @throws {UserError} if there is none */
export async function readFacts(db: Database, name: string): Promise<FoundFacts> {
  const found = await findFacts(db, name);
  if (found) return found;
  throw new UserError(
    `${name}: the database holds no store yet; copy one into it with "${programName()} copy articles.json ${name}", or make one with "${programName()} --store ${name} init"`,
  );
}

/** Reads what a store holds besides its articles; returns `undefined` if there is none. */
export async function findFacts(db: Database, name: string): Promise<FoundFacts | undefined> {
  const read = await db
    .batch([
      query("SELECT * FROM store"),
      query("SELECT * FROM lists WHERE former IS NOT NULL ORDER BY former"),
      query("SELECT rule FROM redirects ORDER BY seq"),
    ])
    .catch((error: unknown) => {
      throw unreadable(name, error);
    });
  // As the queries name them.
  const [[row] = [], lists = [], redirects = []] = read as [
    (readonly StoreRow[])?,
    (readonly ListRow[])?,
    (readonly { readonly rule: string }[])?,
  ];
  if (!row) return undefined;
  const formerOf = (kind: string) => lists.flatMap((list) => (list.kind === kind ? [list.name] : []));
  return {
    row,
    // Written by this module, which checked it.
    facts: {
      site: JSON.parse(row.site) as Site,
      columns: JSON.parse(row.columns) as readonly Column[],
      feeds: (JSON.parse(row.feeds) as readonly ServedFeed[]).map(parseFeed),
      removedFeeds: JSON.parse(row.removed_feeds) as readonly Slug[],
      redirects: redirects.map(({ rule }) => JSON.parse(rule) as RedirectRule),
      former: { authors: formerOf("author"), tags: formerOf("tag") },
      updated: new Date(row.updated),
    },
  };
}

/** Returns what to tell an operator where `error` says that the tables of a store are missing; else `error`. */
export function unreadable(name: string, error: unknown): unknown {
  if (!(error instanceof Error && /no such table/.test(error.message))) return error;
  const where = name.endsWith(":remote") ? "--remote" : "--local";
  return new UserError(
    `${name}: the database has no tables yet; create them with "npx wrangler d1 migrations apply DB ${where}"`,
  );
}
