import { inflateRawSync } from "node:zlib";
import type { Article, ArticleBody, ArticleHead } from "../../domain/article.ts";
import type { FormerNames } from "../../domain/former-names.ts";
import type { Column, Site } from "../../domain/site.ts";
import type { WordSearch } from "../../domain/word-search.ts";
import type { ArticleStore } from "../snapshot.ts";
import type { IndexEntry } from "./index-entry.ts";
import { memoryStore } from "./memory-store.ts";
import type { ModificationDates } from "./modification-dates.ts";

/** The index of a bundle, as it is in JSON. Dates are milliseconds since 1970. */
export interface BundleIndex {
  readonly updated: number;
  readonly site: Site;
  readonly columns: readonly Column[];
  /** The keys of old addresses, each with where it has moved to. */
  readonly redirects: readonly (readonly [key: string, target: string])[];
  /** The origin that the build was made for; empty for that of each request. */
  readonly origin: string;
  /** When the build was made. */
  readonly built: number;
  readonly dates: Omit<ModificationDates, "columns" | "losses"> & {
    readonly columns: readonly (readonly [slug: string, time: number])[];
    readonly losses: readonly (readonly [list: string, time: number])[];
  };
  readonly former: FormerNames;
  /** Newest first. */
  readonly entries: readonly BundleEntry[];
}

/** An article in the index. */
export interface BundleEntry extends IndexEntry {
  /**
   * Where the article is, in bytes: the offset of its head and the length of it, the length of the normalised text
   * after it, and, where the article has a body, the offset of that and the lengths of the HTML, the plain text and
   * the page's HTML, which is 0 where it is the same as the HTML.
   */
  readonly at: readonly number[];
}

/** A head as it is in JSON. Empty lists, and what is in the index, are left out. */
export interface BundledHead
  extends Omit<
      ArticleHead,
      "id" | "column" | "authors" | "editors" | "tags" | "published" | "updated" | "added" | "hasBody"
    >,
    Partial<Pick<ArticleHead, "authors" | "editors">> {
  readonly published?: number;
  readonly updated: number;
  readonly added?: number;
}

/**
 * Returns the store that the build step has written.
 *
 * Only the index is read when the Worker starts. `articles` stays as it is: a head is parsed, and a form of a body
 * decoded, when it is asked for; what words are looked up in is kept from then on, two bytes a character. Where `origin`, that of all addresses in what is served, is not what the build was
 * made for, nobody knows since when it has been used, and everything has the date of the build.
 */
export function bundledStore(
  index: ArrayBuffer,
  articles: ArrayBuffer,
  search: WordSearch,
  origin = "",
): ArticleStore {
  const { updated, site, columns, redirects, former, entries, dates, ...build } = parseIndex(index);
  // Decoding takes several times as long as looking words up, and each search needs the texts of all articles.
  const normalized = new Map<string, string>();
  const earliest = origin === build.origin ? dates.base : build.built;
  return memoryStore({
    updated: new Date(updated),
    site,
    columns,
    redirects: new Map(redirects),
    dates: {
      base: earliest,
      latest: Math.max(earliest, dates.latest),
      columns: new Map(dates.columns),
      losses: new Map(dates.losses),
    },
    former,
    entries,
    loadHead: (entry) => readHead(articles, entry),
    loadArticle(entry): Article {
      const head = readHead(articles, entry);
      return head.hasBody ? { ...head, body: bundledBody(articles, entry) } : head;
    },
    loadNormalized(entry) {
      const text = normalized.get(entry.id) ?? decoder.decode(normalizedBytes(articles, entry));
      normalized.set(entry.id, text);
      return text;
    },
    search,
  });
}

// A byte order mark at the start of a text belongs to it.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The build step has checked the store and written the index, so it is not checked again at every start. */
function parseIndex(index: ArrayBuffer): BundleIndex {
  return JSON.parse(decoder.decode(index)) as BundleIndex;
}

function readHead(articles: ArrayBuffer, { id, column, tags, at }: BundleEntry): ArticleHead {
  const [offset, length, , body] = at;
  const text = decoder.decode(new Uint8Array(articles, offset, length));
  // Written by the build step, as the index is.
  const { published, updated, added, ...fields } = JSON.parse(text) as BundledHead;
  return {
    id,
    column,
    authors: [],
    editors: [],
    tags,
    ...fields,
    ...(published !== undefined && { published: new Date(published) }),
    updated: new Date(updated),
    ...(added !== undefined && { added: new Date(added) }),
    hasBody: body !== undefined,
  };
}

function normalizedBytes(articles: ArrayBuffer, { at: [offset = 0, headBytes = 0, length] }: BundleEntry) {
  return new Uint8Array(articles, offset + headBytes, length);
}

/** Returns a body whose forms are decoded when they are asked for. */
function bundledBody(articles: ArrayBuffer, entry: BundleEntry): ArticleBody {
  const [, , , offset = 0, htmlBytes = 0, textBytes = 0, pageBytes = 0] = entry.at;
  const form = (start: number, length: number, dictionary: Uint8Array) =>
    inflateRawSync(new Uint8Array(articles, start, length), { dictionary });
  const html = () => form(offset, htmlBytes, normalizedBytes(articles, entry));
  return {
    get html() {
      return decoder.decode(html());
    },
    get text() {
      return decoder.decode(form(offset + htmlBytes, textBytes, normalizedBytes(articles, entry)));
    },
    get pageHtml() {
      const page = pageBytes === 0 ? html() : form(offset + htmlBytes + textBytes, pageBytes, html());
      return decoder.decode(page);
    },
  };
}
