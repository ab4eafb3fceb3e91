import { createHash } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import type { Article, ArticleHead } from "../../domain/article.ts";
import { comparePositions } from "../../domain/cursor.ts";
import type { NamedFeed } from "../../domain/named-feed.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { redirectTargets } from "../../domain/redirect-rule.ts";
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
  /** What the build before left. */
  readonly previous?: BuildHistory | undefined;
}

/** What the Worker serves from: the two files that the build step writes. */
export interface Bundle {
  /** JSON: the site, the columns, and what articles are selected by. Parsed when the Worker starts. */
  readonly index: Uint8Array<ArrayBuffer>;
  /**
   * The heads of all articles, the HTML of all bodies, then the other forms of all bodies. What is alike stands
   * together, because the Worker is compressed as a whole when it is deployed.
   */
  readonly articles: Uint8Array<ArrayBuffer>;
  /** What the next build needs to date its parts. */
  readonly history: BuildHistory;
}

/** Derives everything that is served of `store`. */
export function bundleStore(
  { updated, site: stored, redirects, former, removed, removedFeeds, articles, ...lists }: ParsedStore,
  { now, code, origin, previous }: BuildContext,
): Bundle {
  const [site, columns] = [deriveSite(stored), lists.columns.map(deriveColumn)];
  const feeds = lists.feeds.map((feed) => encodeFeed(deriveFeed(feed)));
  const parts = articles.map((article) => encodeArticle(deriveArticle(article, stored)));
  const heads = parts.map(({ head }) => head);
  const html = parts.map((part) => part.html);
  const file = concatenate([...heads, ...html, ...parts.flatMap(({ text, pageHtml }) => [text, pageHtml])]);

  let headOffset = 0;
  let htmlOffset = totalLength(heads);
  let formsOffset = htmlOffset + totalLength(html);
  const entries = parts.map(({ entry, head, html, text, pageHtml, hasBody }): BundleEntry => {
    const body = [htmlOffset, html.length, formsOffset, text.length, pageHtml.length];
    const at = [headOffset, head.length, ...(hasBody ? body : [])];
    headOffset += head.length;
    htmlOffset += html.length;
    formsOffset += text.length + pageHtml.length;
    return { ...entry, at };
  });
  const history = dateBuild(
    {
      base: hashOf(JSON.stringify([site, code])),
      origin,
      whole: hashOf(JSON.stringify([updated, site, columns, feeds, entries, code]), file),
      columns: columns.map((column) => [column.slug, hashOf(JSON.stringify(column))]),
      feeds: feeds.map((feed) => [feed.slug, hashOf(JSON.stringify(feed))]),
      articles: parts.map(({ entry, head, html }) => ({
        entry,
        hash: hashOf(JSON.stringify(entry), head, html),
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
  readonly head: Uint8Array;
  readonly hasBody: boolean;
  readonly html: Uint8Array;
  readonly text: Uint8Array;
  readonly pageHtml: Uint8Array;
}

function encodeArticle({ body, ...head }: Article): EncodedArticle {
  const { html = "", text = "", pageHtml = "" } = body ?? {};
  const bytes = encode(html);
  // The other forms are much like the HTML, which is therefore the dictionary that they are compressed with.
  const compress = (form: string) => deflateRawSync(encode(form), { level: 9, dictionary: bytes });
  return {
    entry: indexEntry(head),
    head: encodeHead(head),
    hasBody: body !== undefined,
    html: bytes,
    text: body ? compress(text) : new Uint8Array(),
    // Most pages show the HTML as it is.
    pageHtml: pageHtml === html ? new Uint8Array() : compress(pageHtml),
  };
}

function encodeFeed({ filter: { since, until, within: _, ...filter }, ...feed }: NamedFeed): BundledFeed {
  const span = omitUndefined<BundledFeed["filter"]>({ since: since?.getTime(), until: until?.getTime() });
  return { ...feed, filter: { ...filter, ...span } };
}

function encodeHead({ published, updated, added, ...article }: ArticleHead): Uint8Array {
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
  return encode(JSON.stringify(head));
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
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
