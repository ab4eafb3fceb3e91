import { inflateRawSync } from "node:zlib";
import type { Article, ArticleBody, ArticleHead } from "../../domain/article.ts";
import type { Column, Site } from "../../domain/site.ts";
import type { ArticleStore } from "../snapshot.ts";
import type { IndexEntry } from "./memory-snapshot.ts";
import { memoryStore } from "./memory-store.ts";

/** The index of a bundle, as it is in JSON. Dates are milliseconds since 1970. */
export interface BundleIndex {
  readonly updated: number;
  readonly site: Site;
  readonly columns: readonly Column[];
  /** The length of the dictionary with which the articles' bodies are compressed. */
  readonly dictionaryBytes: number;
  /** Newest first. */
  readonly entries: readonly BundleEntry[];
}

/** An article in the index. */
export interface BundleEntry extends IndexEntry {
  /**
   * Where the article is, in bytes: its offset, the length of its head and, where it has a body, the lengths of
   * the forms of the body: the HTML, the plain text, and the page's HTML, which is 0 where that is the HTML.
   */
  readonly at: readonly number[];
}

/** A head as it is in JSON. Empty lists, and what is in the index, are left out. */
export interface BundledHead
  extends Omit<
      ArticleHead,
      "id" | "column" | "authors" | "editors" | "tags" | "published" | "updated" | "hasBody"
    >,
    Partial<Pick<ArticleHead, "authors" | "editors">> {
  readonly published?: number;
  readonly updated: number;
}

/**
 * Returns the store that the build step has written.
 *
 * Only the index is read when the Worker starts. `articles` stays as it is: a head is parsed, and a form of a body
 * decompressed, when it is asked for.
 */
export function bundledStore(index: ArrayBuffer, articles: ArrayBuffer): ArticleStore {
  const { updated, site, columns, dictionaryBytes, entries } = parseIndex(index);
  const dictionary = new Uint8Array(articles, 0, dictionaryBytes);
  return memoryStore({
    updated: new Date(updated),
    site,
    columns,
    entries,
    loadHead: (entry) => readHead(articles, entry),
    loadArticle(entry): Article {
      const head = readHead(articles, entry);
      return head.hasBody ? { ...head, body: bundledBody(articles, entry, dictionary) } : head;
    },
  });
}

// A byte order mark at the start of a text belongs to it.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The build step has checked the store and written the index, so it is not checked again at every start. */
function parseIndex(index: ArrayBuffer): BundleIndex {
  return JSON.parse(decoder.decode(index)) as BundleIndex;
}

function readHead(articles: ArrayBuffer, { id, column, tags, at }: BundleEntry): ArticleHead {
  const [offset, length, html] = at;
  const text = decoder.decode(new Uint8Array(articles, offset, length));
  // Written by the build step, as the index is.
  const { published, updated, ...fields } = JSON.parse(text) as BundledHead;
  return {
    id,
    column,
    authors: [],
    editors: [],
    tags,
    ...fields,
    ...(published !== undefined && { published: new Date(published) }),
    updated: new Date(updated),
    hasBody: html !== undefined,
  };
}

/** Returns a body whose forms are decompressed when they are asked for. */
function bundledBody(articles: ArrayBuffer, { at }: BundleEntry, dictionary: Uint8Array): ArticleBody {
  const [offset = 0, headBytes = 0, htmlBytes = 0, textBytes = 0, pageBytes = 0] = at;
  const start = offset + headBytes;
  const html = inflateRawSync(new Uint8Array(articles, start, htmlBytes), { dictionary });
  const form = (from: number, length: number) =>
    decoder.decode(inflateRawSync(new Uint8Array(articles, from, length), { dictionary: html }));
  return {
    get html() {
      return decoder.decode(html);
    },
    get text() {
      return form(start + htmlBytes, textBytes);
    },
    get pageHtml() {
      return pageBytes === 0 ? decoder.decode(html) : form(start + htmlBytes + textBytes, pageBytes);
    },
  };
}
