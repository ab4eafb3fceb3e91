import type { StoredArticle } from "../domain/article.ts";
import type { Filter } from "../domain/filter.ts";
import type { FormerNames } from "../domain/former-names.ts";
import type { NamedFeed, NamedFeeds } from "../domain/named-feed.ts";
import type { RedirectRule } from "../domain/redirect-rule.ts";
import type { RemovedArticle } from "../domain/removed-article.ts";
import type { Column, Site } from "../domain/site.ts";
import type { Finding } from "./invalid-store-error.ts";
import type { ArticleWithoutText } from "./without-text.ts";

/** The write port: how operators and imports change a store. */
export interface ArticleWriter {
  /** Runs `work` on the articles as they were last written, without keeping other writers out. */
  read<Result>(work: (articles: StoredArticles) => Promise<Result>): Promise<Result>;
  /**
   * Runs `work` in a transaction. No other writer comes between its first look-up and its end; all of its
   * changes are written, or none: none where `work` throws, where the store would not pass its check, or where
   * `dryRun` is set.
   *
   * A transaction that changes anything also sets the date of the store, and that of each article that was
   * published after its last edit, to the date of its publication. It records the place of each article that it adds
   * or changes and whose publication is unknown, as `added`, once: an article keeps its place when it is edited. It
   * keeps the names of authors and tags whose last published article is gone, and forgets those that come back. Of
   * an article that it removes, it keeps what `removedArticle` returns, until the article is put again.
   *
   * @throws {InvalidStoreError} where the store does not pass its check, before or after the changes
   * @throws {UserError} where the store cannot be read or written
   */
  transaction<Result>(
    work: (transaction: Transaction) => Promise<Result>,
    options?: { readonly dryRun?: boolean },
  ): Promise<Committed<Result>>;
}

/** The articles of a store as they were written, drafts and scheduled ones included. */
export interface StoredArticles extends NamedFeeds {
  readonly site: Site;
  /** In the printed order. */
  readonly columns: readonly Column[];
  /** Old addresses of the service's host, in the order in which they were added. */
  readonly redirects: readonly RedirectRule[];
  /** Authors and tags whose articles are all gone. */
  readonly former: FormerNames;
  /** When the store last changed. */
  readonly updated: Date;
  get(id: string): Promise<StoredArticle | undefined>;
  /** Returns the articles that have any of `keys`, each once, in the order in which they were added. */
  find(keys: ArticleKeys): Promise<readonly StoredArticle[]>;
  /** Returns how many articles match `filter`. */
  count(filter: Filter): Promise<number>;
  /** Yields every article, in the order in which they were added. */
  all(): AsyncIterable<StoredArticle>;
  /** Yields the same without their texts, which a store need not read for it. */
  allWithoutTexts(): AsyncIterable<ArticleWithoutText>;
  /** Returns what is kept of the removed articles that had any of `keys`, each once, in the order of their removal. */
  findRemoved(keys: RemovedArticleKeys): Promise<readonly RemovedArticle[]>;
  /** Yields what is kept of every removed article, in the order of their removal. */
  allRemoved(): AsyncIterable<RemovedArticle>;
}

/** What articles are looked up by. */
export interface ArticleKeys {
  readonly ids?: Iterable<string>;
  /** The ids under which readers know articles, as `identifierKey` writes them. */
  readonly guids?: Iterable<string>;
  /** Original pages, as `pageKey` writes them. */
  readonly addresses?: Iterable<string>;
  /** Hashes of the ids that a source gives, as `sourceIdHashIn` finds them in the ids of articles. */
  readonly sourceIdHashes?: Iterable<string>;
  /** Titles. */
  readonly titles?: Iterable<TitleKey>;
}

/** What removed articles are looked up by. */
export interface RemovedArticleKeys extends Omit<ArticleKeys, "titles"> {
  /** Titles, whatever the day. */
  readonly titles?: Iterable<Pick<TitleKey, "title">>;
}

/** A title that articles are looked up by. */
interface TitleKey {
  readonly title: string;
  /**
   * A day on the site's calendar (`YYYY-MM-DD`): of the articles with this title, only those published on it,
   * drafts, and those whose date is not known. Without it, all.
   */
  readonly day?: string | undefined;
}

/** Changes to a store that are made together. Look-ups see the changes made before them. */
export interface Transaction extends StoredArticles {
  /** The instant of the transaction: what is changed gets it as its date. */
  readonly now: Date;
  /** Checks `articles` as the store would; returns the problems, with pointers into each, and changes nothing. */
  check(articles: readonly StoredArticle[]): Promise<readonly Finding[]>;
  /** Adds an article, or replaces the one with its id. A removed article with its id is not a removed one any more. */
  put(article: StoredArticle): Promise<void>;
  /** Removes the article with this id, and keeps that it was there; does nothing where there is none. */
  remove(id: string): Promise<void>;
  putSite(site: Site): Promise<void>;
  putColumns(columns: readonly Column[]): Promise<void>;
  /** Replaces the named feeds by these. Of those that are gone by it, the slugs are kept until they come back. */
  putFeeds(feeds: readonly NamedFeed[]): Promise<void>;
  /** Replaces the redirects by these. */
  putRedirects(redirects: readonly RedirectRule[]): Promise<void>;
}

/** What a transaction did. */
export interface Committed<Result> {
  /** What its `work` returned. */
  readonly result: Result;
  /** Whether the store holds anything else than before; with `dryRun`, whether it would. */
  readonly changed: boolean;
  /** The ids of the articles that `work` added, changed or removed. */
  readonly articles: {
    readonly added: readonly string[];
    readonly updated: readonly string[];
    readonly removed: readonly string[];
  };
  /** The authors and tags whose last published article is gone by this transaction. */
  readonly ended: FormerNames;
}
