import { type Database, select } from "./database.ts";
import { jsonParameters } from "./json-parameters.ts";
import { type AssignedPlaces, assignPlaces, type Insertion } from "./places.ts";

/** An article that gets a place. */
interface UnplacedArticle {
  readonly id: string;
  /** By which it is ordered, in milliseconds since 1970. */
  readonly instant: number;
}

/** Where new articles go, and which others make room. */
interface NewPlaces {
  readonly byId: ReadonlyMap<string, number>;
  readonly moved: AssignedPlaces["moved"];
}

/** The places on both sides of one that an article is to get. */
interface Neighbours {
  readonly id: string;
  readonly older: number | null;
  readonly newer: number | null;
  readonly older_instant: number | null;
}

/** Returns places for `articles` between those in the database, for a transaction at the instant `now`. */
export async function newPlaces(
  db: Database,
  articles: readonly UnplacedArticle[],
  now: Date,
): Promise<NewPlaces> {
  // From the oldest to the newest.
  const inOrder = articles.toSorted((a, b) => a.instant - b.instant || (a.id < b.id ? 1 : -1));
  const neighbours = await readNeighbours(db, inOrder);
  const groups = new Map<number | null, UnplacedArticle[]>();
  for (const article of inOrder) {
    const older = neighbours.get(article.id)?.older ?? null;
    const group = groups.get(older);
    if (group) group.push(article);
    else groups.set(older, [article]);
  }

  const lists = [...groups.values()];
  const insertions = lists.map((group): Insertion => {
    const { older, newer, older_instant } = neighbours.get(group[0]?.id ?? "") ?? {};
    return {
      older: older ?? undefined,
      newer: newer ?? undefined,
      count: group.length,
      scheduled: group.filter(({ instant }) => instant > now.getTime()).length,
      isOlderScheduled: (older_instant ?? Number.NEGATIVE_INFINITY) > now.getTime(),
    };
  });
  const { added, moved } = await assignPlaces(insertions, (from, to) => readPlaces(db, from, to));
  const byId = new Map<string, number>();
  for (const [index, group] of lists.entries()) {
    for (const [position, { id }] of group.entries()) {
      const place = added[index]?.[position];
      if (place !== undefined) byId.set(id, place);
    }
  }
  return { byId, moved };
}

async function readNeighbours(
  db: Database,
  articles: readonly UnplacedArticle[],
): Promise<ReadonlyMap<string, Neighbours>> {
  const neighbours = new Map<string, Neighbours>();
  for (const positions of jsonParameters(articles.map(({ instant, id }) => [instant, id]))) {
    // Of two articles with one instant, that with the smaller id is the newer one.
    const rows = await select<Neighbours>(
      db,
      `SELECT id, older,
          CASE WHEN older IS NULL THEN (SELECT min(place) FROM articles)
            ELSE (SELECT min(place) FROM articles WHERE place > older) END AS newer,
          (SELECT instant FROM articles WHERE place = older) AS older_instant
        FROM (
          SELECT value ->> 1 AS id, coalesce(
            (SELECT place FROM articles WHERE instant = value ->> 0 AND id > value ->> 1 AND place IS NOT NULL
              ORDER BY id LIMIT 1),
            (SELECT place FROM articles WHERE instant < value ->> 0 AND place IS NOT NULL
              ORDER BY instant DESC, id ASC LIMIT 1)
          ) AS older FROM json_each(?1)
        )`,
      positions,
    );
    for (const row of rows) neighbours.set(row.id, row);
  }
  return neighbours;
}

async function readPlaces(db: Database, from: number, to: number): Promise<readonly number[]> {
  const rows = await select<{ readonly place: number }>(
    db,
    "SELECT place FROM articles WHERE place >= ?1 AND place < ?2 ORDER BY place",
    from,
    to,
  );
  return rows.map(({ place }) => place);
}
