import { isDeepStrictEqual } from "node:util";
import type { StoredArticle } from "../../domain/article.ts";
import { articleRecord } from "../../domain/article-record.ts";
import { formatSince, formatUntil } from "../../domain/date-bound.ts";
import type { Filter } from "../../domain/filter.ts";
import type { NamedFeed } from "../../domain/named-feed.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import type { Column, Site } from "../../domain/site.ts";
import type { FeedRecord } from "./feed-schema.ts";
import { parseArticle, parseFeed } from "./parse-store.ts";
import {
  ARTICLE_FIELD_NAMES,
  type ArticleRecord,
  SITE_FIELD_NAMES,
  type StoreDocument,
} from "./store-document.ts";

type SiteRecord = StoreDocument["site"];
type ColumnRecord = StoreDocument["columns"][number];

/**
 * Converts `article`, whose record was `previous`: fields that mean the same as before keep their text, such as a
 * date with another offset, and all fields keep their place; new ones come last.
 */
export function updatedArticleRecord(
  previous: ArticleRecord,
  article: StoredArticle,
  timeZone: string,
): ArticleRecord {
  const before = parseArticle(previous);
  const record = articleRecord(article, timeZone);
  for (const field of ARTICLE_FIELD_NAMES) {
    if (Object.hasOwn(previous, field) && isDeepStrictEqual(before[field], article[field]))
      copyField(field, previous, record);
  }
  return inOrderOf(previous, record);
}

/** Converts a site, whose record was `previous` if it is not new: fields keep their place, or are in that of the schema. */
export function siteRecord(site: Site, previous?: SiteRecord): SiteRecord {
  if (!previous) {
    const positions = new Map<string, number>(SITE_FIELD_NAMES.map((name, index) => [name, index]));
    const position = ([name]: [string, unknown]) => positions.get(name) ?? positions.size;
    const fields = Object.entries(site).sort((a, b) => position(a) - position(b));
    return { ...Object.fromEntries(fields), ...site };
  }
  const isSamePublisher = isDeepStrictEqual(previous.publisher, site.publisher);
  return inOrderOf(previous, { ...site, publisher: isSamePublisher ? previous.publisher : site.publisher });
}

/** Converts `column`, whose record was `previous` if it is not new; fields keep their place. */
export function columnRecord({ sources, ...column }: Column, previous?: ColumnRecord): ColumnRecord {
  const record = { ...column, ...(sources?.length && { sources: [...sources] }) };
  if (!previous) return record;
  return isDeepStrictEqual(previous, record) ? previous : inOrderOf(previous, record);
}

/**
 * Converts a named feed of a site in `timeZone`, whose record was `previous` if it is not new: where its filter means the
 * same as before, that keeps its text, and fields keep their place.
 */
export function feedRecord(feed: NamedFeed, timeZone: string, previous?: FeedRecord): FeedRecord {
  const { filter, limit, content, ...facts } = feed;
  const before = previous && parseFeed(previous, timeZone);
  if (previous && isDeepStrictEqual(before, feed)) return previous;
  const written = isDeepStrictEqual(before?.filter, filter)
    ? previous?.filter
    : filterRecord(filter, timeZone);
  const record = {
    ...facts,
    ...(written && { filter: written }),
    ...omitUndefined<Pick<FeedRecord, "limit" | "content">>({ limit, content }),
  };
  return previous ? inOrderOf(previous, record) : record;
}

function filterRecord(filter: Filter, timeZone: string): FeedRecord["filter"] {
  const { columns, authors, tags, notColumns, notAuthors, notTags, words, since, until } = filter;
  const record = omitUndefined<NonNullable<FeedRecord["filter"]>>({
    columns: columns && [...columns],
    authors: authors && [...authors],
    tags: tags && [...tags],
    notColumns: notColumns && [...notColumns],
    notAuthors: notAuthors && [...notAuthors],
    notTags: notTags && [...notTags],
    words: words?.text,
    since: since && formatSince(since, timeZone),
    until: until && formatUntil(until, timeZone),
  });
  return Object.keys(record).length === 0 ? undefined : record;
}

/** Returns `record` with the fields that `previous` has too in the order of `previous`, and the others after them. */
function inOrderOf<Fields extends object>(previous: Fields, record: Fields): Fields {
  const ordered = { ...previous, ...record };
  for (const field of Object.keys(previous)) {
    if (!Object.hasOwn(record, field)) Reflect.deleteProperty(ordered, field);
  }
  return ordered;
}

function copyField<Field extends keyof ArticleRecord>(
  field: Field,
  from: ArticleRecord,
  to: ArticleRecord,
): void {
  to[field] = from[field];
}
