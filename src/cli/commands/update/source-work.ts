import type { Column, ColumnSource } from "../../../domain/site.ts";
import type { Draft, SourceVersion } from "../../../importer/draft.ts";
import type { Outcome } from "../../../importer/merge-drafts.ts";
import type { SourceArticle } from "../../../sources/read-column-source.ts";
import type { KnownArticle } from "./article-index.ts";
import type { SourceUpdateState } from "./update-state.ts";

/** An article that could not be read. */
interface FailedArticle {
  readonly url: string;
  readonly reason: string;
  /** How often in a row. */
  readonly times: number;
}

/** One source, what it lists, and what the update has done so far. */
export interface SourceWork {
  readonly column: Column;
  readonly source: ColumnSource;
  /** What is to be remembered of its list; absent where that could not be read. */
  list?: Omit<SourceUpdateState, "pending" | "older" | "visited">;
  /** What it lists. */
  articles: readonly SourceArticle[];
  /** What it listed in earlier updates, and is still to be read. */
  awaited: readonly SourceArticle[];
  /** Where reading older pages of its list goes on. */
  older?: SourceUpdateState["older"];
  /** Why it could not be read, or was probably not read correctly. */
  problem?: string;
  /** Why it was not visited; the next update visits it. */
  skipped?: string;
  /** Why parts of it could not be read. */
  incomplete?: string;
  /** What happened to the articles that were imported. */
  readonly outcomes: Outcome[];
  /** Articles that could not be read or taken in. */
  readonly failed: FailedArticle[];
  /** The ids of the articles that it lists and that were removed from the store. */
  readonly removed: Set<string>;
  /** Articles whose pages `robots.txt` does not allow; those that are new are reported. */
  readonly forbidden: { readonly url: string; readonly isNew: boolean }[];
  /** Articles of the store whose pages are not there any more, or show something else, and why. */
  readonly vanished: { readonly url: string; readonly reason: string }[];
  /** New articles that other columns list too. */
  readonly shared: { readonly url: string; readonly columns: readonly string[] }[];
  /** The ids of articles that differ from the store, where it is not known which of the two was changed. */
  readonly differing: string[];
  /** New articles that are left for the next update. */
  readonly left: SourceArticle[];
}

/** An article as it was read. */
export interface ReadArticle {
  readonly listed: SourceArticle;
  readonly draft: Draft;
  /** The article of the store that it is a version of, as far as that is known. */
  readonly known: KnownArticle | undefined;
}

/** What was read of one document: the page of an article, or a feed. */
export interface Reading {
  readonly work: SourceWork;
  /** The name of the document. */
  readonly from: string;
  readonly version: SourceVersion;
  readonly articles: readonly ReadArticle[];
}

/** Returns the work on a source before it is visited. */
export function newWork(column: Column, source: ColumnSource): SourceWork {
  const lists = {
    outcomes: [],
    failed: [],
    forbidden: [],
    vanished: [],
    shared: [],
    differing: [],
    left: [],
  };
  return { column, source, articles: [], awaited: [], removed: new Set(), ...lists };
}

/** The key under which a source is remembered. */
export function sourceKey({ source }: Pick<SourceWork, "source">): string {
  return JSON.stringify(source);
}
