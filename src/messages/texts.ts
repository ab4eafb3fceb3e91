import type { FilterParameter } from "../domain/filter-query.ts";
import type { ProblemType } from "../http/problem.ts";

/** Where readers run besides the web. */
export type Platform = "apple" | "android" | "windows" | "linux" | "server";

/** Every text of the pages that is the service's own, in one language. */
export interface Messages {
  /** The language that these texts are in (BCP 47). */
  readonly language: string;
  readonly skipToContent: string;
  readonly columns: string;
  readonly subscribe: string;
  readonly search: string;
  readonly newest: string;
  readonly allOf: (title: string) => string;
  /** How many articles there are, or how many at least. */
  readonly countOf: (count: number, isMore: boolean) => string;
  readonly noArticles: string;
  readonly teaser: string;
  readonly undated: string;
  readonly by: string;
  readonly about: (text: string) => string;
  readonly source: string;
  readonly editor: string;
  readonly tags: string;
  readonly table: string;
  readonly authors: string;
  readonly original: string;
  readonly onlySummary: string;
  readonly readOriginal: string;
  readonly newer: string;
  readonly older: string;
  readonly neighbours: string;
  readonly pages: string;
  readonly newerPage: string;
  readonly olderPage: string;
  readonly newestPage: string;
  /** The title of a page after the first one. */
  readonly olderOf: (title: string) => string;
  /** A text of something with the conditions that its articles meet. */
  readonly filtered: (text: string, conditions: readonly string[]) => string;
  /** A condition for each parameter of a filter, with the value of the parameter, or its values as a list. */
  readonly conditions: Readonly<Record<FilterParameter, (values: string) => string>>;
  readonly subscribeTo: (title: string) => string;
  readonly subscribeHow: string;
  readonly moreWays: string;
  readonly feeds: string;
  /** The heading of the named feeds. */
  readonly moreFeeds: string;
  readonly forDevelopers: string;
  readonly madeBy: string;
  readonly backHome: string;
  readonly problems: Readonly<Record<ProblemType, { readonly title: string; readonly text: string }>>;
  readonly searching: SearchingMessages;
  readonly subscribing: SubscribingMessages;
  readonly preview: PreviewMessages;
}

/** The texts by which one searches. */
interface SearchingMessages {
  readonly words: string;
  readonly wordsHow: string;
  readonly inColumns: string;
  readonly order: string;
  readonly newestFirst: string;
  readonly byRelevance: string;
  readonly nothingFound: string;
  readonly tips: readonly string[];
  readonly everywhere: string;
  readonly firstPage: string;
  readonly previousPage: string;
  readonly nextPage: string;
  /** The title of a page after the first one, where the newest are not first. */
  readonly continuedOf: (title: string) => string;
}

/** The texts by which one subscribes; those of buttons say which format they are of. */
interface SubscribingMessages {
  readonly what: string;
  readonly explanation: readonly string[];
  readonly addressesHow: string;
  readonly copy: string;
  readonly copyOf: (format: string) => string;
  readonly copied: (format: string) => string;
  readonly notCopied: string;
  readonly pageAddress: string;
  readonly oneClick: string;
  readonly oneClickHow: string;
  readonly program: string;
  readonly programHow: string;
  readonly ownHost: string;
  readonly ownHostHow: string;
  readonly hostHow: string;
  readonly hostOf: (reader: string) => string;
  readonly hostInvalid: string;
  readonly subscribeIn: (reader: string) => string;
  readonly readers: string;
  readonly readersHow: string;
  readonly platforms: Readonly<Record<Platform, string>>;
  readonly byColumn: string;
  readonly opmlHow: string;
  readonly opmlOfColumns: string;
  readonly opml: string;
}

/** The texts of what a browser shows at a feed's address. */
interface PreviewMessages {
  readonly kicker: string;
  readonly what: (format: string) => string;
  readonly howTo: string;
  readonly updated: string;
  readonly inFormat: (format: string) => string;
  readonly source: string;
  readonly more: string;
  readonly contents: (count: number) => string;
  readonly andMore: (count: number) => string;
}
