import { allWords, type Filter, isOfLists } from "../../domain/filter.ts";
import type { WordSearch } from "../../domain/word-search.ts";
import { requireAtMost } from "../json-file/page-range.ts";
import { MAX_COUNT, MAX_FOUND, MAX_LIMIT, type Snapshot, type Summary } from "../snapshot.ts";
import type { ComparedPages } from "./compared-pages.ts";
import type { D1Facts } from "./d1-facts.ts";
import {
  type ListFacts,
  listFactsQuery,
  listsOf,
  type NewestHeadRow,
  newestHeadsQuery,
} from "./list-facts.ts";
import { type ListName, listKey } from "./list-name.ts";
import { type CountRow, countQuery, type PageRow, pageQuery, rowsOfPage } from "./page-query.ts";
import type { Read } from "./read-connection.ts";
import { parseHead } from "./rows.ts";
import { wordsExpressions } from "./tokens.ts";

/** How words are looked up. */
interface WordsLookUp {
  readonly search: WordSearch;
  readonly compared: ComparedPages;
}

/** Returns the query for how much filters match. Those of one list are answered together. */
export function d1Summaries(
  facts: D1Facts,
  { search, compared }: WordsLookUp,
  read: Read,
): Snapshot["summaries"] {
  const { visible } = facts;

  return async (filters, newest = 0) => {
    requireAtMost(newest, MAX_LIMIT);
    const named = filters.flatMap((filter) => onlyLists(filter) ?? []);
    const lists = [...new Map(named.map((list) => [listKey(list), list])).values()];
    const [listRows, headRows, others] = await Promise.all([
      lists.length === 0 ? [] : read<ListFacts>(listFactsQuery(lists, visible)),
      lists.length === 0 || newest === 0 ? [] : read<NewestHeadRow>(newestHeadsQuery(lists, newest, visible)),
      Promise.all(filters.map((filter) => (onlyLists(filter) ? undefined : summary(filter, newest)))),
    ]);
    return filters.map((filter, index) => {
      const keys = (onlyLists(filter) ?? []).map(listKey);
      const isNamed = (list: ListName) => keys.includes(listKey(list));
      return others[index] ?? summaryOfLists(listRows.filter(isNamed), headRows.filter(isNamed), newest);
    });
  };

  async function summary(filter: Filter, newest: number): Promise<Summary> {
    const words = allWords(filter);
    const expressions = words && wordsExpressions(words, search);
    const maximum = words ? MAX_FOUND : MAX_COUNT;
    const request = { limit: Math.max(1, newest) };
    if (words && !expressions?.isExact) {
      const [{ rows }, { count, isMore }] = await Promise.all([
        compared.page({ filter, words }, request, { withBodies: false }),
        compared.count({ filter, words }, maximum),
      ]);
      return summaryOf(rows, newest, { count: Math.min(count, maximum), isMore: isMore || count > maximum });
    }
    const selection = { filter, words: expressions };
    const isSite = Object.keys(filter).length === 0;
    const [rows, counts] = await Promise.all([
      read<PageRow>(pageQuery(selection, request, facts, { withBodies: false })),
      isSite ? [] : read<CountRow>(countQuery(selection, maximum + 1, facts)),
    ]);
    const shown = rowsOfPage(rows);
    if (isSite) return summaryOf(shown, newest, { count: facts.count, isMore: false });
    const count = counts[0]?.count ?? 0;
    return summaryOf(shown, newest, { count: Math.min(count, maximum), isMore: count > maximum });
  }
}

/** Returns the summary of what these rows, newest first, are the newest of. */
function summaryOf(
  rows: readonly Pick<PageRow, "id" | "head" | "instant">[],
  newest: number,
  { count, isMore }: { readonly count: number; readonly isMore: boolean },
): Summary {
  return {
    count,
    ...(isMore && { isMore }),
    newest: rows.slice(0, newest).map(parseHead),
    ...(rows[0] && { newestInstant: new Date(rows[0].instant) }),
  };
}

/** Returns the summary of lists that have no article in common. */
function summaryOfLists(
  lists: readonly ListFacts[],
  heads: readonly NewestHeadRow[],
  newest: number,
): Summary {
  const instants = lists.flatMap(({ newest_instant }) => newest_instant ?? []);
  return {
    count: lists.reduce((sum, { count }) => sum + count, 0),
    newest: [...heads]
      .sort((a, b) => b.place - a.place)
      .slice(0, newest)
      .map(parseHead),
    ...(instants.length > 0 && { newestInstant: new Date(Math.max(...instants)) }),
  };
}

/** Returns the lists of a filter that selects nothing but columns, an author or a tag, whose counts are kept. */
function onlyLists(filter: Filter): readonly ListName[] | undefined {
  if (Object.keys(filter).length === 0 || !isOfLists(filter)) return undefined;
  return listsOf(filter);
}
