import type { Column } from "../../../domain/site.ts";
import type { ReadContext } from "../../../importer/draft.ts";
import type { ImportState } from "../../../importer/import-state.ts";
import type { PoliteFetcher } from "../../../sources/polite-fetcher.ts";
import type { ArticleWriter } from "../../../store/article-writer.ts";
import type { ArticleIndex } from "./article-index.ts";
import type { UpdateState } from "./update-state.ts";

/** What an operator chooses. */
export interface UpdateChoices {
  /** Every column of the store. */
  readonly columns: readonly Column[];
  /** Tells whether the sources of a column are visited. */
  readonly isChosen: (column: Column) => boolean;
  /** The most pages of each list. */
  readonly pages: number;
  /** How many days after its publication an article is checked for corrections; all of these in each update, if given. */
  readonly recheckDays?: number | undefined;
  readonly dryRun: boolean;
}

/** What an update works with. */
export interface UpdateContext {
  readonly writer: ArticleWriter;
  readonly known: ArticleIndex;
  /** What is known from earlier imports, and from earlier updates. */
  readonly importState: ImportState;
  readonly state: UpdateState;
  readonly readContext: ReadContext;
  readonly fetcher: PoliteFetcher;
  /** When the update began. */
  readonly now: Date;
  readonly clock: () => Date;
  readonly progress: { expect(documents: number): void; done(): void };
}
