import { gunzipSync } from "node:zlib";
import { pageKey } from "../domain/identifier-key.ts";
import type { Column, ColumnSource } from "../domain/site.ts";
import { decode } from "../importer/decode.ts";
import { digest } from "../importer/digest.ts";
import type { Draft, ReadContext, SourceDocument, Validators } from "../importer/draft.ts";
import { isWholeEntry } from "../importer/feed/is-whole-entry.ts";
import { xmlRoot } from "../importer/feed/xml-root.ts";
import { addressMatcher } from "../importer/listing/address-pattern.ts";
import { leadsAbove, listedAddress } from "../importer/listing/listed-address.ts";
import { type LeftOut, type ListedArticle, uniqueArticles } from "../importer/listing/listing.ts";
import {
  isTextSitemap,
  readSitemap,
  readSitemapIndex,
  readTextSitemap,
} from "../importer/listing/sitemap.ts";
import { errorCode } from "../operator/system-reason.ts";
import { UserError } from "../operator/user-error.ts";
import type { PoliteFetcher } from "./polite-fetcher.ts";
import type { SourceBytes } from "./source.ts";
import { NotFetched } from "./source-errors.ts";

/** An article that a source lists. Where the entry of a feed has no address, `url` is its id. */
export interface SourceArticle extends ListedArticle {
  /** The article as the entry of a feed states it. */
  readonly draft?: Draft;
  /** The address of that feed. */
  readonly feed?: string;
  /** The feed has its whole text, so its page is not needed. */
  readonly isWhole?: boolean;
}

/** The kind of a source, as operators see it. */
type SourceKind = "column page" | "feed" | "sitemap";

/** What a source lists. */
export interface SourceListing {
  readonly kind: SourceKind;
  readonly articles: readonly SourceArticle[];
  readonly leftOut: readonly LeftOut[];
  /** The articles of a feed or a sitemap whose addresses do not match the pattern. */
  readonly unmatched: readonly SourceArticle[];
  /** Of the document; absent for an index, whose parts change without it. */
  readonly version?: ListVersion;
  /** The address of the next page of the list. */
  readonly next?: string;
  /** Why parts of it could not be read. */
  readonly incomplete?: string;
  /** A column page itself. */
  readonly document?: SourceDocument;
}

/** Identifies one version of a document. */
interface ListVersion {
  /** Of its bytes. */
  readonly digest: string;
  readonly validators?: Validators | undefined;
}

interface ReadOptions {
  readonly column: Pick<Column, "title">;
  readonly context: ReadContext;
  readonly fetcher: PoliteFetcher;
  /** The most sitemaps of an index. */
  readonly pages: number;
  /** The version that was read last; where the source still has it, it is not parsed again. */
  readonly known?: ListVersion | undefined;
  /** The present, for the years of dates without one. */
  readonly now?: Date;
}

/** The most that a sitemap may have (sitemaps.org). */
const MAX_DECOMPRESSED_BYTES = 50_000_000;
/** How many sitemaps of an index are read where no number of pages is given: the most recently changed. */
const SITEMAPS = 3;

/**
 * Fetches a source and returns what it lists; `undefined` if it still has the version `known`. Its kind is recognised
 * by its content.
 *
 * @throws {UserError} if it cannot be fetched, or is none of these
 */
export async function readColumnSource(
  source: ColumnSource,
  options: ReadOptions,
): Promise<SourceListing | undefined> {
  const { fetcher, known } = options;
  const file = await fetcher.fetch(source.url, known?.validators);
  if (file.notModified && known) return undefined;
  const version: ListVersion = {
    digest: digest(file.bytes),
    ...(file.validators && { validators: file.validators }),
  };
  if (known && version.digest === known.digest) return undefined;
  const document = decoded(source.url, file);
  const root = xmlRoot(document.text)?.name;
  if (root === "sitemapindex") return readSitemaps(source, document, options);
  return { ...(await readList(source, { document, isSitemap: root === "urlset" }, options)), version };
}

/** Fetches and reads another page of the list of a column page. @throws {UserError} if it cannot be fetched */
export async function readFurtherPage(
  address: string,
  source: ColumnSource,
  { column, context, fetcher }: Pick<ReadOptions, "column" | "context" | "fetcher">,
): Promise<Pick<SourceListing, "articles" | "next">> {
  const document = decoded(address, await fetcher.fetch(address));
  const { readListPage } = await import("../importer/listing/list-page.ts");
  return readListPage(document, { timeZone: context.timeZone, columnTitle: column.title }, source);
}

function decoded(name: string, { bytes, contentType, url = name }: SourceBytes): SourceDocument {
  return { name, text: decode(decompressed(bytes), contentType).text, url };
}

/** Decompresses a file such as `sitemap.xml.gz`; others stay as they are. @throws {UserError} if it cannot be decompressed */
function decompressed(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_DECOMPRESSED_BYTES });
  } catch (error) {
    throw new UserError(
      errorCode(error) === "ERR_BUFFER_TOO_LARGE"
        ? `Is a gzip file with more than ${MAX_DECOMPRESSED_BYTES / 1_000_000} MB; give a smaller one`
        : "Is a gzip file that is damaged; ask its publisher",
    );
  }
}

async function readList(
  source: ColumnSource,
  { document, isSitemap }: { readonly document: SourceDocument; readonly isSitemap: boolean },
  { column, context, now }: ReadOptions,
): Promise<SourceListing> {
  const { timeZone } = context;
  const options = { timeZone, isEveryPage: source.match !== undefined };
  if (isSitemap) return matchingList("sitemap", readSitemap(document, options), source);
  if (isTextSitemap(document.text))
    return matchingList("sitemap", readTextSitemap(document, options), source);
  // Loaded when they are needed: the readers take more memory than the rest, and an unchanged list is not read.
  const { documentKind } = await import("../importer/document-kind.ts");
  const kind = documentKind(document);
  if (kind === "JSON Feed" || kind === "XML feed") {
    const { readFeed } = await import("../importer/feed/read-feed.ts");
    const { drafts } = await readFeed(document, context);
    return matchingList(
      "feed",
      { articles: drafts.map((draft) => feedArticle(draft, source.url)), leftOut: [] },
      source,
    );
  }
  if (kind !== "HTML")
    throw new UserError(`Is ${kind}; give the address of a column's page, of a feed, or of a sitemap`);
  if (leadsHome(source.url, document.url))
    throw new UserError(
      `Leads to the home page now, ${document.url}; look for the new address of the list with a browser, and follow that`,
    );
  const { readListPage } = await import("../importer/listing/list-page.ts");
  const listing = readListPage(document, { timeZone, columnTitle: column.title, now }, source);
  return { kind: "column page", unmatched: [], document, ...listing };
}

/** Tells whether a list leads to the home page of its own host, which lists articles of other columns too. */
function leadsHome(address: string, shown = address): boolean {
  const isSameHost = new URL("/", pageKey(shown)).href === new URL("/", pageKey(address)).href;
  return isSameHost && new URL(".", shown).pathname === "/" && leadsAbove(address, shown);
}

function matchingList(
  kind: SourceKind,
  { articles, leftOut }: Pick<SourceListing, "articles" | "leftOut">,
  { match }: ColumnSource,
): SourceListing {
  const isMatching = addressMatcher(match);
  const isIncluded = ({ url }: SourceArticle) =>
    match === undefined || (URL.canParse(url) && isMatching(url));
  const all = uniqueArticles(articles);
  const unmatched = all.filter((article) => !isIncluded(article));
  return { kind, articles: all.filter(isIncluded), leftOut, unmatched };
}

/** Returns an entry of a feed; its `url` is its address, or else its id, or else its title and date. */
function feedArticle(draft: Draft, feed: string): SourceArticle {
  const { url, guid, sourceId, title, published } = draft;
  const address = url === undefined ? undefined : listedAddress(url, url);
  const id = guid ?? sourceId ?? [title, published?.toISOString()].join(" ");
  return {
    url: address ?? id,
    title,
    ...(published && { published }),
    draft,
    feed,
    isWhole: address === undefined || isWholeEntry(draft),
  };
}

/** Reads the sitemaps of an index, the most recently changed first. One that cannot be read does not stop the others. */
async function readSitemaps(
  source: ColumnSource,
  index: SourceDocument,
  { context, fetcher, pages }: ReadOptions,
): Promise<SourceListing> {
  const options = { timeZone: context.timeZone, isEveryPage: source.match !== undefined };
  const addresses = readSitemapIndex(index, context.timeZone);
  const articles: ListedArticle[] = [];
  const leftOut: LeftOut[] = [];
  const problems: string[] = [];
  for (const address of addresses.slice(0, Math.max(pages, SITEMAPS))) {
    try {
      const sitemap = decoded(address, await fetcher.fetch(address));
      const listing = readSitemap(sitemap, options);
      articles.push(...listing.articles);
      leftOut.push(...listing.leftOut);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // The whole source is left for the next time.
      if (error instanceof NotFetched && error.reason !== "robots") throw error;
      problems.push(`${address}: ${error.message}`);
    }
  }
  const [problem] = problems;
  if (problem !== undefined && articles.length === 0) throw new UserError(problem);
  return {
    ...matchingList("sitemap", { articles, leftOut: addUp(leftOut) }, source),
    ...(problem !== undefined && { incomplete: problems.join("; ") }),
  };
}

/** Adds up what several documents left out for the same reason. */
function addUp(leftOut: readonly LeftOut[]): LeftOut[] {
  const sums = new Map<LeftOut["reason"], LeftOut>();
  for (const one of leftOut) {
    const known = sums.get(one.reason);
    sums.set(one.reason, known ? { ...known, count: known.count + one.count } : one);
  }
  return [...sums.values()];
}
