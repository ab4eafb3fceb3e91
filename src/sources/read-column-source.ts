import type { Column, ColumnSource } from "../domain/site.ts";
import { decode } from "../importer/decode.ts";
import { digest } from "../importer/digest.ts";
import { documentKind } from "../importer/document-kind.ts";
import type { Draft, ReadContext, SourceDocument, Validators } from "../importer/draft.ts";
import { readFeed } from "../importer/feed/read-feed.ts";
import { xmlRoot } from "../importer/feed/xml-root.ts";
import { addressMatcher } from "../importer/listing/address-pattern.ts";
import { readListPage } from "../importer/listing/list-page.ts";
import { listedAddress } from "../importer/listing/listed-address.ts";
import type { LeftOut, ListedArticle } from "../importer/listing/listing.ts";
import { readSitemap, readSitemapIndex } from "../importer/listing/sitemap.ts";
import { UserError } from "../operator/user-error.ts";
import type { PoliteFetcher } from "./polite-fetcher.ts";
import type { SourceBytes } from "./source.ts";

/** An article that a source lists. */
export interface SourceArticle extends ListedArticle {
  /** The article as the entry of a feed states it. */
  readonly draft?: Draft;
  /** The feed has its whole text, so its page is not needed. */
  readonly isWhole?: boolean;
}

/** What the kinds of sources are called. */
export type SourceKind = "column page" | "feed" | "sitemap";

/** What a source lists. */
export interface SourceListing {
  readonly kind: SourceKind;
  readonly articles: readonly SourceArticle[];
  readonly leftOut: readonly LeftOut[];
  /** Of the first page of the list. */
  readonly version: ListVersion;
}

/** Identifies one version of the first page of a list. */
interface ListVersion {
  /** Of its bytes. */
  readonly digest: string;
  readonly validators?: Validators | undefined;
}

interface ReadOptions {
  readonly column: Pick<Column, "title">;
  readonly context: ReadContext;
  readonly fetcher: PoliteFetcher;
  /** The most pages of a paged list, or sitemaps of an index. */
  readonly pages: number;
  /** The version that was read last; where the source still has it, it is not parsed again. */
  readonly known?: ListVersion | undefined;
}

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
  return { ...(await readFirst(source, decoded(source.url, file), options)), version };
}

function decoded(name: string, { bytes, contentType, url = name }: SourceBytes): SourceDocument {
  return { name, text: decode(bytes, contentType).text, url };
}

async function readFirst(
  source: ColumnSource,
  document: SourceDocument,
  options: ReadOptions,
): Promise<Omit<SourceListing, "version">> {
  const root = xmlRoot(document.text)?.name;
  if (root === "urlset" || root === "sitemapindex") {
    const articles = await readSitemaps(document, root, options);
    return { kind: "sitemap", articles: matching(articles, source), leftOut: [] };
  }
  const kind = documentKind(document);
  if (kind === "JSON Feed" || kind === "XML feed") {
    const { drafts } = await readFeed(document, options.context);
    return { kind: "feed", articles: matching(drafts.flatMap(feedArticle), source), leftOut: [] };
  }
  if (kind !== "HTML")
    throw new UserError(`Is ${kind}; give the address of a column's page, of a feed, or of a sitemap`);
  return { kind: "column page", ...(await readListPages(source, document, options)) };
}

function matching<Article extends ListedArticle>(
  articles: readonly Article[],
  { match }: ColumnSource,
): Article[] {
  const isMatching = addressMatcher(match);
  return articles.filter(({ url }) => isMatching(url));
}

/** An entry without an address of its own cannot be told from others in the next update. */
function feedArticle(draft: Draft): SourceArticle[] {
  const { url, title, published } = draft;
  const address = url === undefined ? undefined : listedAddress(url, url);
  const isWhole = draft.content !== undefined;
  return address === undefined
    ? []
    : [{ url: address, title, ...(published && { published }), draft, isWhole }];
}

async function readSitemaps(
  document: SourceDocument,
  root: "urlset" | "sitemapindex",
  { context, fetcher, pages }: ReadOptions,
): Promise<readonly ListedArticle[]> {
  if (root === "urlset") return readSitemap(document, context.timeZone);
  const addresses = await readSitemapIndex(document);
  const articles: ListedArticle[] = [];
  for (const address of addresses.slice(0, Math.max(pages, SITEMAPS))) {
    const sitemap = decoded(address, await fetcher.fetch(address));
    articles.push(...(await readSitemap(sitemap, context.timeZone)));
  }
  return uniqueArticles(articles);
}

async function readListPages(
  source: ColumnSource,
  first: SourceDocument,
  { column, context, fetcher, pages }: ReadOptions,
): Promise<Pick<SourceListing, "articles" | "leftOut">> {
  const listContext = { timeZone: context.timeZone, columnTitle: column.title };
  const visited = new Set<string>();
  const articles: ListedArticle[] = [];
  let document = first;
  let leftOut: readonly LeftOut[] = [];
  for (;;) {
    const { name } = document;
    visited.add(name);
    const listing = readListPage(document, listContext, source);
    if (visited.size === 1) leftOut = listing.leftOut;
    articles.push(...listing.articles);
    const { next } = listing;
    if (next === undefined || visited.has(next) || visited.size >= pages || fetcher.remaining === 0) break;
    document = decoded(next, await fetcher.fetch(next));
  }
  return { articles: uniqueArticles(articles), leftOut };
}

function uniqueArticles(articles: readonly ListedArticle[]): ListedArticle[] {
  return [...new Map(articles.toReversed().map((article) => [article.url, article])).values()].toReversed();
}
