import type { ArticleImage, Person } from "../domain/article.ts";
import type { Loss } from "./loss.ts";
import type { ArticlePages, FirstPage } from "./page/article-pages.ts";

/** An article as a document states it, before it is matched with the store. What the document does not state is absent. */
export interface Draft {
  /** The id that the source gives the article: a `tag:` URI, an address, or any text. */
  readonly sourceId?: string;
  /** The id under which readers know the entry of a feed; absent for one of our own feeds that has only its `tag:` URI. */
  readonly guid?: string;
  readonly title: string;
  readonly authors: readonly Person[];
  readonly editors: readonly Person[];
  readonly source?: { readonly name: string; readonly url?: string };
  /** The original page, absolute. */
  readonly url?: string;
  readonly published?: Date;
  readonly updated?: Date;
  /** When an article of unknown publication came into the store that it was exported from. */
  readonly added?: Date;
  /** Plain text. */
  readonly summary?: string;
  /** HTML, sanitised, with absolute addresses. */
  readonly content?: string;
  readonly tags: readonly string[];
  readonly language?: string;
  readonly image?: ArticleImage;
  /** The title of the column or OPML outline under which the source files the article. */
  readonly columnTitle?: string;
  /** What the document states and the draft lacks; absent if it lacks nothing. */
  readonly losses?: readonly Loss[];
}

/** A decoded document to read articles from. */
export interface SourceDocument {
  /** Its name in messages: a file, an address, or `standard input`. */
  readonly name: string;
  readonly text: string;
  /** The address that it was fetched from: the base of relative links. */
  readonly url?: string;
  /** The title of the article as the list that led here has it, for a page that states none. */
  readonly listedTitle?: string | undefined;
  /** The first page of the article of which the document is a further page. */
  readonly firstPage?: FirstPage | undefined;
}

/** The settings that a reader needs besides its document. */
export interface ReadContext {
  /** IANA name of the time zone of dates without an offset. */
  readonly timeZone: string;
  /** The language of the site; a draft states its language only if it is another. */
  readonly language: string;
  /** RFC 4151 tagging entity of the site, by which entries of its own feeds are recognised. */
  readonly authority: string;
  /** Also read the related articles that a page lists (title and summary). */
  readonly related: boolean;
}

/** The formats of feeds. */
export type SourceFeedFormat = "rss" | "atom" | "json";

/** What a document contains: articles, or the addresses of feeds (OPML) with the title of the outline that each is in. */
export interface ReadResult {
  readonly drafts: readonly Draft[];
  /** The format of a feed; absent for other documents. */
  readonly feedFormat?: SourceFeedFormat;
  readonly feeds?: readonly { readonly address: string; readonly columnTitle?: string }[];
  /** What the document states that is part of no draft; absent if nothing. */
  readonly losses?: readonly Loss[];
  /** The other pages of the first article; absent if it has only one. */
  readonly pages?: ArticlePages;
}

/** Reads one kind of document. @throws {UserError} if the document cannot be used */
export type Reader = (document: SourceDocument, context: ReadContext) => Promise<ReadResult>;

/** HTTP validators (RFC 9110 §8.8): with them, a server can answer that a document has not changed. */
export interface Validators {
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
  /** The address that sent them, after all redirects. */
  readonly url?: string | undefined;
}

/** Identifies one version of a document. */
export interface SourceVersion {
  /** Of its bytes. */
  readonly digest: string;
  readonly validators?: Validators | undefined;
  /** The other pages of its article. */
  readonly pages?: readonly PageVersion[] | undefined;
}

/** Identifies one version of a further page of an article. */
export interface PageVersion extends Omit<SourceVersion, "pages"> {
  readonly address: string;
}

/** What was read from one source. */
export interface SourceDrafts {
  /** The name of the source. */
  readonly from: string;
  readonly isFile: boolean;
  /** The format of a feed; absent for other documents, and for what was not parsed again. */
  readonly feedFormat?: SourceFeedFormat;
  readonly drafts: readonly Draft[];
  readonly version: SourceVersion;
  /** It has the version of the last import, and was not parsed again. */
  readonly isUnchanged: boolean;
}
