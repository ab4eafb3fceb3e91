import type { Person } from "../domain/article.ts";

/** An article as a source says it, before it is in the store. What the source does not say is absent. */
export interface Draft {
  /** The entry's id where the source gives one: a `tag:` URI, an address, or any text. */
  readonly sourceId?: string;
  readonly title: string;
  readonly authors: readonly Person[];
  readonly editors: readonly Person[];
  readonly source?: { readonly name: string; readonly url?: string };
  /** The original page, absolute. */
  readonly url?: string;
  readonly published?: Date;
  readonly updated?: Date;
  /** Plain text. */
  readonly summary?: string;
  /** HTML, sanitised, with absolute addresses. */
  readonly content?: string;
  readonly tags: readonly string[];
  readonly language?: string;
  readonly image?: string;
  /** The title of the column or outline that the source files it under. */
  readonly columnTitle?: string;
}

/** One document that articles are read from, decoded. */
export interface SourceDocument {
  /** What it is called in messages: a file, an address, or `standard input`. */
  readonly name: string;
  readonly text: string;
  /** The address it was fetched from or says it is at; the base of relative links. */
  readonly url?: string;
}

/** What a reader needs to know besides its document. */
export interface ReadContext {
  /** IANA name: dates without an offset are in it. */
  readonly timeZone: string;
  /** The language of the site; a draft names its own only where it differs. */
  readonly language: string;
  /** RFC 4151 tagging entity of the site, by which its own ids are recognised. */
  readonly authority: string;
  /** Also the other articles that a page lists (title and summary). */
  readonly related: boolean;
}

/** What a document holds: drafts, and addresses of more documents (the feeds of an OPML file), each with its outline. */
export interface Reading {
  readonly drafts: readonly Draft[];
  readonly more?: readonly { readonly address: string; readonly columnTitle?: string }[];
}

/** Reads one kind of document. @throws {UserError} when it is of that kind and cannot be used */
export type Reader = (document: SourceDocument, context: ReadContext) => Promise<Reading>;
