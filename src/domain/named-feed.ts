import type { Detail } from "./entry.ts";
import type { Filter } from "./filter.ts";
import type { Slug } from "./slug.ts";

/** A selection that the publication has given a name and an address, such as its editors' choice. */
export interface NamedFeed {
  /** Stands in its addresses and its id, and never changes. */
  readonly slug: Slug;
  readonly title: string;
  readonly description?: string;
  /** Its articles; it has no `within` of its own. */
  readonly filter: Filter;
  /** How many articles its feeds hold, where a request does not say. */
  readonly limit?: number;
  /** How much of each article they hold, where a request does not say; all of it when left out. */
  readonly content?: Detail;
}

/** The named feeds of a publication. */
export interface NamedFeeds {
  /** In the order in which they are listed. */
  readonly feeds: readonly NamedFeed[];
  /** The slugs of named feeds that were removed. */
  readonly removedFeeds: readonly Slug[];
}
