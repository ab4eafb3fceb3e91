import type { Person } from "../../domain/article.ts";
import type { SourceDocument } from "../draft.ts";

/** A feed's entry in the words that all formats share, as it is written there. */
export interface FeedEntry {
  readonly id?: string;
  /** Plain text. */
  readonly title?: string;
  /** Where the entry's own page is. */
  readonly link?: string;
  /** The original page, where the entry's own is another. */
  readonly via?: string;
  readonly authors: readonly Person[];
  readonly editors: readonly Person[];
  readonly source?: { readonly name: string; readonly url?: string };
  readonly published?: string;
  readonly updated?: string;
  /** Plain text, which may be no summary but what stands in for one. */
  readonly summary?: string;
  /** Plain text, where the feed says also that it is the summary. */
  readonly abstract?: string;
  /** HTML. */
  readonly content?: string;
  readonly categories: readonly FeedCategory[];
  /** The title of its column, where the feed says that otherwise than by a category. */
  readonly column?: string;
  readonly language?: string;
  readonly image?: string;
}

/** A category of an entry. */
export interface FeedCategory {
  readonly name: string;
  readonly scheme?: string;
}

/** A feed in the words that all formats share. */
export interface FeedParts {
  /** The feed's own, which stand for those of its entries. */
  readonly authors: readonly Person[];
  readonly language?: string;
  /** The page that the feed is of. */
  readonly home?: string;
  readonly entries: readonly FeedEntry[];
}

/** Reads a document of one format. `isOwn` tells an entry of this site by its id. @throws {Error} where it cannot be read */
export type FeedParser = (document: SourceDocument, isOwn: (id: string | undefined) => boolean) => FeedParts;
