import type { Filter } from "../../domain/filter.ts";
import type { ListKind } from "./rows.ts";
import { LIST_MARK, quoteToken, type WordsExpressions } from "./tokens.ts";

/** The most terms of a compound SELECT in D1. */
const MAX_TERMS = 5;

/** The parameters of a query that is being written. */
export interface Parameters {
  readonly values: readonly (string | number)[];
  /** Adds a value, and returns what stands for it in the query. */
  add(value: string | number): string;
}

/** Returns a list of parameters that is empty. */
export function parameters(): Parameters {
  const values: (string | number)[] = [];
  return {
    values,
    add(value) {
      values.push(value);
      return `?${values.length}`;
    },
  };
}

/** Which places: above one and up to another, as expressions; in which order, and how many at most. */
interface PlaceRange {
  readonly above: string;
  readonly upTo: string;
  readonly order?: "DESC" | "ASC";
  readonly limit: string;
}

/** Writes queries for the places of the articles that match a filter, without its dates. */
export interface Candidates {
  /** A table that the queries read, as WITH has it, where they need one. */
  readonly table?: string;
  /** Returns a SELECT of the places in `range` of the articles that match, in the order of the range. */
  matching(range: PlaceRange): string;
}

/** How words are looked up. */
interface WordsTable {
  readonly words: Pick<WordsExpressions, "all" | "none">;
  /** The name of the table that the queries read. */
  readonly name?: string;
}

/** Lists of one kind, by their names. */
interface NamedLists {
  readonly kind: ListKind;
  readonly names: readonly string[];
}

/** Returns what writes the queries of `filter`, whose values it adds to `added`; its words are those given. */
export function candidates(filter: Filter, added: Parameters, lookUp?: WordsTable): Candidates {
  const included = listsIn(filter, ({ columns, authors, tags }) => [columns, authors, tags]);
  const excluded = listsIn(filter, ({ notColumns, notAuthors, notTags }) => [
    notColumns,
    notAuthors,
    notTags,
  ]);
  const { words = { all: [], none: [] }, name = "search" } = lookUp ?? {};
  if (!lookUp && excluded.length === 0) {
    const [only, ...others] = included;
    if (!only) return { matching: placesOfSite };
    if (others.length === 0 && only.names.length <= MAX_TERMS) {
      const numbers = only.names.map((one) => listNumber(only.kind, one, added));
      return { matching: (range) => placesOfLists(numbers, range) };
    }
  }
  const all = [
    // Of lists that do not exist, there is a token that no article has.
    ...included.map((lists) => `coalesce(${anyOf(lists, added)}, '${quoteToken(LIST_MARK)}')`),
    // One value for all words: D1 limits how many parameters there are, and how deep an expression is.
    ...(words.all.length === 0 ? [] : [added.add(words.all.join(" AND "))]),
  ];
  // Full text search has no expression for all that lack something, but all articles are in the list of the site.
  if (all.length === 0) all.push(`'"${LIST_MARK}' || (${SITE_NUMBER}) || '"'`);
  const expression = [
    "'('",
    all.join(" || ' AND ' || "),
    "')'",
    ...excluded.map((lists) => `coalesce(' NOT ' || ${anyOf(lists, added)}, '')`),
    ...(words.none.length === 0 ? [] : [added.add(words.none.map((one) => ` NOT ${one}`).join(""))]),
  ].join(" || ");
  return {
    // Written once: of many lists, it is long.
    table: `${name} AS MATERIALIZED (SELECT ${expression} AS expression)`,
    matching: (range) => placesOfTokens(name, range),
  };
}

const SITE_NUMBER = "SELECT number FROM lists WHERE kind = 'site' AND name = ''";

/** Returns lists that a filter, and what it is within, name. */
function listsIn(
  filter: Filter,
  namesOf: (filter: Filter) => readonly (readonly string[] | undefined)[],
): readonly NamedLists[] {
  const kinds = ["column", "author", "tag"] as const;
  const lists = namesOf(filter).flatMap((names, index): NamedLists[] => {
    const kind = kinds[index];
    return names && kind ? [{ kind, names }] : [];
  });
  return filter.within ? [...lists, ...listsIn(filter.within, namesOf)] : lists;
}

function listNumber(kind: ListKind, name: string, added: Parameters): string {
  return `(SELECT number FROM lists WHERE kind = '${kind}' AND name = ${added.add(name)})`;
}

/** Returns a SELECT of the numbers of those of these lists that exist. */
function listNumbers({ kind, names }: NamedLists, added: Parameters): string {
  return `SELECT number FROM json_each(${added.add(JSON.stringify(names))}) AS names
    CROSS JOIN lists ON lists.kind = '${kind}' AND lists.name = names.value`;
}

/** Returns the expression of full text search for the articles in any of these lists; it is NULL where none exists. */
function anyOf(lists: NamedLists, added: Parameters): string {
  return `(SELECT '(' || group_concat('"${LIST_MARK}' || number || '"', ' OR ') || ')' FROM (${listNumbers(lists, added)}))`;
}

function placesOfTokens(table: string, { above, upTo, order = "DESC", limit }: PlaceRange): string {
  return `SELECT rowid AS place FROM words WHERE words MATCH (SELECT expression FROM ${table})
    AND rowid > ${above} AND rowid <= ${upTo} ORDER BY rowid ${order} LIMIT ${limit}`;
}

function placesOfSite({ above, upTo, order = "DESC", limit }: PlaceRange): string {
  return `SELECT place FROM articles WHERE place > ${above} AND place <= ${upTo} ORDER BY place ${order} LIMIT ${limit}`;
}

/** Lists that are each in order are merged; an article may be in several of them. */
function placesOfLists(
  numbers: readonly string[],
  { above, upTo, order = "DESC", limit }: PlaceRange,
): string {
  if (numbers.length === 0) return `SELECT place FROM articles WHERE 0 LIMIT ${limit}`;
  const selects = numbers.map(
    (number) => `SELECT place FROM filings WHERE list = ${number} AND place > ${above} AND place <= ${upTo}`,
  );
  return `${selects.join(" UNION ")} ORDER BY place ${order} LIMIT ${limit}`;
}
