import type { Filter } from "../../domain/filter.ts";
import type { ListKind } from "./rows.ts";
import { LIST_MARK } from "./tokens.ts";

/** The most articles that are looked at for those that match several conditions. */
export const MAX_CANDIDATES = 2000;

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
  /**
   * Returns the same of the articles that are looked at for those that match, up to {@linkcode MAX_CANDIDATES};
   * `undefined` where an index has just those that match.
   */
  readonly looked: ((range: Omit<PlaceRange, "limit">) => string) | undefined;
}

/** Lists of one kind, by their names. */
interface NamedLists {
  readonly kind: ListKind;
  readonly names: readonly string[];
}

/** Returns what writes the queries of `filter`, whose values it adds to `added`. */
export function candidates(filter: Filter, added: Parameters): Candidates {
  const { columns, authors, tags, notColumns, notAuthors, notTags } = filter;
  const included = namedLists(columns, authors, tags);
  const excluded = namedLists(notColumns, notAuthors, notTags).filter(({ names }) => names.length > 0);
  const [only, ...others] = included;
  if (!only)
    return excluded.length === 0
      ? { matching: placesOfSite, looked: undefined }
      : withoutLists(excluded, added);
  if (others.length === 0 && excluded.length === 0 && only.names.length <= MAX_TERMS) {
    const numbers = only.names.map((name) => listNumber(only.kind, name, added));
    return { matching: (range) => placesOfLists(numbers, range), looked: undefined };
  }
  const expression = [
    included.map((lists) => `coalesce(${anyOf(lists, added)}, '"${LIST_MARK}"')`).join(" || ' AND ' || "),
    ...excluded.map((lists) => `coalesce(' NOT ' || ${anyOf(lists, added)}, '')`),
  ].join(" || ");
  return {
    // Written once: D1 limits the depth of expressions.
    table: `search AS MATERIALIZED (SELECT ${expression} AS expression)`,
    matching: placesOfTokens,
    looked: undefined,
  };
}

function namedLists(
  columns: readonly string[] | undefined,
  authors: readonly string[] | undefined,
  tags: readonly string[] | undefined,
): readonly NamedLists[] {
  return [
    ...(columns ? [{ kind: "column" as const, names: columns }] : []),
    ...(authors ? [{ kind: "author" as const, names: authors }] : []),
    ...(tags ? [{ kind: "tag" as const, names: tags }] : []),
  ];
}

/** Full text search has no query for all that lack something, so all of the site are looked at. */
function withoutLists(excluded: readonly NamedLists[], added: Parameters): Candidates {
  const conditions = excluded.map((lists) => `NOT ${isFiledIn(lists, added)}`).join(" AND ");
  const looked = (range: Omit<PlaceRange, "limit">) =>
    placesOfSite({ ...range, limit: String(MAX_CANDIDATES) });
  return {
    matching: (range) =>
      `SELECT place FROM (${looked(range)}) AS looked WHERE ${conditions} LIMIT ${range.limit}`,
    looked,
  };
}

function listNumber(kind: ListKind, name: string, added: Parameters): string {
  return `(SELECT number FROM lists WHERE kind = '${kind}' AND name = ${added.add(name)})`;
}

/** Returns a SELECT of the numbers of those of these lists that exist. */
function listNumbers({ kind, names }: NamedLists, added: Parameters): string {
  return `SELECT number FROM json_each(${added.add(JSON.stringify(names))}) AS names
    CROSS JOIN lists ON lists.kind = '${kind}' AND lists.name = names.value`;
}

/** Returns the condition that the article at `looked.place` is in any of these lists. */
function isFiledIn(lists: NamedLists, added: Parameters): string {
  const numbers = listNumbers(lists, added);
  return `EXISTS (SELECT 1 FROM filings WHERE filings.place = looked.place AND filings.list IN (${numbers}))`;
}

/** Returns the expression of full text search for the articles in any of these lists; it is NULL where none exists. */
function anyOf(lists: NamedLists, added: Parameters): string {
  return `(SELECT '(' || group_concat('"${LIST_MARK}' || number || '"', ' OR ') || ')' FROM (${listNumbers(lists, added)}))`;
}

function placesOfTokens({ above, upTo, order = "DESC", limit }: PlaceRange): string {
  return `SELECT rowid AS place FROM words WHERE words MATCH (SELECT expression FROM search)
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
