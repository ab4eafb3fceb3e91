import type { ArticleHead, StoredArticle } from "../../domain/article.ts";
import { allWords, type Filter, filed, matchesFilter } from "../../domain/filter.ts";
import type { WordSearch } from "../../domain/word-search.ts";
import type { Words } from "../../domain/words.ts";
import { deriveSearchedArticle } from "../derive-article.ts";
import { type Database, select } from "./database.ts";
import { jsonParameters } from "./json-parameters.ts";
import { type ListName, listKey, listPair, SITE_LIST } from "./list-name.ts";
import { type HeadRow, type ListKind, parseForm, parseHead } from "./rows.ts";
import { selectPages } from "./select-pages.ts";
import { listToken, quoteToken, wordsExpressions } from "./tokens.ts";

/** How many articles are read at once. */
const PAGE_SIZE = 500;

/** Returns how many articles match `filter`, drafts and scheduled ones included. */
export async function countArticles(db: Database, filter: Filter, search: WordSearch): Promise<number> {
  const kept = keptCounts(filter);
  if (kept) {
    const counts = await listCounts(
      db,
      kept.map(({ list }) => list),
    );
    return kept.reduce((sum, { list, sign }) => sum + sign * (counts.get(listKey(list)) ?? 0), 0);
  }
  const words = allWords(filter);
  const match = words && search.matcher(words);
  let count = 0;
  for await (const { head, normalized } of words ? wordCandidates(db, words, search) : candidates(db, filter))
    if (matchesFilter(filed(head), filter) && (!match || match(normalized ?? "") !== undefined)) count += 1;
  return count;
}

/** Returns a function that tells whether an article as it was written matches `filter`. */
export function articleMatcher(filter: Filter, search: WordSearch): (article: StoredArticle) => boolean {
  const words = allWords(filter);
  const match = words && search.matcher(words);
  return (article) =>
    matchesFilter(filed(article), filter) &&
    (!match || match(search.normalize(deriveSearchedArticle(article))) !== undefined);
}

/** An article that may match a filter. */
interface Candidate {
  readonly head: ArticleHead;
  /** What words are looked up in, where they are. */
  readonly normalized?: string;
}

/** Returns which kept counts to add, or to take away, for the number of articles that match; `undefined` where none do. */
function keptCounts(filter: Filter): { readonly list: ListName; readonly sign: 1 | -1 }[] | undefined {
  const { columns, authors, tags, notColumns, notAuthors, notTags } = filter;
  const add = (kind: ListKind, names: readonly string[]) =>
    names.map((name) => ({ list: { kind, name }, sign: 1 as const }));
  const without = (kind: ListKind, names: readonly string[]) => [
    { list: SITE_LIST, sign: 1 as const },
    ...names.map((name) => ({ list: { kind, name }, sign: -1 as const })),
  ];
  const [field, ...others] = Object.entries(filter).flatMap(([name, value]) =>
    value === undefined ? [] : [name],
  );
  if (others.length > 0) return undefined;
  if (field === undefined) return [{ list: SITE_LIST, sign: 1 }];
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
  for (const names of jsonParameters(lists.map(listPair))) {
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

/** Yields articles that include all that match `filter`, each once. */
async function* candidates(db: Database, filter: Filter): AsyncGenerator<Candidate> {
  const lists = smallestLists(filter);
  const heads = (key: "seq" | "place", condition: string, ...parameters: readonly string[]) =>
    pages(
      db,
      `SELECT id, head, ${key} AS key FROM articles WHERE ${condition} ORDER BY ${key} LIMIT ${PAGE_SIZE}`,
      ...parameters,
    );
  if (!lists) {
    yield* heads("seq", "seq > ?1");
    return;
  }
  const seen = new Set<string>();
  for (const { kind, name } of lists) {
    const condition = `place IN (SELECT place FROM filings WHERE
      list = (SELECT number FROM lists WHERE kind = ?2 AND name = ?3) AND place > ?1 ORDER BY place LIMIT ${PAGE_SIZE})`;
    for await (const candidate of heads("place", condition, kind, name)) {
      if (!seen.has(candidate.head.id)) yield candidate;
      seen.add(candidate.head.id);
    }
  }
  yield* heads("seq", "place IS NULL AND seq > ?1");
}

/** Returns the lists that have all articles that match, drafts aside, where `filter` names any. */
function smallestLists({ columns, authors, tags, within }: Filter): readonly ListName[] | undefined {
  const named = (kind: ListKind, names: readonly string[] | undefined) =>
    names?.map((name): ListName => ({ kind, name }));
  // Authors and tags usually have fewer articles than columns.
  const own = named("author", authors) ?? named("tag", tags) ?? named("column", columns);
  return own ?? (within && smallestLists(within));
}

/** Yields articles that include all that match `words`, each once. */
async function* wordCandidates(db: Database, words: Words, search: WordSearch): AsyncGenerator<Candidate> {
  const { all, none } = wordsExpressions(words, search);
  const [site] = await select<{ readonly number: number }>(
    db,
    "SELECT number FROM lists WHERE kind = 'site'",
  );
  const included = [quoteToken(listToken(site?.number ?? 0)), ...all].join(" AND ");
  const columns = "articles.id, head, hex(html) AS html, hex(normalized) AS normalized";
  // D1 sends numbers as REAL, by which full text search finds no place: it would read every page before again.
  yield* pages(
    db,
    `SELECT words.rowid AS key, ${columns} FROM words CROSS JOIN articles ON place = words.rowid
      CROSS JOIN bodies ON bodies.seq = articles.seq
      WHERE words MATCH ?2 AND words.rowid > CAST(?1 AS INTEGER) ORDER BY words.rowid LIMIT ${PAGE_SIZE}`,
    [`(${included})`, ...none].join(" NOT "),
  );
  yield* pages(
    db,
    `SELECT articles.seq AS key, ${columns} FROM articles CROSS JOIN bodies ON bodies.seq = articles.seq
      WHERE place IS NULL AND articles.seq > ?1 ORDER BY articles.seq LIMIT ${PAGE_SIZE}`,
  );
}

interface CandidateRow extends HeadRow {
  readonly key: number;
  readonly html?: string;
  readonly normalized?: string;
}

/** Yields articles along an index; the first parameter of `sql` is the last key of the page before. */
async function* pages(
  db: Database,
  sql: string,
  ...parameters: readonly string[]
): AsyncGenerator<Candidate> {
  const page = { sql, size: PAGE_SIZE, keyOf: ({ key }: CandidateRow) => key };
  for await (const { html = "", normalized, ...row } of selectPages<CandidateRow>(db, page, ...parameters))
    yield {
      head: parseHead(row),
      ...(normalized !== undefined && { normalized: parseForm(normalized, html) }),
    };
}
