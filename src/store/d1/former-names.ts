import type { StoredArticle } from "../../domain/article.ts";
import type { FormerNames } from "../../domain/former-names.ts";
import { wholeSecond } from "../json-file/modification-dates.ts";
import { type Database, type Query, query, select } from "./database.ts";
import { jsonParameters } from "./json-parameters.ts";
import { type ListName, listKey, listPair } from "./list-name.ts";
import type { ArticleChange } from "./store-changes.ts";

/** Authors and tags that have become former ones by a change, in their order, and those that have come back. */
export interface FormerChanges {
  readonly ended: readonly ListName[];
  readonly returned: readonly ListName[];
}

/** Returns which authors and tags lose their last published article by `changes` at the instant `now`, or get one. */
export async function formerChanges(
  db: Database,
  changes: readonly ArticleChange[],
  now: Date,
): Promise<FormerChanges> {
  const present = namesOf(
    changes.flatMap(({ after }) => after ?? []),
    now,
  );
  const before = namesOf(
    changes.flatMap((change) => change.before?.article ?? []),
    now,
  );
  const candidates = [...before.values()].filter((list) => !present.has(listKey(list)));
  const touched = changes.flatMap((change) => change.before?.place ?? []);
  const others = await withOtherArticles(db, candidates, touched, now);
  return {
    ended: candidates.filter((list) => !others.has(listKey(list))),
    returned: [...present.values()],
  };
}

/** Returns the authors and tags of those of `articles` that are published at `now`. */
function namesOf(articles: readonly StoredArticle[], now: Date): ReadonlyMap<string, ListName> {
  const published = articles.filter((article) => article.published === undefined || article.published <= now);
  const names = new Map<string, ListName>();
  const add = (list: ListName) => names.set(listKey(list), list);
  for (const { authors } of published) for (const { name } of authors) add({ kind: "author", name });
  for (const { tags } of published) for (const name of tags) add({ kind: "tag", name });
  return names;
}

/** Returns the keys of those of `lists` that have a published article in a place that is not one of `touched`. */
async function withOtherArticles(
  db: Database,
  lists: readonly ListName[],
  touched: readonly number[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const others = new Set<string>();
  for (const names of jsonParameters(lists.map(listPair))) {
    // The articles of a list are read from the oldest on, up to the first that is not touched.
    const rows = await select<ListName>(
      db,
      `WITH visible AS (
          SELECT place FROM articles WHERE instant <= ?2 AND place IS NOT NULL
          ORDER BY instant DESC, id ASC LIMIT 1
        )
        SELECT kind, lists.name FROM json_each(?1) AS names
        CROSS JOIN lists ON kind = names.value ->> 0 AND lists.name = names.value ->> 1
        WHERE EXISTS (
          SELECT 1 FROM filings WHERE list = lists.number AND place <= (SELECT place FROM visible)
          AND place NOT IN (SELECT value FROM json_each(?3))
        )`,
      names,
      now.getTime(),
      JSON.stringify(touched),
    );
    for (const row of rows) others.add(listKey(row));
  }
  return others;
}

/** Returns the queries that make exactly these names former ones, in this order, at the instant `now`. */
export function formerQueries({ authors, tags }: FormerNames, now: Date): readonly Query[] {
  const names = JSON.stringify([
    ...authors.map((name) => ["author", name]),
    ...tags.map((name) => ["tag", name]),
  ]);
  return [
    query("UPDATE lists SET former = NULL WHERE former IS NOT NULL"),
    query(
      `INSERT INTO lists (number, kind, name, count, drafts, modified, lost)
        SELECT (SELECT max(number) FROM lists) + names.key + 1, value ->> 0, value ->> 1, 0, 0, ?2, ?2
          FROM json_each(?1) AS names WHERE true
        ON CONFLICT (kind, name) DO NOTHING`,
      names,
      wholeSecond(now.getTime()),
    ),
    query(
      `UPDATE lists SET former = names.key + 1 FROM json_each(?1) AS names
        WHERE kind = names.value ->> 0 AND lists.name = names.value ->> 1`,
      names,
    ),
    query(
      "DELETE FROM lists WHERE kind IN ('author', 'tag') AND count = 0 AND drafts = 0 AND former IS NULL",
    ),
  ];
}
