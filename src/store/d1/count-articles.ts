import type { ArticleHead } from "../../domain/article.ts";
import { type Filter, filed, matchesFilter } from "../../domain/filter.ts";
import { type Database, select } from "./database.ts";
import type { ListName } from "./encode-article.ts";
import { jsonParameters } from "./json-parameters.ts";
import { type HeadRow, type ListKind, parseHead } from "./rows.ts";

/** How many heads are read at once. */
const PAGE_SIZE = 1000;

/** Returns how many articles match `filter`, drafts and scheduled ones included. */
export async function countArticles(db: Database, filter: Filter): Promise<number> {
  const kept = keptCounts(filter);
  if (kept) {
    const counts = await listCounts(
      db,
      kept.map(({ list }) => list),
    );
    return kept.reduce((sum, { list, sign }) => sum + sign * (counts.get(listKey(list)) ?? 0), 0);
  }
  let count = 0;
  for await (const head of candidates(db, filter)) if (matchesFilter(filed(head), filter)) count += 1;
  return count;
}

const SITE: ListName = { kind: "site", name: "" };

/** Returns which kept counts to add, or to take away, for the number of articles that match; `undefined` where none do. */
function keptCounts(filter: Filter): { readonly list: ListName; readonly sign: 1 | -1 }[] | undefined {
  const { columns, authors, tags, notColumns, notAuthors, notTags } = filter;
  const add = (kind: ListKind, names: readonly string[]) =>
    names.map((name) => ({ list: { kind, name }, sign: 1 as const }));
  const without = (kind: ListKind, names: readonly string[]) => [
    { list: SITE, sign: 1 as const },
    ...names.map((name) => ({ list: { kind, name }, sign: -1 as const })),
  ];
  const [field, ...others] = Object.entries(filter).flatMap(([name, value]) =>
    value === undefined ? [] : [name],
  );
  if (others.length > 0) return undefined;
  if (field === undefined) return [{ list: SITE, sign: 1 }];
  // An article has one column, and may have several authors and tags.
  if (columns) return add("column", columns);
  if (notColumns) return without("column", notColumns);
  if (authors?.length === 1) return add("author", authors);
  if (tags?.length === 1) return add("tag", tags);
  if (notAuthors?.length === 1) return without("author", notAuthors);
  if (notTags?.length === 1) return without("tag", notTags);
  return undefined;
}

async function listCounts(db: Database, lists: readonly ListName[]): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const names of jsonParameters(lists.map(({ kind, name }) => [kind, name]))) {
    const rows = await select<ListName & { readonly count: number }>(
      db,
      `SELECT kind, lists.name, count + drafts AS count FROM json_each(?1) AS names
          CROSS JOIN lists ON kind = names.value ->> 0 AND lists.name = names.value ->> 1`,
      names,
    );
    for (const row of rows) counts.set(listKey(row), row.count);
  }
  return counts;
}

/** Returns one text for each list. */
export function listKey({ kind, name }: ListName): string {
  return `${kind} ${name}`;
}

/** Yields the heads of articles that include all that match `filter`, each once. */
async function* candidates(db: Database, filter: Filter): AsyncGenerator<ArticleHead> {
  const lists = smallestLists(filter);
  if (!lists) {
    yield* pages(db, "seq > ?1", "seq", Number.MIN_SAFE_INTEGER);
    return;
  }
  const seen = new Set<string>();
  for (const { kind, name } of lists) {
    const condition = `place IN (SELECT place FROM filings WHERE
      list = (SELECT number FROM lists WHERE kind = ?2 AND name = ?3) AND place > ?1 ORDER BY place LIMIT ${PAGE_SIZE})`;
    for await (const head of pages(db, condition, "place", Number.MIN_SAFE_INTEGER, kind, name)) {
      if (!seen.has(head.id)) yield head;
      seen.add(head.id);
    }
  }
  yield* pages(db, "place IS NULL AND seq > ?1", "seq", Number.MIN_SAFE_INTEGER);
}

/** Returns the lists that have all articles that match, drafts aside, where `filter` names any. */
function smallestLists({ columns, authors, tags }: Filter): readonly ListName[] | undefined {
  const named = (kind: ListKind, names: readonly string[] | undefined) =>
    names?.map((name): ListName => ({ kind, name }));
  // Authors and tags usually have fewer articles than columns.
  return named("author", authors) ?? named("tag", tags) ?? named("column", columns);
}

/** Yields heads along an index; the first parameter of `condition` is the last key of the page before. */
async function* pages(
  db: Database,
  condition: string,
  key: "seq" | "place",
  from: number,
  ...parameters: readonly string[]
): AsyncGenerator<ArticleHead> {
  const sql = `SELECT id, head, ${key} AS key FROM articles WHERE ${condition} ORDER BY ${key} LIMIT ${PAGE_SIZE}`;
  for (let last: number | undefined = from; last !== undefined; ) {
    const rows: readonly (HeadRow & { readonly key: number })[] = await select<
      HeadRow & { readonly key: number }
    >(db, sql, last, ...parameters);
    yield* rows.map(parseHead);
    last = rows.length === PAGE_SIZE ? rows.at(-1)?.key : undefined;
  }
}
