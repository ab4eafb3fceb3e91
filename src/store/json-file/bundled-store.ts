import { inflateRawSync } from "node:zlib";
import type { Article, ArticleBody, ArticleHead } from "../../domain/article.ts";
import type { Filter } from "../../domain/filter.ts";
import type { FormerNames } from "../../domain/former-names.ts";
import type { NamedFeed } from "../../domain/named-feed.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import type { Column, Site } from "../../domain/site.ts";
import type { Slug } from "../../domain/slug.ts";
import type { WordSearch } from "../../domain/word-search.ts";
import type { ArticleStore } from "../snapshot.ts";
import type { IndexEntry } from "./index-entry.ts";
import { memoryStore } from "./memory-store.ts";
import type { ModificationDates } from "./modification-dates.ts";
import { utf16Text } from "./utf16-text.ts";

/** The index of a bundle, as it is in JSON. Dates are milliseconds since 1970. */
export interface BundleIndex {
  readonly updated: number;
  readonly site: Site;
  readonly columns: readonly Column[];
  readonly feeds: readonly BundledFeed[];
  readonly removedFeeds: readonly Slug[];
  /** The keys of old addresses, each with where it has moved to. */
  readonly redirects: readonly (readonly [key: string, target: string])[];
  /** The origin that the build was made for; empty for that of each request. */
  readonly origin: string;
  /** When the build was made. */
  readonly built: number;
  readonly dates: Omit<ModificationDates, "columns" | "feeds" | "losses"> & {
    readonly columns: readonly (readonly [slug: string, time: number])[];
    readonly feeds: readonly (readonly [slug: string, time: number])[];
    readonly losses: readonly (readonly [list: string, time: number])[];
  };
  readonly former: FormerNames;
  /** The ids of published articles that were removed. */
  readonly removed: readonly string[];
  /** Newest first. */
  readonly entries: readonly BundleEntry[];
}

/** A named feed in the index. */
export interface BundledFeed extends Omit<NamedFeed, "filter"> {
  readonly filter: Omit<Filter, "since" | "until" | "within"> & {
    readonly since?: number;
    readonly until?: number;
  };
}

/** An article in the index. */
export interface BundleEntry extends IndexEntry {
  /**
   * Where the article is: in UTF-16 code units, the offset and length of its head, and the length of the normalised
   * text after it; and, where it has a body, in bytes, the offset of that and the lengths of the HTML, the plain text
   * and the page's HTML, which is 0 where it is the same as the HTML.
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
 * decoded, when it is asked for. Words are looked up in the bytes. Where `origin`, that of all addresses in what is served, is not what the build was made for, nobody knows since when it has been used,
 * and everything has the date of the build.
 */
export function bundledStore(
  index: ArrayBuffer,
  articles: ArrayBuffer,
  search: WordSearch,
  origin = "",
): ArticleStore {
  const { updated, feeds, redirects, removed, dates, built, origin: builtFor, ...rest } = parseIndex(index);
  const earliest = origin === builtFor ? dates.base : built;
  return memoryStore({
    ...rest,
    updated: new Date(updated),
    feeds: feeds.map(readFeed),
    redirects: new Map(redirects),
    dates: {
      base: earliest,
      latest: Math.max(earliest, dates.latest),
      columns: new Map(dates.columns),
      feeds: new Map(dates.feeds),
      losses: new Map(dates.losses),
    },
    removed: new Set(removed),
    loadHead: (entry) => readHead(articles, entry),
    loadArticle(entry): Article {
      const head = readHead(articles, entry);
      return head.hasBody ? { ...head, body: bundledBody(articles, entry) } : head;
    },
    loadNormalized({ at: [offset = 0, head = 0, length = 0] }) {
      return utf16Text(new Uint16Array(articles, 2 * (offset + head), length));
    },
    search,
  });
}

/**
 * Returns since when the code of a build has been what it is, with a store of another kind: the date of the build, where
 * `origin` is not what it was made for.
 */
export function servedSince(index: ArrayBuffer, origin = ""): Date {
  const { dates, ...build } = parseIndex(index);
  return new Date(origin === build.origin ? dates.base : build.built);
}

// A byte order mark at the start of a text belongs to it.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const utf16Decoder = new TextDecoder("utf-16le", { ignoreBOM: true });
const encoder = new TextEncoder();

/** Decodes `length` code units from `offset` on. */
function decodeUtf16(bytes: ArrayBuffer, offset: number, length: number): string {
  return utf16Decoder.decode(new Uint8Array(bytes, 2 * offset, 2 * length));
}

/** The build step has checked the store and written the index, so it is not checked again at every start. */
function parseIndex(index: ArrayBuffer): BundleIndex {
  return JSON.parse(decoder.decode(index)) as BundleIndex;
}

function readFeed({ filter: { since, until, ...filter }, ...feed }: BundledFeed): NamedFeed {
  const span = omitUndefined<Filter>({
    since: since === undefined ? undefined : new Date(since),
    until: until === undefined ? undefined : new Date(until),
  });
  return { ...feed, filter: { ...filter, ...span } };
}

function readHead(articles: ArrayBuffer, { id, column, tags, at }: BundleEntry): ArticleHead {
  const [offset = 0, length = 0, , body] = at;
  const text = decodeUtf16(articles, offset, length);
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

/** Returns a body whose forms are decoded when they are asked for. */
function bundledBody(articles: ArrayBuffer, { at }: BundleEntry): ArticleBody {
  const [offset = 0, headLength = 0, length = 0, body = 0, htmlBytes = 0, textBytes = 0, pageBytes = 0] = at;
  const normalized = () => encoder.encode(decodeUtf16(articles, offset + headLength, length));
  const inflate = (start: number, bytes: number, dictionary: Uint8Array) =>
    inflateRawSync(new Uint8Array(articles, start, bytes), { dictionary });
  const html = () => inflate(body, htmlBytes, normalized());
  return {
    get html() {
      return decoder.decode(html());
    },
    get text() {
      return decoder.decode(inflate(body + htmlBytes, textBytes, normalized()));
    },
    get pageHtml() {
      const page = pageBytes === 0 ? html() : inflate(body + htmlBytes + textBytes, pageBytes, html());
      return decoder.decode(page);
    },
  };
}
