import { type Database, type Query, query } from "./database.ts";
import { queryEach } from "./json-parameters.ts";
import { type ListName, listPair } from "./list-name.ts";
import type { ListRow } from "./rows.ts";

/** What a transaction goes on from. */
export interface Counters {
  /** The largest `seq` of an article, of a removed one, and of a list; 0 where there is none. */
  readonly article: number;
  readonly removed: number;
  readonly list: number;
  /** The last position of a former name. */
  readonly former: number;
  /** The instant of the newest visible article, where there is one. */
  readonly newestInstant: number | null;
  /** The rows of those of the lists that exist. */
  readonly lists: readonly ListRow[];
}

/** Reads what a transaction at the instant `now` that touches `lists` goes on from. */
export async function readCounters(db: Database, lists: readonly ListName[], now: Date): Promise<Counters> {
  const [[first] = [], ...rows] = (await db.batch([
    query(
      `SELECT coalesce((SELECT max(seq) FROM articles), 0) AS article,
        coalesce((SELECT max(seq) FROM removed), 0) AS removed,
        coalesce((SELECT max(number) FROM lists), 0) AS list,
        coalesce((SELECT max(former) FROM lists WHERE former IS NOT NULL), 0) AS former,
        (SELECT max(instant) FROM articles WHERE instant <= ?1) AS newestInstant`,
      now.getTime(),
    ),
    ...listQueries(lists),
    // As the queries name them.
  ])) as [(readonly Omit<Counters, "lists">[])?, ...(readonly ListRow[])[]];
  if (!first) throw new Error("An aggregate returned no row");
  return { ...first, lists: rows.flat() };
}

/** Reads the rows of those of `lists` that exist. */
export async function readLists(db: Database, lists: readonly ListName[]): Promise<readonly ListRow[]> {
  if (lists.length === 0) return [];
  return ((await db.batch(listQueries(lists))) as readonly (readonly ListRow[])[]).flat();
}

function listQueries(lists: readonly ListName[]): readonly Query[] {
  return queryEach(
    `SELECT lists.* FROM json_each(?1) AS names
      CROSS JOIN lists ON kind = names.value ->> 0 AND lists.name = names.value ->> 1`,
    lists.map(listPair),
  );
}
