import { type FormerNames, NO_FORMER_NAMES } from "../../domain/former-names.ts";
import type { WordSearch } from "../../domain/word-search.ts";
import { withPublication } from "../article-dates.ts";
import type { ArticleWriter, Committed, Transaction } from "../article-writer.ts";
import { InvalidStoreError } from "../invalid-store-error.ts";
import type { StoreFacts } from "../store-contents.ts";
import { checkChanges } from "./check-changes.ts";
import { editD1 } from "./d1-transaction.ts";
import { type Database, select } from "./database.ts";
import { deriveAgain } from "./derive-again.ts";
import { type FormerChanges, formerChanges } from "./former-names.ts";
import { readArticles } from "./read-articles.ts";
import type { StoreRow } from "./rows.ts";
import type { StoreChanges } from "./store-changes.ts";
import { readFacts } from "./store-facts.ts";
import { isSameDerivation } from "./store-queries.ts";
import { parseStored, STORED_COLUMNS, type StoredRow } from "./stored-rows.ts";
import { ChangedMeanwhile, repeated, runBatch } from "./write-attempts.ts";
import { writeChanges } from "./write-changes.ts";

/** What a database is written with. */
interface D1WriterOptions {
  /** How messages name the store. */
  readonly name: string;
  readonly search: WordSearch;
  /** The clock. */
  readonly now: () => Date;
}

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

  return {
    async read(work) {
      const { facts } = await readFacts(db, name);
      return work(readArticles(db, facts, search));
    },

    async transaction(work, { dryRun = false } = {}) {
      const inTurn = async () => {
        const { isDerived, ...committed } = await repeated(name, () => attempt(work, dryRun));
        if (!isDerived) await deriveAgain(db, { name, search });
        return committed;
      };
      const committed = last.then(inTurn, inTurn);
      last = committed;
      return committed;
    },
  };
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
