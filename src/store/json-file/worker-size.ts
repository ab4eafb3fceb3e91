import { gzipSync } from "node:zlib";
import type { StoredArticle } from "../../domain/article.ts";
import type { RemovedArticle } from "../../domain/removed-article.ts";
import type { StoredArticles } from "../article-writer.ts";
import { WORD_SEARCH } from "../character-variants.ts";
import { type Bundle, bundleStore } from "./bundle.ts";
import type { ParsedStore } from "./parse-store.ts";

/** The largest Worker that Cloudflare's free plan takes, compressed with gzip. */
const MAX_BYTES = 3 * 1024 * 1024;

/** From this share of the limit on, operators are warned: there is time to do something about it. */
const WARN_FROM = 0.8;

/** The Worker without its store, compressed, as `wrangler deploy --dry-run` prints it. */
const CODE_BYTES = 98_000;

/** Of a larger store, so many articles are compressed and the others counted like them; to derive all takes minutes. */
const SAMPLE_SIZE = 200;

/** Counted for each article besides its text: its entry in the index, names and dates. */
const ARTICLE_OVERHEAD = 300;

/**
 * Returns how many bytes the Worker has with `store`, compressed with gzip as Cloudflare counts them; of a large store,
 * within a few per cent.
 */
export function workerSize({ articles, ...store }: ParsedStore): number {
  // Every n-th article would be misled by whatever recurs; multiples of the golden ratio recur nowhere.
  const share = SAMPLE_SIZE / articles.length;
  const sample = articles.filter((_, index) => (index * 0.618034) % 1 < share);
  // When parts were built, and with which code, makes no difference to the size.
  const build = { now: store.updated, code: "", origin: "", search: WORD_SEARCH };
  const compressed = compressedLength(bundleStore({ ...store, articles: sample }, build));
  return CODE_BYTES + compressed * (sample.length === 0 ? 1 : textLength(articles) / textLength(sample));
}

type BundledFiles = Pick<Bundle, "index" | "articles">;

/** Returns how many bytes the Worker has with what was derived of its store, compressed as Cloudflare counts them. */
export function bundledWorkerSize(bundle: BundledFiles): number {
  return CODE_BYTES + compressedLength(bundle);
}

function compressedLength({ index, articles }: BundledFiles): number {
  return gzipSync(Buffer.concat([articles, index])).length;
}

/** What operators are told of the size of the Worker. */
interface SizeReport {
  readonly line: string;
  /** Present where the size comes near the limit or is above it: what to do. */
  readonly warning?: string;
}

/** Describes a Worker of so many `bytes` to operators. */
export function sizeReport(bytes: number): SizeReport {
  const share = bytes / MAX_BYTES;
  const line = `the Worker would be about ${formatSize(bytes)} compressed, ${Math.round(100 * share)} % of what Cloudflare's free plan allows`;
  if (share < WARN_FROM) return { line };
  const refused = share > 1 ? "; it would be refused" : "";
  return {
    line,
    warning: `${line} (3 MiB)${refused}; move the oldest articles to a store and a Worker of their own, or deploy on a paid plan, which allows 10 MB`,
  };
}

/** Warns of the size of the Worker with the articles of a store, if it is large. */
export async function largeStoreWarning(store: StoredArticles): Promise<string | undefined> {
  const articles: StoredArticle[] = [];
  for await (const article of store.all()) articles.push(article);
  // What is deployed of a store is never larger, compressed, than the store itself, with three bytes a character.
  if (CODE_BYTES + 3 * textLength(articles) < WARN_FROM * MAX_BYTES) return undefined;
  const removed: RemovedArticle[] = [];
  for await (const article of store.allRemoved()) removed.push(article);
  const { updated, site, columns, feeds, removedFeeds, redirects, former } = store;
  const facts = { updated, site, columns, feeds, removedFeeds, redirects, former };
  return sizeReport(workerSize({ ...facts, removed, articles })).warning;
}

function formatSize(bytes: number): string {
  const [kib, mib] = [bytes / 1024, bytes / 1024 ** 2];
  return mib >= 1 ? `${mib.toFixed(1)} MiB` : `${Math.round(kib)} KiB`;
}

/** Returns roughly how much `articles` hold. */
function textLength(articles: ParsedStore["articles"]): number {
  return articles.reduce(
    (sum, { content = "", summary = "" }) => sum + content.length + summary.length + ARTICLE_OVERHEAD,
    0,
  );
}
