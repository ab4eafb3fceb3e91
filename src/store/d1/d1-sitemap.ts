import {
  LISTS_PART,
  MAX_CHANGES_OF_COLUMN,
  MAX_NAMES,
  MAX_SITEMAP_PAGES,
  SITEMAP_PART_SIZE,
  type Sitemap,
  type SitemapPage,
  type Snapshot,
} from "../snapshot.ts";
import type { D1Facts } from "./d1-facts.ts";
import { query } from "./database.ts";
import {
  inOrderOfNewest,
  LAST_CHANGE,
  type ListFacts,
  listFactsQuery,
  newestListsQueries,
} from "./list-facts.ts";
import type { ListName } from "./list-name.ts";
import type { Read } from "./read-connection.ts";

type SitemapQueries = Pick<Snapshot, "sitemap" | "sitemapPart">;

interface ArticleRow {
  readonly id: string;
  readonly changed: number;
}

/** A month such as 202611, or a day such as 20261128, with articles. */
interface PeriodRow {
  readonly period: number;
  readonly count: number;
  /** The latest edit of an article. */
  readonly updated: number;
}

/** Returns the queries for the sitemap. */
export function d1Sitemap(facts: D1Facts, read: Read): SitemapQueries {
  const { visible, now } = facts;

  async function newestLists(kind: "author" | "tag"): Promise<readonly ListFacts[]> {
    const queries = newestListsQueries(kind, MAX_NAMES, visible, { changesOf: 1 });
    const rows = await Promise.all(queries.map((one) => read<ListFacts>(one)));
    return inOrderOfNewest(rows.flat()).slice(0, MAX_NAMES);
  }

  async function listPages(): Promise<readonly SitemapPage[]> {
    const slugs = facts.columns.map(({ slug }): ListName => ({ kind: "column", name: slug }));
    const [columns, authors, tags] = await Promise.all([
      read<ListFacts>(listFactsQuery(slugs, visible, { changesOf: MAX_CHANGES_OF_COLUMN })),
      newestLists("author"),
      newestLists("tag"),
    ]);
    const changes = new Map(columns.map(({ name, changed }) => [name, changed]));
    return [
      { kind: "home", lastChange: facts.lastChange },
      ...facts.columns.map(
        ({ slug }): SitemapPage => ({ kind: "column", slug, lastChange: date(changes.get(slug)) }),
      ),
      ...facts.feeds.map(({ slug }): SitemapPage => ({ kind: "feed", slug })),
      ...authors.map(
        ({ name, changed }): SitemapPage => ({ kind: "author", name, lastChange: date(changed) }),
      ),
      ...tags.map(({ name, changed }): SitemapPage => ({ kind: "tag", name, lastChange: date(changed) })),
    ];
  }

  async function parts(): Promise<Sitemap> {
    const today = Number(new Date(now).toISOString().slice(0, "2026-11-28".length).replaceAll("-", ""));
    const rows = await read<PeriodRow>(query(PERIODS, Math.floor(today / 100), today, visible, now));
    const publications = rows.filter(({ period }) => period === 0).map(({ updated }) => updated);
    const periods = rows
      .filter(({ period, count }) => period !== 0 && count > 0)
      .map((row) => withPublications(row, publications));
    const isOfThisMonth = ({ period }: PeriodRow) =>
      period > DAYS_BEGIN && Math.floor(period / 100) === Math.floor(today / 100);
    const thisMonth = periods.filter(isOfThisMonth);
    const size = thisMonth.reduce((sum, { count }) => sum + count, 0);
    const listed = [
      ...periods.filter((row) => !isOfThisMonth(row)).map(partOf),
      ...(size > SITEMAP_PART_SIZE ? thisMonth.map(partOf) : joined(thisMonth)),
    ];
    const newestFirst = listed.sort((a, b) => (a.name < b.name ? 1 : -1));
    return { parts: [{ name: LISTS_PART, lastChange: facts.lastChange }, ...newestFirst] };
  }

  return {
    async sitemap() {
      if (facts.count > SITEMAP_PART_SIZE) return parts();
      const [lists, articles, divided] = await Promise.all([
        listPages(),
        read<ArticleRow>(query(NEWEST_ARTICLES, visible)),
        parts(),
      ]);
      const pages = [...lists, ...articles.map(articlePage)];
      return pages.length <= SITEMAP_PART_SIZE ? { pages } : divided;
    },

    async sitemapPart(name) {
      if (name === LISTS_PART) return listPages();
      const [begin, end] = periodOf(name) ?? [];
      const [monthBegin, monthEnd] = periodOf(name.slice(0, "2026-11".length)) ?? [];
      if (begin === undefined || end === undefined || monthBegin === undefined || monthEnd === undefined)
        return undefined;
      const isDay = name.length > "2026-11".length;
      const [articles, month] = await Promise.all([
        read<ArticleRow>(
          query(ARTICLES_OF_PERIOD, begin, end, visible, isDay ? MAX_SITEMAP_PAGES : SITEMAP_PART_SIZE + 1),
        ),
        read<{ readonly count: number }>(query(SIZE_OF_PERIOD, monthBegin, monthEnd, visible)),
      ]);
      const isDivided = (month[0]?.count ?? 0) > SITEMAP_PART_SIZE;
      return articles.length === 0 || isDivided !== isDay ? undefined : articles.map(articlePage);
    },
  };
}

/** Days are larger numbers than months. */
const DAYS_BEGIN = 1_000_000;

/** How many of those articles are taken into account that were published after their last edit. */
const MAX_PUBLICATIONS = 1000;

/**
 * Months before this one (?1), or their days where they have too many articles; days of this month before today (?2),
 * and today; and, with the period 0, when articles were published that were not edited after it.
 */
const PERIODS = `SELECT month AS period, count, updated FROM months
  WHERE month < ?1 AND count BETWEEN 1 AND ${SITEMAP_PART_SIZE}
UNION ALL SELECT day, days.count, days.updated
  FROM months CROSS JOIN days ON day > 100 * month AND day < 100 * month + 100
  WHERE month < ?1 AND months.count > ${SITEMAP_PART_SIZE} AND days.count > 0
UNION ALL SELECT day, count, updated FROM days WHERE day > 100 * ?1 AND day < ?2 AND count > 0
UNION ALL SELECT ?2, count(*), max(updated) FROM articles WHERE day = ?2 AND place <= ?3
UNION ALL SELECT 0, 0, instant FROM (
  SELECT instant, head FROM articles WHERE instant > updated AND instant <= ?4
  ORDER BY instant DESC LIMIT ${MAX_PUBLICATIONS}
) WHERE head ->> 'published' = instant`;

const NEWEST_ARTICLES = `SELECT id, ${LAST_CHANGE} AS changed FROM articles
  WHERE place <= ?1 ORDER BY place DESC LIMIT ${SITEMAP_PART_SIZE + 1}`;

const ARTICLES_OF_PERIOD = `SELECT id, ${LAST_CHANGE} AS changed FROM articles
  WHERE instant >= ?1 AND instant < ?2 AND place <= ?3 ORDER BY instant DESC, id LIMIT ?4`;

const SIZE_OF_PERIOD = `SELECT count(*) AS count FROM (SELECT 1 FROM articles
  WHERE instant >= ?1 AND instant < ?2 AND place <= ?3 LIMIT ${SITEMAP_PART_SIZE + 1})`;

function articlePage({ id, changed }: ArticleRow): SitemapPage {
  return { kind: "article", id, lastChange: new Date(changed) };
}

function partOf({ period, updated }: PeriodRow): { readonly name: string; readonly lastChange: Date } {
  return { name: nameOf(period), lastChange: new Date(updated) };
}

/** Returns the name of the part for a month such as 202611, or a day such as 20261128. */
function nameOf(period: number): string {
  const text = String(period).padStart(period > DAYS_BEGIN ? 8 : 6, "0");
  return [text.slice(0, 4), text.slice(4, 6), text.slice(6)].filter((part) => part !== "").join("-");
}

/** Returns the part of the month that these days are of; none where there are no days. */
function joined(days: readonly PeriodRow[]): readonly { readonly name: string; readonly lastChange: Date }[] {
  const [first] = days;
  if (!first) return [];
  const updated = days.reduce((latest, day) => Math.max(latest, day.updated), 0);
  return [partOf({ ...first, period: Math.floor(first.period / 100), updated })];
}

/** Returns a period with the latest change in it, which may be that an article was published. */
function withPublications(row: PeriodRow, publications: readonly number[]): PeriodRow {
  const [begin = 0, end = 0] = periodOf(nameOf(row.period)) ?? [];
  const within = publications.filter((instant) => instant >= begin && instant < end);
  return { ...row, updated: within.reduce((latest, instant) => Math.max(latest, instant), row.updated) };
}

/** Returns the first instant of a month or day in UTC and that after its last one; `undefined` where `name` is none. */
function periodOf(name: string): readonly [number, number] | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(name) ?? [];
  if (year === undefined || month === undefined) return undefined;
  const begin = new Date(`${year}-${month}-${day ?? "01"}T00:00:00Z`);
  if (Number.isNaN(begin.getTime()) || begin.toISOString().slice(0, name.length) !== name) return undefined;
  const end = new Date(begin);
  if (day === undefined) end.setUTCMonth(end.getUTCMonth() + 1);
  else end.setUTCDate(end.getUTCDate() + 1);
  return [begin.getTime(), end.getTime()];
}

function date(time: number | null | undefined): Date | undefined {
  return time === null || time === undefined ? undefined : new Date(time);
}
