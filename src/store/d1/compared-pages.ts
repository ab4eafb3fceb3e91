import type { Cursor } from "../../domain/cursor.ts";
import type { Filter } from "../../domain/filter.ts";
import type { Tier, WordSearch } from "../../domain/word-search.ts";
import type { Words } from "../../domain/words.ts";
import { MAX_LIMIT, type Order, type PageRequest } from "../snapshot.ts";
import { candidates, parameters } from "./candidates.ts";
import type { Query } from "./database.ts";
import { BOTTOM, placeOf, rangeTable, TOP, type Visible } from "./page-query.ts";
import type { Read } from "./read-connection.ts";
import { BODY_COLUMNS, type BodyRow, type HeadRow, parseForm } from "./rows.ts";
import { type WordsExpressions, wordsExpressions } from "./tokens.ts";

/** The most articles of one tier that a query looks at for those in which words match. */
export const MAX_COMPARED = 200;

/** A filter with words. */
export interface WordsFilter {
  readonly filter: Filter;
  readonly words: Words;
}

/** An article that words may match. */
interface ComparedRow extends HeadRow, Partial<BodyRow> {
  readonly tier: Tier;
  readonly place: number;
  readonly instant: number;
  /** What words are looked up in, where that has to be compared with them. */
  readonly normalized?: string;
}

/** Where to look for articles: on which side of a position, or from the first one on. */
interface SearchRange {
  readonly order: Order;
  readonly position?: Cursor | undefined;
  /** Whether the article at the position is among the older ones. */
  readonly isOlderAt?: boolean;
  /** Whether those before the position are looked for, the nearest first. */
  readonly isNewer?: boolean;
  readonly withBodies?: boolean;
  /** How many articles of a tier are looked at, where each has to be compared. */
  readonly maxCompared?: number;
}

interface Found {
  readonly rows: readonly ComparedRow[];
  /** The last article that was looked at, where that is why there are no more of them. */
  readonly last: ComparedRow | undefined;
}

/** A page of articles that words match. */
interface ComparedPage {
  readonly rows: readonly ComparedRow[];
  /** The position after which older articles may follow, where some may. */
  readonly next: Cursor | undefined;
  /** The position of the article before these, where the page was asked for by a number above 1. */
  readonly after: Cursor | undefined;
  /** How many articles come before these: at most one more than the limit. */
  readonly newer: number;
}

/** Looks up words that tokens alone do not find, or ranks articles by where words match. */
export interface ComparedPages {
  page(
    asked: WordsFilter,
    request: PageRequest,
    options: { readonly withBodies: boolean },
  ): Promise<ComparedPage>;
  /** Returns how many articles match, up to one more than `maximum`, and whether there may be more. */
  count(asked: WordsFilter, maximum: number): Promise<{ readonly count: number; readonly isMore: boolean }>;
}

/** Returns what reads articles, and compares their texts with words. */
export function comparedPages(visible: Visible, search: WordSearch, read: Read): ComparedPages {
  // A request looks at the same articles for a list, for its count, and for more than one tier.
  const compared = new Map<string, Tier | undefined>();

  /** Returns a function that tells in which tier `words` match an article, if they do. */
  function comparison(words: Words): (row: ComparedRow) => Tier | undefined {
    const match = search.matcher(words);
    return ({ place, normalized = "", html = null }) => {
      const key = `${place} ${words.text}`;
      if (!compared.has(key)) compared.set(key, match(parseForm(normalized, html)));
      return compared.get(key);
    };
  }

  async function find({ filter, words }: WordsFilter, count: number, range: SearchRange): Promise<Found> {
    const tiers = tiersOf(words, search, range);
    const isExact = tiers.every((tier) => tier.expressions.isExact);
    const limit = isExact ? count : Math.min(MAX_COMPARED, range.maxCompared ?? Math.ceil(1.5 * count) + 20);
    const query = foundQuery(filter, tiers, { ...range, limit, isExact }, visible);
    const rows = tiers.length === 0 ? [] : await read<ComparedRow>(query);
    const tierOf = comparison(words);
    const isMatch = (row: ComparedRow) => {
      if (isExact) return true;
      const found = tierOf(row);
      return found !== undefined && (range.order === "newest" || found === row.tier);
    };
    const found: ComparedRow[] = [];
    for (const { tier } of tiers) {
      const looked = rows
        .filter((row) => row.tier === tier)
        .sort((a, b) => (range.isNewer ? a.place - b.place : b.place - a.place));
      for (const row of looked) {
        if (isMatch(row)) found.push(row);
        if (found.length === count) return { rows: found, last: undefined };
      }
      if (looked.length === limit) return { rows: found, last: looked.at(-1) };
    }
    return { rows: found, last: undefined };
  }

  return {
    async count(asked, maximum) {
      const { rows, last } = await find(asked, maximum + 1, { order: "newest" });
      return { count: rows.length, isMore: last !== undefined };
    },

    async page(asked, request, { withBodies }) {
      const { limit, withinMs, number = 1, after, before, order = "newest" } = request;
      const position = after ?? before;
      const range = { order, position, isOlderAt: before !== undefined, withBodies };
      const isCounted = withinMs !== undefined || number > 1;
      const [older, newer] = await Promise.all([
        // Beyond a page before a position, only whether anything follows is asked for.
        find(asked, before ? 1 : number * limit + 1 + (withinMs === undefined ? 0 : MAX_LIMIT), {
          ...range,
          ...(isCounted && { maxCompared: MAX_COMPARED }),
        }),
        position
          ? find(asked, (before ? 2 : 1) * limit + 1, { ...range, isNewer: true })
          : { rows: [], last: undefined },
      ]);
      const cursorTo = (row: ComparedRow | undefined) => row && positionOf(row, order);
      if (before) {
        const shown = newer.rows.slice(0, limit);
        const isFollowed = older.rows.length > 0 || older.last !== undefined;
        return {
          rows: [...shown].reverse(),
          next: isFollowed ? cursorTo(shown[0]) : undefined,
          after: undefined,
          newer: sizeOf({ ...newer, rows: newer.rows.slice(limit) }, limit),
        };
      }
      const first = withinMs === undefined ? limit : firstSize(older.rows, limit, withinMs);
      const start = number === 1 ? 0 : first + (number - 2) * limit;
      const end = number === 1 && !after ? first : start + limit;
      const shown = older.rows.slice(start, end);
      return {
        rows: shown,
        next: cursorTo(older.rows.length > end ? shown.at(-1) : older.last),
        after: number > 1 ? cursorTo(older.rows[start - 1]) : undefined,
        newer: after ? sizeOf(newer, limit) : Math.min(start, limit + 1),
      };
    },
  };
}

/** Returns how many were found, up to one more than `limit`; that, where it is not known how many there are. */
function sizeOf({ rows, last }: Found, limit: number): number {
  return last ? limit + 1 : Math.min(rows.length, limit + 1);
}

/** Returns how many articles the first page has: those at most `withinMs` before the newest too. */
function firstSize(rows: readonly ComparedRow[], limit: number, withinMs: number): number {
  const oldest = (rows[0]?.instant ?? 0) - withinMs;
  return Math.max(limit, rows.slice(0, MAX_LIMIT).filter(({ instant }) => instant >= oldest).length);
}

function positionOf({ instant, id, tier }: ComparedRow, order: Order): Cursor {
  return { instant: new Date(instant), id, ...(order === "relevance" && { tier }) };
}

/** The articles of one tier, or all of them where they are not ranked. */
interface TierSearch {
  readonly tier: Tier;
  readonly expressions: WordsExpressions;
}

/** Returns the tiers to look in, in the order in which they are looked at. */
function tiersOf(
  words: Words,
  search: WordSearch,
  { order, position, isNewer }: SearchRange,
): readonly TierSearch[] {
  const all = wordsExpressions(words, search);
  if (order === "newest") return [{ tier: 2, expressions: all }];
  const [title, head] = [wordsExpressions(words, search, "title"), wordsExpressions(words, search, "head")];
  // What only leaves out articles matches in the title, as far as it goes.
  const ranked: readonly TierSearch[] =
    all.all.length === 0
      ? [{ tier: 0, expressions: all }]
      : [
          { tier: 0, expressions: title },
          { tier: 1, expressions: without(head, title) },
          { tier: 2, expressions: without(all, head) },
        ];
  const { tier = 0 } = position ?? {};
  return isNewer
    ? ranked.filter((one) => one.tier <= tier).reverse()
    : ranked.filter((one) => !position || one.tier >= tier);
}

/** Returns what finds articles that `expressions` match and `others` do not, where both tell so exactly. */
function without(expressions: WordsExpressions, others: WordsExpressions): WordsExpressions {
  if (!others.isExact) return expressions;
  return { ...expressions, none: [...expressions.none, `(${others.all.join(" AND ")})`] };
}

const SPLIT = "(SELECT place FROM split)";

/** Returns the query for the articles of each tier, in no order. */
function foundQuery(
  filter: Filter,
  tiers: readonly TierSearch[],
  range: SearchRange & { readonly limit: number; readonly isExact: boolean },
  visible: Visible,
): Query {
  const { position, isOlderAt, isNewer, withBodies, isExact } = range;
  const added = parameters();
  const now = added.add(visible.now);
  const limit = added.add(range.limit);
  const tables = [rangeTable(filter, visible, now, added)];
  if (position)
    tables.push(
      `split AS MATERIALIZED (SELECT ${placeOf(position, isOlderAt ? ">=" : ">", now, added)} AS place)`,
    );
  const found = tiers.map(({ tier, expressions }) => {
    const from = candidates(filter, added, { words: expressions, name: `search${tier}` });
    if (from.table) tables.push(from.table);
    const isSplit = position !== undefined && (range.order === "newest" || position.tier === tier);
    const places = from.matching({
      above: isSplit && isNewer ? `max(${BOTTOM}, ${SPLIT})` : BOTTOM,
      upTo: isSplit && !isNewer ? `min(${TOP}, ${SPLIT})` : TOP,
      order: isNewer ? "ASC" : "DESC",
      limit,
    });
    return `SELECT ${tier} AS tier, place FROM (${places})`;
  });
  const columns = [
    "tier, articles.place, articles.instant, articles.id, articles.head",
    ...(withBodies ? [BODY_COLUMNS] : isExact ? [] : ["hex(bodies.html) AS html"]),
    ...(isExact ? [] : ["hex(bodies.normalized) AS normalized"]),
  ];
  const sql = `WITH ${tables.join(", ")}, found AS MATERIALIZED (${found.join(" UNION ALL ")})
  SELECT ${columns.join(", ")} FROM found CROSS JOIN articles ON articles.place = found.place
  ${withBodies || !isExact ? "LEFT JOIN bodies ON bodies.seq = articles.seq" : ""}`;
  return { sql, parameters: added.values };
}
