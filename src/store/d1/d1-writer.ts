import { type FormerNames, NO_FORMER_NAMES } from "../../domain/former-names.ts";
import type { RedirectRule } from "../../domain/redirect-rule.ts";
import type { Column, Site } from "../../domain/site.ts";
import type { Slug } from "../../domain/slug.ts";
import type { WordSearch } from "../../domain/word-search.ts";
import { programName } from "../../operator/program-name.ts";
import { UserError } from "../../operator/user-error.ts";
import { withPublication } from "../article-dates.ts";
import type { ArticleWriter, Committed, Transaction } from "../article-writer.ts";
import { InvalidStoreError } from "../invalid-store-error.ts";
import { checkChanges } from "./check-changes.ts";
import { editD1 } from "./d1-transaction.ts";
import { type Database, type Query, query, select } from "./database.ts";
import { type FormerChanges, formerChanges } from "./former-names.ts";
import { readArticles } from "./read-articles.ts";
import { type ListRow, parseFeed, type ServedFeed, type StoreRow } from "./rows.ts";
import type { StoreChanges, StoreFacts } from "./store-changes.ts";
import { isSameDerivation } from "./store-queries.ts";
import { parseStored, STORED_COLUMNS, type StoredRow } from "./stored-rows.ts";
import { writeChanges } from "./write-changes.ts";

/** What a database is written with. */
interface D1WriterOptions {
  /** How messages name the store. */
  readonly name: string;
  readonly search: WordSearch;
  /** The clock. */
  readonly now: () => Date;
}

/** How often a transaction is run where others write meanwhile. */
const MAX_ATTEMPTS = 5;

/** How many articles are derived again at once. */
const DERIVED_AT_ONCE = 100;

/**
 * Returns the writer of the store in `db`. A transaction reads, keeps its changes in memory, and writes them in one
 * batch, which fails where another writer has changed the store meanwhile; then its work is run again, a few times.
 */
export function d1Writer(db: Database, { name, search, now: clock }: D1WriterOptions): ArticleWriter {
  /** The end of the last transaction of this writer: they do not disturb each other. */
  let last: Promise<unknown> = Promise.resolve();

  async function attempt<Result>(
    work: (transaction: Transaction) => Promise<Result>,
    dryRun: boolean,
  ): Promise<Committed<Result> & { readonly isDerived: boolean }> {
    const { row, facts } = await readFacts(db, name);
    try {
      return await run(work, dryRun, row, facts);
    } catch (error) {
      // What has been looked up may be of two versions.
      const isChanged = (await readFacts(db, name)).row.version !== row.version;
      throw isChanged ? new ChangedMeanwhile() : error;
    }
  }

  async function run<Result>(
    work: (transaction: Transaction) => Promise<Result>,
    dryRun: boolean,
    row: StoreRow,
    facts: StoreFacts,
  ): Promise<Committed<Result> & { readonly isDerived: boolean }> {
    const now = new Date(Math.max(clock().getTime(), row.updated));
    const edit = editD1(db, facts, search, now);
    const result = await work(edit.transaction);
    const changes = await edit.changes();
    const { isChanged, ids } = changes;
    const isDerived = dryRun || (row.derived_up_to === null && isSameDerivation(facts.site, changes.site));
    if (!isChanged) return { result, changed: false, articles: ids, ended: NO_FORMER_NAMES, isDerived };

    const findings = await checkChanges(db, facts, changes, { search, now });
    if (findings.length > 0) throw new InvalidStoreError(name, findings);
    const former = await formerChanges(db, changes.articles, now);
    const all = { ...changes, articles: [...changes.articles, ...(await endedEmbargoes(db, changes, now))] };
    const queries = await writeChanges(db, all, { name, store: row, facts, former, search, now });
    if (!dryRun) await runBatch(db, queries);
    return { result, changed: true, articles: ids, ended: endedNames(former, facts.former), isDerived };
  }

  /** Runs `write` again where another writer came between its first look-up and its end. */
  async function repeated<Result>(write: () => Promise<Result>): Promise<Result> {
    for (let attempts = 1; ; attempts++) {
      try {
        return await write();
      } catch (error) {
        if (!(error instanceof ChangedMeanwhile)) throw error;
        if (attempts === MAX_ATTEMPTS)
          throw new UserError(
            `${name}: other commands changed it ${attempts} times while this one worked, and nothing was written; run the command again`,
          );
      }
    }
  }

  /** Derives the next articles again that are as the site was before; tells whether there are more. */
  async function deriveNext(): Promise<boolean> {
    const { row, facts } = await readFacts(db, name);
    if (row.derived_up_to === null) return false;
    const rows = await select<StoredRow>(
      db,
      `SELECT ${STORED_COLUMNS} FROM articles CROSS JOIN bodies ON bodies.seq = articles.seq
        WHERE articles.seq > ?1 ORDER BY articles.seq LIMIT ${DERIVED_AT_ONCE}`,
      row.derived_up_to,
    );
    const seq = rows.length < DERIVED_AT_ONCE ? null : (rows.at(-1)?.seq ?? null);
    const articles = rows.map((found) => {
      const article = parseStored(found);
      return { before: { seq: found.seq, place: found.place, article }, after: article };
    });
    const changes: StoreChanges = {
      ...facts,
      isChanged: true,
      articles,
      ids: { added: [], updated: [], removed: [] },
      restored: [],
      removed: [],
    };
    const former = { ended: [], returned: [] };
    await runBatch(
      db,
      await writeChanges(db, changes, {
        name,
        store: row,
        facts,
        former,
        search,
        now: new Date(row.updated),
        derivedUpTo: seq,
      }),
    );
    return seq !== null;
  }

  async function deriveAgain(): Promise<void> {
    while (await repeated(deriveNext));
  }

  return {
    async read(work) {
      const { facts } = await readFacts(db, name);
      return work(readArticles(db, facts, search));
    },

    async transaction(work, { dryRun = false } = {}) {
      const inTurn = async () => {
        const { isDerived, ...committed } = await repeated(() => attempt(work, dryRun));
        if (!isDerived) await deriveAgain();
        return committed;
      };
      const committed = last.then(inTurn, inTurn);
      last = committed;
      return committed;
    },
  };
}

/** Thrown where another writer has changed the store. */
class ChangedMeanwhile extends Error {}

/** Reads what a store says of itself. */
export async function readFacts(
  db: Database,
  name: string,
): Promise<{ readonly row: StoreRow; readonly facts: StoreFacts }> {
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
  if (!row)
    throw new UserError(
      `${name}: the database holds no store yet; copy one into it with "${programName()} copy articles.json ${name}", or make one with "${programName()} --store ${name} init"`,
    );
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

export async function runBatch(db: Database, queries: readonly Query[]): Promise<void> {
  await db.batch(queries).catch((error: unknown) => {
    throw error instanceof Error && error.message.includes("store.version") ? new ChangedMeanwhile() : error;
  });
}

/** Returns the articles that were published since their last edit, and get the date of that; of those, what is not in `changes`. */
async function endedEmbargoes(
  db: Database,
  changes: StoreChanges,
  now: Date,
): Promise<StoreChanges["articles"]> {
  const rows = await select<StoredRow>(
    db,
    `SELECT ${STORED_COLUMNS} FROM articles INDEXED BY articles_scheduled
      CROSS JOIN bodies ON bodies.seq = articles.seq
      WHERE articles.instant > articles.updated AND articles.instant <= ?1`,
    now.getTime(),
  );
  const changed = new Set(changes.articles.flatMap(({ before, after }) => [before?.article.id, after?.id]));
  return rows.flatMap((row) => {
    if (changed.has(row.id)) return [];
    const article = parseStored(row);
    return [{ before: { seq: row.seq, place: row.place, article }, after: withPublication(article, now) }];
  });
}

function endedNames({ ended }: FormerChanges, before: FormerNames): FormerNames {
  const names = (kind: string, known: readonly string[]) =>
    ended.flatMap((list) => (list.kind === kind && !known.includes(list.name) ? [list.name] : []));
  return { authors: names("author", before.authors), tags: names("tag", before.tags) };
}
