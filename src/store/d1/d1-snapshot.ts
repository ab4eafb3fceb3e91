import type { Article, ArticleHead } from "../../domain/article.ts";
import { type Cursor, cursorTo } from "../../domain/cursor.ts";
import { allWords, type Filter } from "../../domain/filter.ts";
import { addressKey } from "../../domain/redirect-rule.ts";
import type { Tier, WordSearch } from "../../domain/word-search.ts";
import { wholeSecond } from "../json-file/modification-dates.ts";
import { requireAtMost } from "../json-file/page-range.ts";
import {
  type HeadPage,
  MAX_LIMIT,
  MAX_NAMES,
  MAX_SKIP,
  type NameCount,
  type Order,
  type PageRequest,
  type Snapshot,
} from "../snapshot.ts";
import { comparedPages, type WordsFilter } from "./compared-pages.ts";
import type { D1Facts } from "./d1-facts.ts";
import { d1Sitemap } from "./d1-sitemap.ts";
import { d1Summaries } from "./d1-summaries.ts";
import { query } from "./database.ts";
import {
  inOrderOfNewest,
  type ListFacts,
  listFactsQuery,
  listsOf,
  newestListsQueries,
} from "./list-facts.ts";
import type { ListName } from "./list-name.ts";
import { pageModified } from "./page-modified.ts";
import { type PageRow, pageQuery, rowsOfPage } from "./page-query.ts";
import type { Read } from "./read-connection.ts";
import { BODY_COLUMNS, type BodyRow, type HeadRow, parseBody, parseHead } from "./rows.ts";
import { wordsExpressions } from "./tokens.ts";

/** A row of an article in a list, with its body where that was asked for. */
type ListedRow = HeadRow & Partial<BodyRow>;

/** Returns the snapshot of a store, which looks words up with `search` and asks for rows with `read`. */
export function d1Snapshot(facts: D1Facts, search: WordSearch, read: Read): Snapshot {
  const { visible, columnDates, feedDates, base, version, lastChange, lastModified, nextChange } = facts;
  const { site, columns, feeds, removedFeeds } = facts;
  const compared = comparedPages(facts, search, read);

  async function listPage<Head extends ArticleHead>(
    filter: Filter,
    request: PageRequest,
    parse: (row: ListedRow) => Head,
    options: { readonly withBodies: boolean },
  ): Promise<HeadPage<Head>> {
    requireAtMost(request.limit, MAX_LIMIT);
    requireAtMost(((request.number ?? 1) - 1) * request.limit, MAX_SKIP);
    const words = allWords(filter);
    const expressions = words && wordsExpressions(words, search);
    if (words && (!expressions?.isExact || request.order === "relevance"))
      return comparedPage({ filter, words }, request, parse, options);
    const [rows, lists] = await Promise.all([
      read<PageRow>(pageQuery({ filter, words: expressions }, request, facts, options)),
      listFacts(listsOf(filter)),
    ]);
    const shown = rowsOfPage(rows);
    const heads = shown.map(parse);
    const [first, last] = [heads[0], heads.at(-1)];
    const rowOf = (part: PageRow["part"]) => rows.find((row) => row.part === part);
    const [following, before] = [rowOf("following"), rowOf("before")];
    const newer = shown[0]?.newer ?? 0;
    const dated = [...shown, ...(following ? [following] : [])];
    return {
      heads,
      ...(last && following && { next: cursorTo(last) }),
      ...(first && newer > 0 && { previous: cursorTo(first) }),
      ...(first && before && { after: positionOf(before) }),
      isSecond: newer > 0 && newer <= request.limit,
      lastModified: words
        ? await lastModifiedOf(filter)
        : pageModified(facts, filter, { rows: dated, lists }),
    };
  }

  async function comparedPage<Head extends ArticleHead>(
    asked: WordsFilter,
    request: PageRequest,
    parse: (row: ListedRow) => Head,
    options: { readonly withBodies: boolean },
  ): Promise<HeadPage<Head>> {
    const [{ rows, next, after, newer }, modified] = await Promise.all([
      compared.page(asked, request, options),
      lastModifiedOf(asked.filter),
    ]);
    const heads = rows.map(parse);
    const [first] = rows;
    return {
      heads,
      ...(next && { next }),
      ...(first && newer > 0 && { previous: positionOf(first, request.order) }),
      ...(first && after && { after }),
      isSecond: first !== undefined && newer > 0 && newer <= request.limit,
      lastModified: modified,
    };
  }

  async function listFacts(lists: readonly ListName[]): Promise<readonly ListFacts[]> {
    return lists.length === 0 ? [] : read<ListFacts>(listFactsQuery(lists, visible));
  }

  async function lastModifiedOf(filter: Filter): Promise<Date> {
    const lists = listsOf(filter);
    const [list] = lists;
    // Of what is filed in one list, its dates are known; anything else has that of everything.
    if (!list || lists.length > 1 || Object.keys(filter).length > 1) return lastModified;
    const [found] = await listFacts(lists);
    // The articles of an author or a tag may be in any column.
    const ofColumns = list.kind === "column" ? [columnDates.get(list.name) ?? 0] : columnDates.values();
    const dates = [found?.modified ?? 0, wholeSecond(found?.newest_instant ?? 0), ...ofColumns];
    return new Date(Math.max(base, ...dates));
  }

  async function names(kind: "author" | "tag", limit: number): Promise<readonly NameCount[]> {
    requireAtMost(limit, MAX_NAMES);
    const queries = newestListsQueries(kind, limit, visible);
    const rows = await Promise.all(queries.map((one) => read<ListFacts>(one)));
    return inOrderOfNewest(rows.flat())
      .slice(0, limit)
      .map(({ name, count }) => ({ name, count }));
  }

  return {
    version,
    lastChange,
    lastModified,
    nextChange,
    site,
    columns,
    feeds,
    removedFeeds,
    mark: search.mark,
    ...d1Sitemap(facts, read),
    summaries: d1Summaries(facts, { search, compared }, read),

    list: (filter, page) => listPage(filter, page, parseHead, { withBodies: false }),
    listWhole: (filter, page) => listPage(filter, page, parseArticle, { withBodies: true }),

    async article(id) {
      const [row] = await read<HeadRow & BodyRow>(query(ARTICLE, id, visible));
      return row && parseArticle(row);
    },

    async isRemoved(id) {
      const rows = await read(query("SELECT 1 FROM removed WHERE id = ?1 AND unpublished = 0", id));
      return rows.length > 0;
    },

    lastModifiedOf,

    feedLastModified: (slug) => new Date(Math.max(base, feedDates.get(slug) ?? 0)),

    async articleLastModified(id) {
      const [row] = await read<Pick<PageRow, "modified" | "instant" | "head">>(
        query(ARTICLE_DATES, id, visible),
      );
      if (!row) return lastModified;
      const { column } = JSON.parse(row.head) as Pick<ArticleHead, "column">;
      return new Date(Math.max(base, row.modified, wholeSecond(row.instant), columnDates.get(column) ?? 0));
    },

    async absentNames({ authors = [], tags = [] }) {
      const asked = [
        ...authors.map((name) => ({ kind: "author" as const, name })),
        ...tags.map((name) => ({ kind: "tag" as const, name })),
      ];
      const found = await listFacts(asked);
      return asked.flatMap(({ kind, name }) => {
        const list = found.find((one) => one.kind === kind && one.name === name);
        return list && list.count > 0 ? [] : [{ kind, name, isFormer: list?.is_former === 1 }];
      });
    },

    async prevNext(id) {
      const rows = await read<HeadRow & { readonly side: "newer" | "older" }>(query(PREV_NEXT, id, visible));
      const headOf = (side: "newer" | "older") => {
        const row = rows.find((one) => one.side === side);
        return row && parseHead(row);
      };
      return rows.length === 0 ? {} : { newer: headOf("newer"), older: headOf("older") };
    },

    authors: (limit) => names("author", limit),
    tags: (limit) => names("tag", limit),

    async redirectTarget(address) {
      if (!facts.hasRedirects) return undefined;
      const [row] = await read<{ readonly target: string | null }>(
        query("SELECT target FROM redirects WHERE key = ?1", addressKey(address)),
      );
      return row?.target ?? undefined;
    },
  };
}

const ARTICLE = `SELECT articles.id, articles.head, ${BODY_COLUMNS}
  FROM articles LEFT JOIN bodies ON bodies.seq = articles.seq WHERE articles.id = ?1 AND articles.place <= ?2`;

const ARTICLE_DATES = "SELECT modified, instant, head FROM articles WHERE id = ?1 AND place <= ?2";

const PREV_NEXT = `WITH
  one AS MATERIALIZED (
    SELECT place, (SELECT number FROM lists WHERE kind = 'column' AND name = articles.head ->> 'column') AS list
    FROM articles WHERE id = ?1 AND place <= ?2
  ),
  sides AS MATERIALIZED (
    SELECT 'newer' AS side, (SELECT min(place) FROM filings WHERE list = one.list AND place > one.place AND place <= ?2) AS place
    FROM one
    UNION ALL SELECT 'older', (SELECT max(place) FROM filings WHERE list = one.list AND place < one.place) FROM one
  )
  SELECT side, id, head FROM sides CROSS JOIN articles ON articles.place = sides.place`;

function parseArticle(row: ListedRow): Article {
  const { html = null, page_html = null, text = null } = row;
  const body = parseBody({ html, page_html, text });
  return { ...parseHead(row), ...(body && { body }) };
}

/** The position of an article, in a list in one order or the other. */
function positionOf(
  { instant, id, tier }: Pick<PageRow, "instant" | "id"> & { readonly tier?: Tier },
  order: Order = "newest",
): Cursor {
  return { instant: new Date(instant), id, ...(order === "relevance" && tier !== undefined && { tier }) };
}
