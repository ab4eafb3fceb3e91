import { createHash } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import type { Article, ArticleHead } from "../../domain/article.ts";
import { comparePositions } from "../../domain/cursor.ts";
import type { NamedFeed } from "../../domain/named-feed.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { redirectTargets } from "../../domain/redirect-rule.ts";
import type { WordSearch } from "../../domain/word-search.ts";
import { deriveArticle, deriveColumn, deriveFeed, deriveSite } from "../derive-article.ts";
import { type BuildHistory, dateBuild, modificationDates } from "./build-history.ts";
import type { BundledFeed, BundledHead, BundleEntry, BundleIndex } from "./bundled-store.ts";
import { type IndexEntry, indexEntry } from "./index-entry.ts";
import { publishedIds } from "./memory-removed.ts";
import type { ParsedStore } from "./parse-store.ts";

/** What a build is made with besides the store. */
interface BuildContext {
  readonly now: Date;
  /** Stays the same as long as the code that serves does. */
  readonly code: string;
  /** Scheme and host of every address in what is served; empty where those are the request's. */
  readonly origin: string;
  /** Whose normalised text the bundle has; that of the code that serves. */
  readonly search: WordSearch;
  /** What the build before left. */
  readonly previous?: BuildHistory | undefined;
}

/** What the Worker serves from: the two files that the build step writes. */
export interface Bundle {
  /** JSON: the site, the columns, and what articles are selected by. Parsed when the Worker starts. */
  readonly index: Uint8Array<ArrayBuffer>;
  /**
   * The head of each article with the text that words are looked up in, in UTF-16, then the bodies, compressed in
   * UTF-8. Much of the first part is Chinese, which is shorter in UTF-16, also when the Worker is compressed as a
   * whole to be deployed, and decoded in a fraction of the time.
   */
  readonly articles: Uint8Array<ArrayBuffer>;
  /** What the next build needs to date its parts. */
  readonly history: BuildHistory;
}

/** Derives everything that is served of `store`. */
export function bundleStore(
  { updated, site: stored, redirects, former, removed, removedFeeds, articles, ...lists }: ParsedStore,
  { now, code, origin, search, previous }: BuildContext,
): Bundle {
  const [site, columns] = [deriveSite(stored), lists.columns.map(deriveColumn)];
  const feeds = lists.feeds.map((feed) => encodeFeed(deriveFeed(feed)));
  const parts = articles.map((article) => encodeArticle(deriveArticle(article, stored), search));
  const heads = encodeUtf16(parts.map(({ head, normalized }) => head + normalized).join(""));
  const bodies = parts.flatMap(({ html, text, pageHtml }) => [html, text, pageHtml]);
  const file = concatenate([heads, ...bodies]);

  let headOffset = 0;
  let bodyOffset = heads.length;
  const entries = parts.map(({ entry, head, normalized, html, text, pageHtml, hasBody }): BundleEntry => {
    const body = [bodyOffset, html.length, text.length, pageHtml.length];
    const at = [headOffset, head.length, normalized.length, ...(hasBody ? body : [])];
    headOffset += head.length + normalized.length;
    bodyOffset += html.length + text.length + pageHtml.length;
    return { ...entry, at };
  });
  const history = dateBuild(
    {
      base: hashOf(JSON.stringify([site, code])),
      origin,
      whole: hashOf(JSON.stringify([updated, site, columns, feeds, entries, code]), file),
      columns: columns.map((column) => [column.slug, hashOf(JSON.stringify(column))]),
      feeds: feeds.map((feed) => [feed.slug, hashOf(JSON.stringify(feed))]),
      articles: parts.map(({ entry, head, normalized, html }) => ({
        entry,
        hash: hashOf(JSON.stringify(entry), head, normalized, html),
      })),
    },
    previous,
    now,
  );
  const dates = modificationDates(history, origin);
  const since = new Map(history.articles.map(([id, article]) => [id, article.since]));
  const withDate = (entry: BundleEntry): BundleEntry => {
    const time = since.get(entry.id) ?? 0;
    return time > dates.base ? { ...entry, since: time } : entry;
  };
  const index: BundleIndex = {
    updated: updated.getTime(),
    site,
    columns,
    feeds,
    removedFeeds,
    redirects: [...redirectTargets(redirects)],
    former,
    removed: publishedIds(removed),
    origin,
    built: history.built,
    dates: { ...dates, columns: [...dates.columns], feeds: [...dates.feeds], losses: [...dates.losses] },
    entries: entries.map(withDate).sort(comparePositions),
  };
  return { index: encode(JSON.stringify(index)), articles: file, history };
}

function hashOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("base64url").slice(0, 16);
}

interface EncodedArticle {
  readonly entry: IndexEntry;
  readonly head: string;
  readonly normalized: string;
  readonly hasBody: boolean;
  readonly html: Uint8Array;
  readonly text: Uint8Array;
  readonly pageHtml: Uint8Array;
}

function encodeArticle({ body, ...head }: Article, search: WordSearch): EncodedArticle {
  const normalized = search.normalize({ ...head, body });
  const none = new Uint8Array();
  return {
    entry: indexEntry(head),
    head: formatHead(head),
    normalized,
    hasBody: body !== undefined,
    html: body ? compress(body.html, normalized) : none,
    text: body ? compress(body.text, normalized) : none,
    // Most pages show the HTML as it is.
    pageHtml: body && body.pageHtml !== body.html ? compress(body.pageHtml, body.html) : none,
  };
}

/** Compresses `form`, of which `dictionary` is much alike. */
function compress(form: string, dictionary: string): Uint8Array {
  return deflateRawSync(encode(form), { level: 9, dictionary: encode(dictionary) });
}

function encodeFeed({ filter: { since, until, within: _, ...filter }, ...feed }: NamedFeed): BundledFeed {
  const span = omitUndefined<BundledFeed["filter"]>({ since: since?.getTime(), until: until?.getTime() });
  return { ...feed, filter: { ...filter, ...span } };
}

function formatHead({ published, updated, added, ...article }: ArticleHead): string {
  const { guid, title, authors, editors, source, url, summary, excerpt, language, image, dateTexts } =
    article;
  const head: BundledHead = {
    title,
    ...(authors.length > 0 && { authors }),
    ...(editors.length > 0 && { editors }),
    updated: updated.getTime(),
    dateTexts,
    ...omitUndefined<Partial<BundledHead>>({
      guid,
      published: published?.getTime(),
      added: added?.getTime(),
      source,
      url,
      summary,
      excerpt,
      language,
      image,
    }),
  };
  return JSON.stringify(head);
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** Encodes `text` in UTF-16, little-endian. */
function encodeUtf16(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  const view = new DataView(bytes.buffer);
  for (let unit = 0; unit < text.length; unit++) view.setUint16(2 * unit, text.charCodeAt(unit), true);
  return bytes;
}

function totalLength(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(totalLength(parts));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
