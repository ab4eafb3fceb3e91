import type { Article, ArticleHead } from "../domain/article.ts";
import type { Cursor } from "../domain/cursor.ts";
import type { Filter } from "../domain/filter.ts";
import type { AbsentName } from "../domain/former-names.ts";
import type { NamedFeeds } from "../domain/named-feed.ts";
import type { Column, Site } from "../domain/site.ts";
import type { Slug } from "../domain/slug.ts";
import type { MarkedText } from "../domain/word-search.ts";
import type { Words } from "../domain/words.ts";

/** The most articles that one query of a {@linkcode Snapshot} returns. */
export const MAX_LIMIT = 100;

/** The most names that one query of a {@linkcode Snapshot} returns. */
export const MAX_NAMES = 1000;

/** Up to how many articles a filter is counted that combines several conditions. */
export const MAX_COUNT = 1000;

/** Up to how many articles are counted in which words match: a store may have to compare the text of each. */
export const MAX_FOUND = 50;

/** How many articles come at most before a page that is asked for by its number, besides those of a burst. */
export const MAX_SKIP = 2000;

/** Up to how many pages the sitemap is one document, and up to how many articles a month is one part of it. */
export const SITEMAP_PART_SIZE = 1000;

/** The most pages that one part of the sitemap lists (sitemaps.org): a day is not divided. */
export const MAX_SITEMAP_PAGES = 50_000;

/** Of how many of the newest articles of a column the sitemap gives the last change; of an author or a tag, of one. */
export const MAX_CHANGES_OF_COLUMN = 10;

/** The part of the sitemap that has the home page, the columns, and the authors and tags with the newest articles. */
export const LISTS_PART = "lists";

/** The read port: where the articles that are served come from. */
export interface ArticleStore {
  /** Returns what is visible at the instant `now`. A store may answer from a version that is a few seconds old. */
  snapshot(now: Date): Promise<Snapshot>;
}

/**
 * What is visible in a store at one instant: an article that is published later does not exist in it.
 *
 * All queries of a snapshot answer from one version. A store that is changed between two of them and can no
 * longer answer from that version throws {@linkcode SnapshotExpired}; no query ever mixes two versions. A query
 * given a limit above its maximum, or more ids than that, throws a `RangeError`: no answer is larger.
 */
export interface Snapshot extends NamedFeeds {
  /** Two snapshots with the same version hold the same. */
  readonly version: string;
  /** When what is visible last changed, by an edit, a removal or a publication. */
  readonly lastChange: Date;
  /**
   * When any representation of what is visible last changed, for whatever reason: an edit, a removal, a publication,
   * an older version of the store, or other code. The date of one that shows something of everything.
   */
  readonly lastModified: Date;
  /** When what is visible will next change by itself, because an article is published then. */
  readonly nextChange: Date | undefined;
  readonly site: Site;
  /** In the printed order. */
  readonly columns: readonly Column[];

  /**
   * Lists the heads of the articles that match `filter`, newest first, ties by id; by relevance, those first whose
   * titles have all words, and then those that have all in title, summary, names and tags together.
   */
  list(filter: Filter, page: PageRequest): Promise<HeadPage>;
  /** The same with whole articles. The forms of a body are decoded when they are read. */
  listWhole(filter: Filter, page: PageRequest): Promise<HeadPage<Article>>;
  /** Returns the article with this id, whole. */
  article(id: string): Promise<Article | undefined>;
  /** Tells whether the article with this id was published and then removed. Such an id is never given again. */
  isRemoved(id: string): Promise<boolean>;
  /**
   * Returns when a representation last changed that shows nothing but the articles that match `filter`, with the site
   * and their columns. It never goes back, and moves whenever that changes.
   */
  lastModifiedOf(filter: Filter): Promise<Date>;
  /** Returns the same of a representation of one article; that of everything where there is none with this id. */
  articleLastModified(id: string): Promise<Date>;
  /** Returns when the named feed with this slug was last changed itself, or an earlier date, where that is not known. */
  feedLastModified(slug: Slug): Date;
  /** Returns those of these authors and tags that have no articles. */
  absentNames(names: Pick<Filter, "authors" | "tags">): Promise<readonly AbsentName[]>;
  /** Returns for each of `filters` how many articles match, and the heads of the newest `newest` of them. */
  summaries(filters: readonly Filter[], newest?: number): Promise<readonly Summary[]>;
  /** Returns `text`, of a title or summary, in parts: what `words` match in it, and what is between. */
  mark(text: string, words: Words): readonly MarkedText[];
  /** Returns the articles of the same column just before and just after the one with this id. */
  prevNext(id: string): Promise<PrevNext>;
  /** Lists the first `limit` authors, in the order of their newest articles, then of their names. */
  authors(limit: number): Promise<readonly NameCount[]>;
  /** Lists the first `limit` tags in the same order. */
  tags(limit: number): Promise<readonly NameCount[]>;
  /**
   * Returns all pages, where they are at most {@linkcode SITEMAP_PART_SIZE}: the home page, columns, named feeds,
   * authors and tags, then the articles, newest first. Otherwise it returns the parts that list them:
   * {@linkcode LISTS_PART}, and one for each month with articles, newest first; one for each day of a month with more
   * than {@linkcode SITEMAP_PART_SIZE}. Days and months are those in UTC of the instants by which articles are ordered.
   */
  sitemap(): Promise<Sitemap>;
  /** Returns the pages of one part of the sitemap; `undefined` where there is no such part. */
  sitemapPart(name: string): Promise<readonly SitemapPage[] | undefined>;
  /** Returns the path and query that `address`, an old path and query of this host, has moved to, if it has. */
  redirectTarget(address: string): Promise<string | undefined>;
}

/** Thrown by a {@linkcode Snapshot} that can no longer answer, because its store has changed. */
export class SnapshotExpired extends Error {}

/** Thrown by a store that cannot answer now: it failed, or took too long. */
export class StoreUnavailable extends Error {}

/** The order of a list. */
export type Order = "newest" | "relevance";

/** Which part of a list: its first articles, a page by its number, those just after a position, or just before one. */
export type PageRequest = {
  /** From 1 to {@linkcode MAX_LIMIT}. */
  readonly limit: number;
  /** Newest first, where nothing else is asked for. Positions are those of a list in the same order. */
  readonly order?: Order;
} & (
  | {
      /** Beyond `limit`, the first page also has the articles at most this long before the newest, up to {@linkcode MAX_LIMIT} in all. */
      readonly withinMs?: number;
      /** Counted from 1. At most {@linkcode MAX_SKIP} articles come before it, in pages of `limit`. */
      readonly number?: number;
      readonly after?: undefined;
      readonly before?: undefined;
    }
  | {
      readonly after: Cursor;
      readonly withinMs?: undefined;
      readonly number?: undefined;
      readonly before?: undefined;
    }
  | {
      readonly before: Cursor;
      readonly withinMs?: undefined;
      readonly number?: undefined;
      readonly after?: undefined;
    }
);

/**
 * Some articles of a list, in order. They may be fewer than were asked for, or none, though others follow: a store
 * may look through a limited number of articles for those that match.
 */
export interface HeadPage<Head extends ArticleHead = ArticleHead> {
  readonly heads: readonly Head[];
  /** The position after which older articles follow; absent where none do. */
  readonly next?: Cursor;
  /** The position before the first of these; absent where there is no newer article. */
  readonly previous?: Cursor;
  /** The position after which these begin, where the page was asked for by a number above 1. */
  readonly after?: Cursor;
  /** Whether the page before `previous`, of the same limit, would be the first page. */
  readonly isSecond: boolean;
  /**
   * When a representation last changed that shows nothing but these, with the site and their columns, and whether
   * older ones follow. It never goes back, and moves whenever that changes.
   */
  readonly lastModified: Date;
}

/** How much a filter matches. */
export interface Summary {
  /**
   * How many articles match; of a filter of anything else than everything, columns, one author or one tag, at most
   * {@linkcode MAX_COUNT}, with words to {@linkcode MAX_FOUND}.
   */
  readonly count: number;
  /** Whether more match than are counted. */
  readonly isMore?: boolean;
  /** The heads of the newest articles, as many as were asked for. */
  readonly newest: readonly ArticleHead[];
  /** The instant of the newest article, where there is one. */
  readonly newestInstant?: Date;
}

/** The articles of the same column that were published just before and just after one. */
interface PrevNext {
  readonly newer?: ArticleHead | undefined;
  readonly older?: ArticleHead | undefined;
}

/** A name by which articles are filed, and how many have it. */
export interface NameCount {
  readonly name: string;
  readonly count: number;
}

/** Every page, or the parts of the sitemap that list them. */
export type Sitemap =
  | { readonly pages: readonly SitemapPage[]; readonly parts?: undefined }
  | { readonly parts: readonly SitemapPart[]; readonly pages?: undefined };

/** A part of the sitemap. */
interface SitemapPart {
  /** {@linkcode LISTS_PART}, a month such as `2026-11`, or a day such as `2026-11-28`. */
  readonly name: string;
  /** The last change of any of its pages, where that is known. */
  readonly lastChange?: Date | undefined;
}

/** A page that the sitemap lists. */
export type SitemapPage = {
  /**
   * When it last changed; of a column, any of its {@linkcode MAX_CHANGES_OF_COLUMN} newest articles; of an author or a
   * tag, the newest one. Absent for a list without articles, and for a named feed.
   */
  readonly lastChange?: Date | undefined;
} & (
  | { readonly kind: "home" }
  | { readonly kind: "column" | "feed"; readonly slug: Slug }
  | { readonly kind: "author" | "tag"; readonly name: string }
  | { readonly kind: "article"; readonly id: string }
);
