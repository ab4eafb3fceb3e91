import pLimit from "p-limit";
import { omitUndefined } from "../domain/omit-undefined.ts";
import { digest } from "../importer/digest.ts";
import type { ReadContext, ReadResult, SourceDrafts, SourceVersion, Validators } from "../importer/draft.ts";
import { readDocument } from "../importer/read-document.ts";
import { UserError } from "../operator/user-error.ts";
import { fetchAddress } from "./fetch-address.ts";
import { isPageAsset } from "./page-assets.ts";
import { arePagesUnchanged } from "./page-versions.ts";
import { readArticlePages } from "./read-article-pages.ts";
import { readSource } from "./read-source.ts";
import type { FailedSource, ReadLimits, Source, SourceLosses } from "./source.ts";
import { readFailure } from "./source-errors.ts";

/** Shows the progress of an import. */
interface Progress {
  /** Adds to the number of documents to read. */
  expect(documents: number): void;
  /** Counts one document as read. */
  done(): void;
}

interface ReadSourcesOptions {
  readonly limits: ReadLimits;
  readonly progress: Progress;
  /** Returns the version of a source that need not be parsed again, by the name of the source. */
  readonly knownVersion: (source: string) => SourceVersion | undefined;
}

/** What all sources contain, in the order of the sources; feeds that OPML files list are last. */
interface ReadSourcesResult {
  readonly sources: readonly SourceDrafts[];
  readonly failed: readonly FailedSource[];
  readonly losses: readonly SourceLosses[];
  /** The number of files in folders that were skipped because they are images, styles and the like. */
  readonly skipped: number;
}

/** More than one, so that sources are fetched while another is parsed. */
const MAX_CONCURRENT_SOURCES = 8;

/** A source to read. */
interface QueuedSource {
  readonly source: Source;
  /** It is a feed that an OPML file lists. */
  readonly isListed: boolean;
  /** The title of the outline that it is in. */
  readonly columnTitle?: string | undefined;
}

/** What one source contains: drafts or a list of feeds. */
interface SourceResult extends ReadSourcesResult {
  readonly listed: readonly QueuedSource[];
}

const EMPTY_RESULT: SourceResult = { sources: [], failed: [], losses: [], skipped: 0, listed: [] };

/** Reads every source, and the feeds that OPML files among them list, each once. A failure does not stop the others. */
export async function readSources(
  sources: readonly Source[],
  context: ReadContext,
  { limits, progress, knownVersion }: ReadSourcesOptions,
): Promise<ReadSourcesResult> {
  const limit = pLimit(MAX_CONCURRENT_SOURCES);
  const seen = new Set<string>();

  async function read({ source, isListed, columnTitle }: QueuedSource): Promise<SourceResult> {
    const from = source.name;
    const isFile = source.kind === "file";
    const known = knownVersion(from);
    let file = await readSource(source, { ...limits, validators: known?.validators });
    const unchanged = (version: SourceVersion) =>
      resultOf({ from, isFile, drafts: [], version, isUnchanged: true });
    const fetch = (address: string, validators?: Validators) =>
      fetchAddress(address, { ...limits, validators });
    const isSame = file.notModified || digest(file.bytes) === known?.digest;
    if (known && isSame && (await arePagesUnchanged(known, fetch)))
      return unchanged(file.notModified ? known : { ...known, validators: file.validators });
    if (file.notModified) file = await readSource(source, limits);
    const { bytes, contentType, url, validators } = file;
    if (isFile && source.isFound && isPageAsset(from, bytes)) return { ...EMPTY_RESULT, skipped: 1 };

    const read = await readDocument({ name: from, bytes, contentType, url }, context);
    const isFetched = source.kind === "address";
    const { result: document, pages } = isFetched
      ? await readArticlePages(read, context, fetch)
      : { result: read, pages: undefined };
    const version = { digest: digest(bytes), validators, ...(pages && { pages }) };
    const { drafts, feedFormat, feeds = [] } = document;
    const losses = document.losses ? [{ from, losses: document.losses }] : [];
    if (feeds.length > 0) {
      // Otherwise lists that list each other would never end.
      if (isListed) throw new UserError("Is an OPML file in an OPML file; name it itself");
      return { ...EMPTY_RESULT, losses, listed: feeds.map(listedFeed) };
    }
    const outline = omitUndefined<{ columnTitle?: string }>({ columnTitle });
    const withColumn = drafts.map((draft) => ({ ...outline, ...draft }));
    const format = omitUndefined<Pick<SourceDrafts, "feedFormat">>({ feedFormat });
    const result = { from, isFile, ...format, drafts: withColumn, version, isUnchanged: false };
    return { ...resultOf(result), losses };
  }

  async function readAll(queue: readonly QueuedSource[]): Promise<readonly SourceResult[]> {
    const unseen = queue.filter(({ source }) => !seen.has(sourceKey(source)) && seen.add(sourceKey(source)));
    progress.expect(unseen.length);
    const results = unseen.map((queued) =>
      limit(async () => {
        const result = await read(queued).catch((error: unknown) => failure(queued.source.name, error));
        progress.done();
        return result;
      }),
    );
    return Promise.all(results);
  }

  const named = await readAll(sources.map((source) => ({ source, isListed: false })));
  const listed = await readAll(named.flatMap((result) => result.listed));
  const results = [...named, ...listed];
  return {
    sources: results.flatMap((result) => result.sources),
    failed: results.flatMap(({ failed }) => failed),
    losses: results.flatMap(({ losses }) => losses),
    skipped: results.reduce((sum, { skipped }) => sum + skipped, 0),
  };
}

function resultOf(source: SourceDrafts): SourceResult {
  return { ...EMPTY_RESULT, sources: [source] };
}

function failure(from: string, error: unknown): SourceResult {
  return { ...EMPTY_RESULT, failed: [{ from, reason: readFailure(error) }] };
}

function listedFeed({ address, columnTitle }: NonNullable<ReadResult["feeds"]>[number]): QueuedSource {
  return { source: { kind: "address", name: address, address }, isListed: true, columnTitle };
}

/** Returns the same key for two names of one source. */
function sourceKey(source: Source): string {
  if (source.kind !== "address" || !URL.canParse(source.address)) return `${source.kind} ${source.name}`;
  const url = new URL(source.address);
  url.hash = "";
  return url.href;
}
