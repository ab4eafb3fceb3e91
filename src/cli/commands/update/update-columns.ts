import pLimit from "p-limit";
import type { StoredArticle } from "../../../domain/article.ts";
import type { Column, ColumnSource } from "../../../domain/site.ts";
import { digest } from "../../../importer/digest.ts";
import type { ReadContext, SourceDrafts } from "../../../importer/draft.ts";
import { fileDrafts } from "../../../importer/file-drafts.ts";
import { importDrafts } from "../../../importer/import-drafts.ts";
import { type ImportState, openImportState, updateImportState } from "../../../importer/import-state.ts";
import { addressKey, isSameSite, listedAddress } from "../../../importer/listing/listed-address.ts";
import type { Outcome } from "../../../importer/merge-drafts.ts";
import { readDocument } from "../../../importer/read-document.ts";
import { programName } from "../../../operator/program-name.ts";
import { UserError } from "../../../operator/user-error.ts";
import { articleDraft } from "../../../sources/article-draft.ts";
import { NotFetched, type PoliteFetcher } from "../../../sources/polite-fetcher.ts";
import {
  readColumnSource,
  type SourceArticle,
  type SourceKind,
  type SourceListing,
} from "../../../sources/read-column-source.ts";
import { HttpStatusError } from "../../../sources/source.ts";
import type { ArticleWriter } from "../../../store/article-writer.ts";
import type { SourceUpdateState, UpdateState } from "./update-state.ts";

/** What an update of one source did. */
export interface SourceUpdate {
  readonly column: Column["slug"];
  readonly url: string;
  readonly kind?: SourceKind;
  /** How many articles the source lists. */
  readonly found: number;
  readonly added: readonly Outcome[];
  readonly corrected: readonly Outcome[];
  /** Articles that could not be read or taken in. */
  readonly failed: readonly FailedArticle[];
  /** Addresses that `robots.txt` does not allow. */
  readonly forbidden: readonly string[];
  /** Articles of the store that are not there any more. */
  readonly vanished: readonly string[];
  /** How many addresses are left for the next update. */
  readonly left: number;
  /** Why the source itself could not be read, and since when. */
  readonly problem?: string;
  readonly failingSince?: Date;
}

/** An article that could not be read. */
interface FailedArticle {
  readonly url: string;
  readonly reason: string;
  /** How often in a row. */
  readonly times: number;
}

/** What an update works with. */
export interface UpdateContext {
  readonly writer: ArticleWriter;
  readonly state: UpdateState;
  /** Opens what is known from earlier imports. */
  readonly store: string;
  readonly fetcher: PoliteFetcher;
  readonly now: Date;
  readonly warn: (line: string) => void;
  readonly progress: { expect(documents: number): void; done(): void };
}

/** What an operator chooses. */
export interface UpdateChoices {
  /** Only these columns. */
  readonly columns: readonly Column[];
  /** The most pages of each list. */
  readonly pages: number;
  /** How many days after its publication an article is checked for corrections. */
  readonly recheckDays: number;
  readonly dryRun: boolean;
}

/** One source, and what the update has done so far. */
interface Work {
  readonly column: Column;
  readonly source: ColumnSource;
  readonly kind?: SourceKind;
  /** What it lists. */
  readonly articles: readonly SourceArticle[];
  readonly problem?: string;
  readonly outcomes: Outcome[];
  readonly failed: FailedArticle[];
  readonly forbidden: string[];
  readonly vanished: string[];
  left: number;
}

/** An article to fetch. */
interface Target {
  readonly work: Work;
  readonly listed: SourceArticle;
  /** It is in the store, and is checked for corrections. */
  readonly isKnown: boolean;
}

/** Articles are written in groups, so that an update that is stopped keeps what it has read. */
const GROUP_SIZE = 20;
const CONCURRENT_HOSTS = 8;
const DAY_MS = 86_400_000;
/** The options of imports by this command, by which they are told from imports by hand. */
const OPTIONS = digest("update");

/** Visits the sources of columns, takes in new articles, and checks recent ones for corrections. */
export async function updateColumns(
  choices: UpdateChoices,
  context: UpdateContext,
): Promise<readonly SourceUpdate[]> {
  const { writer, state, progress, now } = context;
  const { site, importState } = await writer.read(async (articles) => ({
    site: articles.site,
    importState: await openImportState(context.store, articles, context.warn),
  }));
  const readContext: ReadContext = { ...site, related: false };

  const queue = choices.columns.flatMap((column) =>
    (column.sources ?? []).map((source) => ({ column, source })),
  );
  const works: Work[] = [];
  progress.expect(queue.length);
  await eachByHost(
    queue,
    ({ source }) => source.url,
    async (one) => {
      works[queue.indexOf(one)] = await readList(one, context, { ...choices, readContext });
      progress.done();
    },
  );

  for (const { source, problem } of works) {
    const key = JSON.stringify(source);
    if (problem === undefined) delete state.failing[key];
    else state.failing[key] ??= now.toISOString();
  }
  const targets = await findTargets(works, context, choices.recheckDays);
  const importer = groupImporter(context, { importState, dryRun: choices.dryRun });
  for (const work of works) await importer.add(work, wholeEntries(work));
  progress.expect(targets.length);
  await eachByHost(
    targets,
    ({ listed }) => listed.url,
    async (target) => {
      await importer.add(target.work, await readArticle(target, context, { importState, readContext }));
      progress.done();
    },
  );
  await importer.flush();
  if (!choices.dryRun) await state.save();
  return works.map((work) => resultOf(work, state.failing[JSON.stringify(work.source)]));
}

/** Runs `work` for each item, one after another for each host, and for several hosts at once. */
async function eachByHost<Item>(
  items: readonly Item[],
  addressOf: (item: Item) => string,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const byHost = new Map<string, Item[]>();
  for (const item of items) {
    const { host } = new URL(addressOf(item));
    byHost.set(host, [...(byHost.get(host) ?? []), item]);
  }
  const limit = pLimit(CONCURRENT_HOSTS);
  await Promise.all(
    [...byHost.values()].map((ofHost) =>
      limit(async () => {
        for (const item of ofHost) await work(item);
      }),
    ),
  );
}

/** Reads what a source lists; where it has not changed, that is what it listed last. */
async function readList(
  { column, source }: Pick<Work, "column" | "source">,
  { state, fetcher }: UpdateContext,
  { pages, readContext }: UpdateChoices & { readonly readContext: ReadContext },
): Promise<Work> {
  const work = { column, source, outcomes: [], failed: [], forbidden: [], vanished: [], left: 0 };
  const key = JSON.stringify(source);
  const before = state.sources[key];
  const known = pages > 1 ? undefined : before?.version;
  try {
    const listing = await readColumnSource(source, { column, context: readContext, fetcher, pages, known });
    if (!listing && before) return { ...work, kind: before.kind, articles: before.listed.map(parseListed) };
    if (!listing) return { ...work, articles: [] };
    const { kind, articles, version } = listing;
    const problem = emptyListProblem(listing, (before?.listed.length ?? 0) > 0);
    if (problem === undefined) state.sources[key] = { kind, version, listed: articles.map(formatListed) };
    return { ...work, kind, articles, ...(problem !== undefined && { problem }) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...work, articles: [], problem: error.message };
  }
}

function emptyListProblem({ kind, articles }: SourceListing, hadArticles: boolean): string | undefined {
  if (articles.length > 0) return undefined;
  const follow = `"${programName()} follow … --select …"`;
  if (kind === "column page")
    return `Lists no articles; the layout of the page may have changed, so try ${follow}`;
  return hadArticles
    ? `Lists no articles any more; look at it with a browser, or correct it with ${follow}`
    : undefined;
}

/**
 * Returns the addresses to fetch: first the articles that the store does not have, then those of the store that are
 * recent enough to be checked for corrections, beginning with those that were checked longest ago.
 */
async function findTargets(
  works: readonly Work[],
  { writer, state, now }: UpdateContext,
  recheckDays: number,
): Promise<readonly Target[]> {
  const stored = await writer.read(async (articles) => {
    const byAddress = new Map<string, StoredArticle>();
    for await (const article of articles.all()) {
      const address = article.url && listedAddress(article.url, article.url);
      if (address) byAddress.set(addressKey(address), article);
    }
    return byAddress;
  });
  const isTaken = new Set<string>();
  const take = (url: string) => !isTaken.has(addressKey(url)) && Boolean(isTaken.add(addressKey(url)));
  const added = works.flatMap((work) =>
    work.articles
      .filter(({ url, isWhole }) => !isWhole && !stored.has(addressKey(url)) && take(url))
      .map((listed): Target => ({ work, listed, isKnown: false })),
  );

  const since = now.getTime() - recheckDays * DAY_MS;
  const isRecent = ({ published, updated }: StoredArticle) =>
    Math.max(updated.getTime(), published?.getTime() ?? 0) >= since;
  const checkedAt = ({ listed }: Target) => Date.parse(state.articles[listed.url]?.checked ?? "") || 0;
  const recent = works.flatMap((work) => {
    if (work.problem !== undefined) return [];
    const listed = new Map(work.articles.map((article) => [addressKey(article.url), article]));
    return [...stored]
      .filter(([key, article]) => article.column === work.column.slug && isRecent(article) && key !== "")
      .flatMap(([key, { url = "" }]): Target[] => {
        const one: SourceArticle = listed.get(key) ?? { url: listedAddress(url, url) ?? url };
        // What a feed does not list any more may have been taken from it whole.
        const isOfSource = listed.has(key) || (work.kind !== "feed" && isSameSite(url, work.source.url));
        if (!isOfSource || one.isWhole || !take(url)) return [];
        return [{ work, listed: one, isKnown: true }];
      });
  });
  return [...added, ...recent.sort((a, b) => checkedAt(a) - checkedAt(b))];
}

/** Returns the entries of a feed that have their whole text, so that their pages need not be fetched. */
function wholeEntries({ source, articles }: Work): SourceDrafts | undefined {
  const drafts = articles.flatMap(({ draft }) => (draft?.content === undefined ? [] : draft));
  if (drafts.length === 0) return undefined;
  return { from: source.url, isFile: false, drafts, version: { digest: "" }, isUnchanged: false };
}

interface ReadArticleOptions {
  readonly importState: ImportState;
  readonly readContext: ReadContext;
}

/** Fetches and reads the page of an article; returns `undefined` where there is nothing to import. */
async function readArticle(
  { work, listed, isKnown }: Target,
  { state, fetcher, now }: UpdateContext,
  { importState, readContext }: ReadArticleOptions,
): Promise<SourceDrafts | undefined> {
  const { url } = listed;
  const known = isKnown ? importState.get(url)?.version : undefined;
  try {
    const {
      bytes,
      contentType,
      notModified,
      validators,
      url: address,
    } = await fetcher.fetch(url, known?.validators);
    const version = { digest: digest(bytes), validators };
    const { failures: _, ...before } = state.articles[url] ?? {};
    if (notModified || version.digest === known?.digest) {
      state.articles[url] = { ...before, checked: now.toISOString() };
      return undefined;
    }
    const document = { name: url, bytes, contentType, url: address ?? url };
    const [page] = (await readDocument(document, readContext)).drafts;
    if (!page) throw new UserError("Has no article; look at it with a browser");
    state.articles[url] = { ...before, checked: now.toISOString() };
    return { from: url, isFile: false, drafts: [articleDraft(listed, page)], version, isUnchanged: false };
  } catch (error) {
    return recordFailure(error, { work, listed, isKnown }, state);
  }
}

/** Records why an article was not read; returns the entry of its feed where only the page is not allowed. */
function recordFailure(
  error: unknown,
  { work, listed, isKnown }: Target,
  state: UpdateState,
): SourceDrafts | undefined {
  if (!(error instanceof UserError)) throw error;
  const { url, draft } = listed;
  if (error instanceof NotFetched) {
    if (error.reason !== "robots") work.left += 1;
    else if (draft)
      return { from: url, isFile: false, drafts: [draft], version: { digest: "" }, isUnchanged: false };
    else work.forbidden.push(url);
    return undefined;
  }
  if (isKnown && error instanceof HttpStatusError && (error.status === 404 || error.status === 410)) {
    work.vanished.push(url);
    return undefined;
  }
  const times = (state.articles[url]?.failures ?? 0) + 1;
  state.articles[url] = { ...state.articles[url], failures: times };
  work.failed.push({ url, reason: error.message, times });
  return undefined;
}

interface GroupImporter {
  add(work: Work, sources: SourceDrafts | undefined): Promise<void>;
  flush(): Promise<void>;
}

/** Returns an importer that writes articles in groups, one group after another. */
function groupImporter(
  { writer, state }: UpdateContext,
  { importState, dryRun }: { readonly importState: ImportState; readonly dryRun: boolean },
): GroupImporter {
  let waiting: { readonly work: Work; readonly source: SourceDrafts }[] = [];
  const inTurn = pLimit(1);

  async function importGroup(group: typeof waiting): Promise<void> {
    if (group.length === 0) return;
    const filed = group.flatMap(({ work, source }) =>
      fileDrafts([source], [work.column], { column: work.column.slug }),
    );
    const { outcomes, versions } = await importDrafts(writer, filed, {
      asDrafts: false,
      dryRun,
      state: importState,
    });
    const works = new Map(group.map(({ work, source }) => [source.from, work]));
    for (const outcome of outcomes) {
      const work = works.get(outcome.from);
      if (outcome.outcome !== "refused") work?.outcomes.push(outcome);
      else {
        const times = (state.articles[outcome.from]?.failures ?? 0) + 1;
        state.articles[outcome.from] = { ...state.articles[outcome.from], failures: times };
        work?.failed.push({ url: outcome.from, reason: outcome.reasons.join("; "), times });
      }
    }
    if (dryRun) return;
    const refused = outcomes.filter(({ outcome }) => outcome === "refused");
    const failedSources = new Set(refused.map(({ from }) => from));
    const sources = group.map(({ source }) => source);
    updateImportState(importState, { sources, versions, failedSources, options: OPTIONS });
    await importState.save();
  }

  const flush = () => {
    const group = waiting;
    waiting = [];
    return inTurn(() => importGroup(group));
  };
  return {
    async add(work, source) {
      if (!source) return;
      waiting.push({ work, source });
      if (waiting.reduce((sum, one) => sum + one.source.drafts.length, 0) >= GROUP_SIZE) await flush();
    },
    flush,
  };
}

function resultOf(
  { column, source, kind, articles, problem, outcomes, ...rest }: Work,
  failingSince: string | undefined,
): SourceUpdate {
  return {
    column: column.slug,
    url: source.url,
    ...(kind && { kind }),
    found: articles.length,
    added: outcomes.filter(({ outcome }) => outcome === "added"),
    corrected: outcomes.filter(({ outcome }) => outcome === "updated"),
    ...rest,
    ...(problem !== undefined && { problem }),
    ...(failingSince !== undefined && { failingSince: new Date(failingSince) }),
  };
}

function formatListed({
  url,
  title,
  published,
  isWhole,
}: SourceArticle): SourceUpdateState["listed"][number] {
  return {
    url,
    ...(isWhole && { isWhole }),
    ...(title !== undefined && { title }),
    ...(published && { published: published.toISOString() }),
  };
}

function parseListed({ url, title, published, isWhole }: SourceUpdateState["listed"][number]): SourceArticle {
  return {
    url,
    ...(isWhole && { isWhole }),
    ...(title !== undefined && { title }),
    ...(published !== undefined && { published: new Date(published) }),
  };
}
