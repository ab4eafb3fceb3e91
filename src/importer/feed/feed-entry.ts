import type { Person } from "../../domain/article.ts";
import type { StatedImage } from "../article-image.ts";
import type { SourceDocument, SourceFeedFormat } from "../draft.ts";

/** An entry of a feed in any format, with its values as the feed has them. */
export interface FeedEntry {
  readonly id?: string;
  /** The id under which readers know it, if that is not its link. */
  readonly guid?: string;
  /** The other id of an entry of our own feeds that has two. */
  readonly otherId?: string;
  /** Plain text. */
  readonly title?: string;
  /** The address of the entry's own page. */
  readonly link?: string;
  /** The address of the original page, if that is another. */
  readonly via?: string;
  readonly authors: readonly Person[];
  readonly editors: readonly Person[];
  readonly source?: { readonly name: string; readonly url?: string };
  /** Its dates of publication, the best first. */
  readonly published: readonly string[];
  readonly updated?: string;
  /** When an article of unknown publication came into the store of the feed. */
  readonly added?: string;
  /** Plain text; it may only repeat the title or the content, where a format requires a value. */
  readonly summary?: string;
  /** Plain text that is certainly a summary. */
  readonly declaredSummary?: string;
  /** HTML, used instead of a summary: the content, if there is no other and it is more than a line of text. */
  readonly description?: string;
  /** HTML. */
  readonly content?: string;
  readonly categories: readonly FeedCategory[];
  /** The title of its column, if the feed states it otherwise than by a category. */
  readonly column?: string;
  readonly language?: string;
  readonly image?: StatedImage;
  /** The addresses of its pictures, without other sizes of the same. */
  readonly pictures?: readonly string[];
  /** The addresses of its other files. */
  readonly attachments?: readonly string[];
}

export interface FeedCategory {
  readonly name: string;
  readonly scheme?: string;
}

/** A feed in any format. */
export interface ParsedFeed {
  readonly format: SourceFeedFormat;
  /** The authors of entries without an author. */
  readonly authors: readonly Person[];
  readonly language?: string;
  /** The home page of the feed. */
  readonly home?: string;
  readonly entries: readonly FeedEntry[];
}

/**
 * Parses a feed of one format. `isOwn` tells by an id whether an entry is from a feed of this site.
 *
 * @throws {Error} if the feed cannot be parsed
 */
export type FeedParser = (document: SourceDocument, isOwn: (id: string | undefined) => boolean) => ParsedFeed;

/** Returns those of `texts` that an entry states. */
export function statedTexts(...texts: readonly (string | undefined)[]): readonly string[] {
  return texts.filter((text) => text !== undefined);
}

/** Returns the first of `lists` that is not empty; an empty one if all are. */
export function firstNonEmpty<Value>(...lists: readonly (readonly Value[] | undefined)[]): readonly Value[] {
  return lists.find((list) => list !== undefined && list.length > 0) ?? [];
}
