import { type Database, select } from "./database.ts";
import { articleFiling } from "./encode-article.ts";
import { jsonParameters } from "./json-parameters.ts";
import type { ListName } from "./list-name.ts";
import { parseForm, parseHead } from "./rows.ts";

/** An article that makes room for others: only its place changes. */
export interface MovedArticle {
  readonly seq: number;
  readonly from: number;
  readonly to: number;
  readonly lists: readonly ListName[];
  /** What words are looked up in. */
  readonly normalized: string;
}

interface MovedRow {
  readonly seq: number;
  readonly id: string;
  readonly place: number;
  readonly head: string;
  readonly html: string;
  readonly normalized: string;
}

/** Reads the articles in the places that `moved` has new ones for. */
export async function readMoved(
  db: Database,
  moved: ReadonlyMap<number, number>,
): Promise<readonly MovedArticle[]> {
  const articles: MovedArticle[] = [];
  for (const places of jsonParameters(moved.keys())) {
    const rows = await select<MovedRow>(
      db,
      `SELECT articles.seq, articles.id, place, head, hex(html) AS html, hex(normalized) AS normalized
        FROM json_each(?1) AS places CROSS JOIN articles ON place = places.value
        CROSS JOIN bodies ON bodies.seq = articles.seq`,
      places,
    );
    for (const { seq, place, html, normalized, ...row } of rows)
      articles.push({
        seq,
        from: place,
        to: moved.get(place) ?? place,
        lists: articleFiling(parseHead(row)).lists,
        normalized: parseForm(normalized, html),
      });
  }
  return articles;
}
