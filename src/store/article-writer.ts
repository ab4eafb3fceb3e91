import type { StoredArticle } from "../domain/article.ts";
import type { Column, Site } from "../domain/site.ts";

/** The write port: how operators and imports change a store. */
export interface ArticleWriter {
  /** Runs `work` on the articles as they were last written, without keeping other writers out. */
  read<Result>(work: (articles: StoredArticles) => Promise<Result>): Promise<Result>;
  /**
   * Runs `work` in a transaction. No other writer comes between its first look-up and its end; all of its
   * changes are written, or none: none where `work` throws, where the store would not pass its check, or where
   * `dryRun` is set.
   *
   * @throws {InvalidStoreError} where the store would not pass its check
   * @throws {UserError} where the store cannot be read or written
   */
  transaction<Result>(
    work: (transaction: Transaction) => Promise<Result>,
    options?: { readonly dryRun?: boolean },
  ): Promise<Committed<Result>>;
}

/** The articles of a store as they were written, drafts and scheduled ones included. */
export interface StoredArticles {
  readonly site: Site;
  /** In the printed order. */
  readonly columns: readonly Column[];
  /** When the store last changed. */
  readonly updated: Date;
  get(id: string): Promise<StoredArticle | undefined>;
  /** Returns the articles that have any of `keys`, each once. */
  find(keys: ArticleKeys): Promise<readonly StoredArticle[]>;
  /** Yields every article, in no promised order. */
  all(): AsyncIterable<StoredArticle>;
}

/** What articles are looked up by. */
export interface ArticleKeys {
  readonly ids?: Iterable<string>;
  /** Original pages, as `toUri` writes them. */
  readonly addresses?: Iterable<string>;
  /** Ids that a source gave; an article is found by one that its own id was made from. */
  readonly sourceIds?: Iterable<string>;
  /** Titles, with the day of publication on the site's calendar (`YYYY-MM-DD`) where that is to be the same. */
  readonly titles?: Iterable<{ readonly title: string; readonly day?: string | undefined }>;
}

/** Changes to a store that are made together. Look-ups see the changes made before them. */
export interface Transaction extends StoredArticles {
  /** The instant of the transaction: what is changed gets it as its date. */
  readonly now: Date;
  /** Adds an article, or replaces the one with its id. */
  put(article: StoredArticle): Promise<void>;
  /** Removes the article with this id; does nothing where there is none. */
  remove(id: string): Promise<void>;
  putSite(site: Site): Promise<void>;
  putColumns(columns: readonly Column[]): Promise<void>;
}

/** What a transaction did. */
export interface Committed<Result> {
  /** What its `work` returned. */
  readonly result: Result;
  /** Whether the store holds anything else than before; with `dryRun`, whether it would. */
  readonly changed: boolean;
  /** The ids of the articles that were added, changed or removed. */
  readonly articles: {
    readonly added: readonly string[];
    readonly updated: readonly string[];
    readonly removed: readonly string[];
  };
}
