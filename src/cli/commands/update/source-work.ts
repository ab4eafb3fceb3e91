import type { Column, ColumnSource } from "../../../domain/site.ts";
import type { Outcome } from "../../../importer/merge-drafts.ts";
import type { PoliteFetcher } from "../../../sources/polite-fetcher.ts";
import type { SourceArticle, SourceKind } from "../../../sources/read-column-source.ts";
import type { ArticleWriter } from "../../../store/article-writer.ts";
import type { UpdateState } from "./update-state.ts";

/** What an update of one source did. */
export interface SourceUpdate {
  readonly column: Column["slug"];
  readonly url: string;
  readonly kind?: SourceKind;
  /** How many articles the source lists. */
  readonly found: number;
  readonly added: readonly Outcome[];
  readonly corrected: readonly Outcome[];
  /** Articles that could not be read or taken in. */
  readonly failed: readonly FailedArticle[];
  /** Addresses that `robots.txt` does not allow. */
  readonly forbidden: readonly string[];
  /** Articles of the store that are not there any more. */
  readonly vanished: readonly string[];
  /** How many addresses are left for the next update. */
  readonly left: number;
  /** Why the source itself could not be read, and since when. */
  readonly problem?: string;
  readonly failingSince?: Date;
}

/** An article that could not be read. */
interface FailedArticle {
  readonly url: string;
  readonly reason: string;
  /** How often in a row. */
  readonly times: number;
}

/** What an update works with. */
export interface UpdateContext {
  readonly writer: ArticleWriter;
  readonly state: UpdateState;
  /** Opens what is known from earlier imports. */
  readonly store: string;
  readonly fetcher: PoliteFetcher;
  readonly now: Date;
  readonly warn: (line: string) => void;
  readonly progress: { expect(documents: number): void; done(): void };
}

/** What an operator chooses. */
export interface UpdateChoices {
  /** Only these columns. */
  readonly columns: readonly Column[];
  /** The most pages of each list. */
  readonly pages: number;
  /** How many days after its publication an article is checked for corrections. */
  readonly recheckDays: number;
  readonly dryRun: boolean;
}

/** One source, and what the update has done so far. */
export interface SourceWork {
  readonly column: Column;
  readonly source: ColumnSource;
  readonly kind?: SourceKind;
  /** What it lists. */
  readonly articles: readonly SourceArticle[];
  readonly problem?: string;
  readonly outcomes: Outcome[];
  readonly failed: FailedArticle[];
  readonly forbidden: string[];
  readonly vanished: string[];
  left: number;
}
