import type { Article } from "../domain/article.ts";
import type { Position, Selection, Tally } from "../domain/selection.ts";
import type { Column, Site } from "../domain/site.ts";

/** Where articles come from. */
export interface ArticleStore {
  /** Returns what is visible at the instant `now`. */
  edition(now: Date): Promise<Edition>;
}

/** The store as it is seen at one instant: articles that are published later do not exist in it. */
export interface Edition {
  /** Two editions with the same version hold the same. */
  readonly version: string;
  /** When what is visible last changed, by an edit, a removal or a publication. */
  readonly lastChange: Date;
  /** When what is visible will next change by itself, because an article is published then. */
  readonly nextChange: Date | undefined;
  readonly site: Site;
  /** In the printed order. */
  readonly columns: readonly Column[];
  article(id: string): Promise<Article | undefined>;
  /** Lists the articles of `selection`, newest first, ties by id: the first `limit` of those after a position. */
  list(selection: Selection, page: { limit: number; after?: Position }): Promise<Page>;
  /** Counts the articles of `selection`. */
  tally(selection: Selection): Promise<Tally>;
}

/** Some articles of a selection, in order. */
export interface Page {
  readonly articles: readonly Article[];
  /** Where the next page begins; absent on the last. */
  readonly next?: Position;
}
