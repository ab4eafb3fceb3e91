import type { ArticleImage, Person, StoredArticle } from "../../domain/article.ts";
import { type DateBound, parseDateBound, sinceInstant, untilInstant } from "../../domain/date-bound.ts";
import { type Filter, filterValues } from "../../domain/filter.ts";
import type { FormerNames } from "../../domain/former-names.ts";
import type { NamedFeed, NamedFeeds } from "../../domain/named-feed.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import type { RedirectRule } from "../../domain/redirect-rule.ts";
import type { RemovedArticle } from "../../domain/removed-article.ts";
import type { Column, ColumnSource, Site } from "../../domain/site.ts";
import { parseSlug, type Slug } from "../../domain/slug.ts";
import { parseWords } from "../../domain/words.ts";
import type { FeedRecord } from "./feed-schema.ts";
import type { ArticleRecord, StoreDocument } from "./store-document.ts";

/** A store document in domain types. */
export interface ParsedStore extends NamedFeeds {
  readonly updated: Date;
  readonly site: Site;
  readonly columns: readonly Column[];
  readonly redirects: readonly RedirectRule[];
  readonly former: FormerNames;
  readonly removed: readonly RemovedArticle[];
  readonly articles: readonly StoredArticle[];
}

/** Parses a document that `checkStore` has accepted. */
export function parseStore(document: StoreDocument): ParsedStore {
  return {
    updated: new Date(document.updated),
    site: parseSite(document.site),
    columns: document.columns.map(parseColumn),
    feeds: (document.feeds ?? []).map((record) => parseFeed(record, document.site.timeZone)),
    removedFeeds: (document.removedFeeds ?? []).map(requireSlug),
    redirects: document.redirects ?? [],
    former: { authors: document.formerAuthors ?? [], tags: document.formerTags ?? [] },
    removed: (document.removed ?? []).map(parseRemoved),
    articles: document.articles.map(parseArticle),
  };
}

/** Parses one article of a document that `checkStore` has accepted. */
export function parseArticle(record: ArticleRecord): StoredArticle {
  const { authors, editors, source, tags, column, published, updated, added, image, ...texts } = record;
  return {
    ...omitUndefined<Pick<StoredArticle, keyof typeof texts>>(texts),
    column: requireSlug(column),
    authors: (authors ?? []).map(parsePerson),
    editors: (editors ?? []).map(parsePerson),
    ...(source && { source: parsePerson(source) }),
    tags: tags ?? [],
    updated: new Date(updated),
    ...(published !== undefined && { published: new Date(published) }),
    ...(added !== undefined && { added: new Date(added) }),
    ...(image !== undefined && { image: parseImage(image) }),
  };
}

/** Parses a named feed of a document that `checkStore` has accepted, for a site in `timeZone`. */
export function parseFeed({ slug, filter = {}, ...facts }: FeedRecord, timeZone: string): NamedFeed {
  return {
    slug: requireSlug(slug),
    ...omitUndefined<Omit<NamedFeed, "slug" | "filter">>(facts),
    filter: parseFilter(filter, timeZone),
  };
}

function parseFilter(
  {
    columns,
    authors,
    tags,
    notColumns,
    notAuthors,
    notTags,
    words,
    since,
    until,
  }: NonNullable<FeedRecord["filter"]>,
  timeZone: string,
): Filter {
  return omitUndefined<Filter>({
    columns: filterValues(columns?.map(requireSlug)),
    authors: filterValues(authors),
    tags: filterValues(tags),
    notColumns: filterValues(notColumns?.map(requireSlug)),
    notAuthors: filterValues(notAuthors),
    notTags: filterValues(notTags),
    words: words === undefined ? undefined : parseWords(words),
    since: since === undefined ? undefined : sinceInstant(requireDateBound(since), timeZone),
    until: until === undefined ? undefined : untilInstant(requireDateBound(until), timeZone),
  });
}

function requireDateBound(text: string): DateBound {
  const bound = parseDateBound(text);
  if (bound === undefined) throw new Error(`The check accepted the date "${text}"`);
  return bound;
}

/** Parses what is kept of one removed article in a document that `checkStore` has accepted. */
export function parseRemoved({
  published,
  ...facts
}: NonNullable<StoreDocument["removed"]>[number]): RemovedArticle {
  return {
    ...omitUndefined<RemovedArticle>(facts),
    ...(published !== undefined && { published: new Date(published) }),
  };
}

function parseSite({ publisher, ...texts }: StoreDocument["site"]): Site {
  return { ...omitUndefined<Omit<Site, "publisher">>(texts), publisher: parsePerson(publisher) };
}

function parseColumn({ slug, sources, ...texts }: StoreDocument["columns"][number]): Column {
  return {
    slug: requireSlug(slug),
    ...omitUndefined<Omit<Column, "slug" | "sources">>(texts),
    ...(sources && { sources: sources.map((source) => omitUndefined<ColumnSource>(source)) }),
  };
}

function parseImage(image: NonNullable<ArticleRecord["image"]>): ArticleImage {
  return typeof image === "string" ? { url: image } : omitUndefined<ArticleImage>(image);
}

interface PersonRecord {
  readonly name: string;
  readonly about?: string | undefined;
  readonly url?: string | undefined;
}

function parsePerson(person: PersonRecord): Person {
  return omitUndefined<Person>(person);
}

function requireSlug(text: string): Slug {
  const slug = parseSlug(text);
  if (slug === undefined) throw new Error(`The check accepted the slug "${text}"`);
  return slug;
}
