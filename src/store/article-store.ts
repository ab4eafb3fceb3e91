import type { Article } from "../domain/article.ts";
import type { Cursor, Filter, Tally } from "../domain/filter.ts";
import type { Column, Site } from "../domain/site.ts";

/** Where articles come from. */
export interface ArticleStore {
  /** Returns what is visible at the instant `now`. */
  edition(now: Date): Promise<Snapshot>;
}

/** The store as it is seen at one instant: articles that are published later do not exist in it. */
export interface Snapshot {
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
  /** Lists the articles of `selection`, newest first, ties by id: as many of them as `window` asks for. */
  list(selection: Filter, window: Window): Promise<Page>;
  /** Counts the articles of `selection`. */
  tally(selection: Filter): Promise<Tally>;
  /** Lists who has written articles, and how many, in the order of their newest. */
  authors(): Promise<readonly Named[]>;
  /** Lists the tags that articles have, and how many have each, in the order of their newest. */
  tags(): Promise<readonly Named[]>;
}

/** At most `limit` articles: the first ones, those just after a position, or those just before one. */
export interface Window {
  readonly limit: number;
  readonly after?: Cursor;
  readonly before?: Cursor;
}

/** A name that articles are filed under. */
export interface Named {
  readonly name: string;
  /** How many articles. */
  readonly count: number;
}

/** Some articles of a selection, in order. */
export interface Page {
  readonly articles: readonly Article[];
  /** Where the page of the older ones begins: after the last of these; absent where there are none. */
  readonly next?: Cursor;
  /** Where the page of the newer ones ends: before the first of these; absent where there are none. */
  readonly previous?: Cursor;
}
