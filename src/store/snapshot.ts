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

/** The most pages that one part of the sitemap lists; the protocol allows 50,000. */
export const SITEMAP_PART_SIZE = 1000;

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
  /** Returns the article with this id, whole. */
  article(id: string): Promise<Article | undefined>;
  /** Tells whether the article with this id was published and then removed. Such an id is never given again. */
  isRemoved(id: string): Promise<boolean>;
  /** Returns the articles with these ids, whole, in the order of the ids; ids that are not there are left out. */
  articles(ids: readonly string[]): Promise<readonly Article[]>;
  /**
   * Returns when a representation last changed that shows nothing but `shown`, or else all, of the articles that
   * match `filter`, with the site, their columns and the named feed with the slug `feed`. It never goes back, and moves
   * whenever that changes.
   */
  lastModifiedOf(filter: Filter, shown?: ShownArticles, feed?: Slug): Promise<Date>;
  /** Returns those of these authors and tags that have no articles. */
  absentNames(names: Pick<Filter, "authors" | "tags">): Promise<readonly AbsentName[]>;
  /** Returns for each of `filters` how many articles match, and the heads of the newest `newest` of them. */
  summaries(filters: readonly Filter[], newest?: number): Promise<readonly Summary[]>;
  /** Returns `text`, of a title or summary, in parts: what `words` match in it, and what is between. */
  mark(text: string, words: Words): readonly MarkedText[];
  /** Returns the articles of the same column just before and just after `article`. */
  prevNext(article: ArticleHead): Promise<PrevNext>;
  /** Lists the authors, in the order of their newest articles. */
  authors(page: NamePageRequest): Promise<readonly NameCount[]>;
  /** Lists the tags, in the order of their newest articles. */
  tags(page: NamePageRequest): Promise<readonly NameCount[]>;
  /**
   * Returns the last change of each part of the sitemap. Parts are numbered from 0 and list at most
   * {@linkcode SITEMAP_PART_SIZE} pages: first the home page, columns, named feeds, authors and tags, then, in parts of their
   * own unless one part holds everything, the articles.
   */
  sitemapParts(): Promise<readonly SitemapPart[]>;
  /** Returns the pages of one part of the sitemap; `undefined` where there is no such part. */
  sitemapPart(index: number): Promise<readonly SitemapPage[] | undefined>;
  /** Returns the path and query that `address`, an old path and query of this host, has moved to, if it has. */
  redirectTarget(address: string): Promise<string | undefined>;
}

/** Thrown by a {@linkcode Snapshot} that can no longer answer, because its store has changed. */
export class SnapshotExpired extends Error {}

/** The order of a list. */
export type Order = "newest" | "relevance";

/** Which part of a list: its first articles, those just after a position, or those just before one. */
export type PageRequest = {
  /** From 1 to {@linkcode MAX_LIMIT}. */
  readonly limit: number;
  /** Newest first, where nothing else is asked for. Positions are those of a list in the same order. */
  readonly order?: Order;
} & (
  | {
      /** Beyond `limit`, also the articles at most this long before the newest, up to {@linkcode MAX_LIMIT} in all. */
      readonly withinMs?: number;
      /** How many of the first articles are left out. */
      readonly skip?: undefined;
      readonly after?: undefined;
      readonly before?: undefined;
    }
  | {
      readonly skip: number;
      readonly withinMs?: undefined;
      readonly after?: undefined;
      readonly before?: undefined;
    }
  | {
      readonly after: Cursor;
      readonly withinMs?: undefined;
      readonly skip?: undefined;
      readonly before?: undefined;
    }
  | {
      readonly before: Cursor;
      readonly withinMs?: undefined;
      readonly skip?: undefined;
      readonly after?: undefined;
    }
);

/** Some articles of a list, in order. */
export interface HeadPage {
  readonly heads: readonly ArticleHead[];
  /** The position after the last of these; absent where no older article follows. */
  readonly next?: Cursor;
  /** The position before the first of these; absent where there is no newer article. */
  readonly previous?: Cursor;
  /** Whether the page before `previous`, of the same limit, would be the first page. */
  readonly isSecond: boolean;
}

/** What a representation shows of a list. */
export interface ShownArticles {
  readonly heads: readonly Pick<ArticleHead, "id">[];
  /** The position after the last of these, where it shows that there are older ones. */
  readonly next?: Cursor | undefined;
}

/** How much a filter matches. */
export interface Summary {
  readonly count: number;
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

/** Which part of a list of names. */
export interface NamePageRequest {
  /** From 1 to {@linkcode MAX_NAMES}. */
  readonly limit: number;
  /** How many names come before the first of these. */
  readonly offset?: number;
}

/** A name by which articles are filed, and how many have it. */
export interface NameCount {
  readonly name: string;
  readonly count: number;
}

/** A part of the sitemap. */
interface SitemapPart {
  /** The last change of any of its pages, where that is known. */
  readonly lastChange?: Date | undefined;
}

/** A page that the sitemap lists. */
export type SitemapPage = {
  /** When what is on it last changed; absent for a list without articles, and for a named feed. */
  readonly lastChange?: Date | undefined;
} & (
  | { readonly kind: "home" }
  | { readonly kind: "column" | "feed"; readonly slug: Slug }
  | { readonly kind: "author" | "tag"; readonly name: string }
  | { readonly kind: "article"; readonly id: string }
);
