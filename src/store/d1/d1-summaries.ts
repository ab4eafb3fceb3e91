import { type Filter, isOfLists } from "../../domain/filter.ts";
import { requireAtMost } from "../json-file/page-range.ts";
import { MAX_COUNT, MAX_LIMIT, type Snapshot, type Summary } from "../snapshot.ts";
import { MAX_CANDIDATES } from "./candidates.ts";
import type { D1Facts } from "./d1-facts.ts";
import {
  type ListFacts,
  type ListName,
  listFactsQuery,
  listsOf,
  type NewestHeadRow,
  newestHeadsQuery,
} from "./list-facts.ts";
import { type CountRow, countQuery, type PageRow, pageQuery } from "./page-query.ts";
import type { Read } from "./read-connection.ts";
import { parseHead } from "./rows.ts";

/** Returns the query for how much filters match. Those of one list are answered together. */
export function d1Summaries(facts: D1Facts, read: Read): Snapshot["summaries"] {
  const { visible } = facts;

  return async (filters, newest = 0) => {
    requireAtMost(newest, MAX_LIMIT);
    const named = filters.flatMap((filter) => onlyLists(filter) ?? []);
    const lists = [...new Map(named.map((list) => [list.join(" "), list])).values()];
    const [listRows, headRows, others] = await Promise.all([
      lists.length === 0 ? [] : read<ListFacts>(listFactsQuery(lists, visible)),
      lists.length === 0 || newest === 0 ? [] : read<NewestHeadRow>(newestHeadsQuery(lists, newest, visible)),
      Promise.all(filters.map((filter) => (onlyLists(filter) ? undefined : summary(filter, newest)))),
    ]);
    return filters.map((filter, index) => {
      const names = onlyLists(filter) ?? [];
      const isNamed = ({ kind, name }: Pick<ListFacts, "kind" | "name">) =>
        names.some(([one, other]) => one === kind && other === name);
      return others[index] ?? summaryOfLists(listRows.filter(isNamed), headRows.filter(isNamed), newest);
    });
  };

  async function summary(filter: Filter, newest: number): Promise<Summary> {
    const isSite = Object.keys(filter).length === 0;
    const page = pageQuery(filter, { limit: Math.max(1, newest) }, facts, { withBodies: false });
    const [rows, counts] = await Promise.all([
      read<PageRow>(page),
      isSite ? [] : read<CountRow>(countQuery(filter, MAX_COUNT + 1, facts)),
    ]);
    const shown = rows.filter(({ part }) => part === "page").sort((a, b) => b.place - a.place);
    const { count, looked } = counts[0] ?? { count: facts.count, looked: 0 };
    return {
      count: isSite ? count : Math.min(count, MAX_COUNT),
      ...(!isSite && (count > MAX_COUNT || looked === MAX_CANDIDATES) && { isMore: true }),
      newest: shown.slice(0, newest).map(parseHead),
      ...(shown[0] && { newestInstant: new Date(shown[0].instant) }),
    };
  }
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
