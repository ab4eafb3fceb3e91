import type { WordSearch } from "../../domain/word-search.ts";
import { type Database, select } from "./database.ts";
import { noChanges } from "./store-changes.ts";
import { readFacts } from "./store-facts.ts";
import { parseStored, STORED_COLUMNS, type StoredRow } from "./stored-rows.ts";
import { repeated, runBatch } from "./write-attempts.ts";
import { writeChanges } from "./write-changes.ts";

/** What a store is derived with. */
interface DeriveOptions {
  /** How messages name the store. */
  readonly name: string;
  readonly search: WordSearch;
}

/** How many articles are derived again at once. */
const DERIVED_AT_ONCE = 100;

/** Derives all articles again that are as the site was before, in groups. */
export async function deriveAgain(db: Database, options: DeriveOptions): Promise<void> {
  while (await repeated(options.name, () => deriveNext(db, options)));
}

/** Derives the next articles; tells whether there are more. */
async function deriveNext(db: Database, { name, search }: DeriveOptions): Promise<boolean> {
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
  const changes = { ...noChanges(facts), articles };
  const now = new Date(row.updated);
  const former = { ended: [], returned: [] };
  const context = { name, store: row, facts, former, search, now, derivedUpTo: seq };
  await runBatch(db, await writeChanges(db, changes, context));
  return seq !== null;
}
