import { digest } from "../../../importer/digest.ts";
import { fileDrafts } from "../../../importer/file-drafts.ts";
import { importDrafts } from "../../../importer/import-drafts.ts";
import { type ImportState, openImportState, updateImportState } from "../../../importer/import-state.ts";
import type { UnchangedSource } from "../../../importer/matching/import-history.ts";
import type { Outcome } from "../../../importer/merge-drafts.ts";
import { readSources } from "../../../sources/read-sources.ts";
import { resolveSources } from "../../../sources/resolve-sources.ts";
import { largeStoreWarning } from "../../../store/json-file/worker-size.ts";
import type { CommandContext } from "../../terminal/command-context.ts";
import { progressBar } from "../../terminal/progress.ts";
import { requireColumn } from "../look-ups.ts";
import { exclusivelyIn, openWriter } from "../open-store.ts";
import { publishedOption } from "../options.ts";
import { memoryFile, parseStoreName } from "../store-name.ts";
import type { ImportResult } from "./import-report.ts";
import { keepAddress } from "./keep-address.ts";

/** What an operator chooses. */
export interface ImportOptions {
  readonly column?: string;
  readonly related?: boolean;
  readonly dryRun?: boolean;
  readonly draft?: boolean;
  readonly newIds?: boolean;
  readonly author?: readonly string[];
  readonly tag?: readonly string[];
  readonly published?: string;
  readonly maxSize: number;
  readonly timeout: number;
  readonly allowPrivate?: boolean;
  readonly refetch?: boolean;
  readonly strict?: boolean;
  /** The former address of a feed: a path of this host, with or without a query. */
  readonly keepAddress?: string;
}

const NOTHING_FOUND = "Nothing to import there; name pages, feeds or texts";

/** Imports the articles of all sources that `names` name; returns what happened to each. */
export async function importArticles(
  names: readonly string[],
  {
    maxSize: maxBytes,
    timeout,
    allowPrivate,
    refetch,
    dryRun = false,
    keepAddress: oldAddress,
    ...choices
  }: ImportOptions,
  context: CommandContext,
): Promise<ImportResult> {
  const writer = openWriter(context);
  const { site, columns, state } = await writer.read(async (articles) => ({
    site: articles.site,
    columns: articles.columns,
    state: await openImportState(
      memoryFile(context, "sources"),
      articles,
      context.warn,
      exclusivelyIn(context),
    ),
  }));
  const column = choices.column === undefined ? undefined : requireColumn(columns, choices.column).slug;
  const published =
    choices.published === undefined ? undefined : publishedOption(choices.published, site.timeZone);

  const resolved = await resolveSources(names, context.stdin);
  const options = digest(JSON.stringify(choices));
  // Files may have been named by a pattern that the shell has resolved.
  const named = new Set(
    resolved.sources
      .filter(
        (source) =>
          source.kind === "address" ||
          (resolved.sources.length === 1 && !(source.kind === "file" && source.isFound)),
      )
      .map(({ name }) => name),
  );
  const knownVersion = (name: string) => {
    // The format of a feed is known only when it is parsed.
    const version = refetch || oldAddress !== undefined ? undefined : state.get(name)?.version;
    const [id = "", ...others] = version?.ids ?? [];
    const isComingBack = named.has(name) && others.length === 0 && state.isRemoved(id);
    return version?.options === options && !isComingBack ? version : undefined;
  };
  const readContext = { ...site, related: choices.related === true };
  const { stdin } = context;
  const limits = { maxBytes, timeout: timeout * 1000, allowPrivate, homepage: site.url, stdin };
  const progress = progressBar(context);
  const { sources, failed, losses, skipped } = await readSources(resolved.sources, readContext, {
    limits,
    progress,
    knownVersion,
  }).finally(progress.stop);

  const filed = fileDrafts(sources, columns, {
    column,
    authors: choices.author,
    published,
    tags: choices.tag,
    named,
  });
  const unchanged = sources.flatMap(({ from, isUnchanged }) =>
    isUnchanged ? { from, ids: knownVersion(from)?.ids ?? [] } : [],
  );
  const strict = choices.strict === true;
  const hasFailed = resolved.failed.length + failed.length > 0;
  const redirectFor =
    oldAddress === undefined || hasFailed ? undefined : keepAddress(oldAddress, sources, column);
  // A database is not part of the Worker.
  const isFile = parseStoreName(context.store).kind === "file";
  let sizeWarning: string | undefined;
  const { outcomes, versions, redirect, ended } = await importDrafts(writer, filed, {
    asDrafts: choices.draft === true,
    newIds: choices.newIds === true,
    strict,
    dryRun,
    state,
    unchanged,
    redirectFor,
    // In the transaction, which has all articles at hand; to read a large store once more takes long.
    async inspect(articles) {
      if (!dryRun && isFile) sizeWarning = await largeStoreWarning(articles);
    },
  });
  if (!dryRun) {
    const refused = outcomes.filter(({ outcome }) => outcome === "refused");
    const failedSources = new Set([...refused, ...(strict ? losses : [])].map(({ from }) => from));
    const leftOut = outcomes.filter(({ outcome }) => outcome === "removed");
    updateImportState(state, { sources, versions, leftOut, failedSources, options });
    await state.save();
  }

  const isNothing = sources.length + resolved.failed.length + failed.length === 0;
  return {
    outcomes: [...unchangedOutcomes(unchanged, state), ...outcomes],
    failed: [
      ...resolved.failed,
      ...failed,
      ...(isNothing ? names.map((from) => ({ from, reason: NOTHING_FOUND })) : []),
    ],
    losses,
    skipped: resolved.skipped + skipped,
    column,
    ...(oldAddress !== undefined && { keptAddress: { from: oldAddress, to: redirect?.to } }),
    dryRun,
    strict,
    ended,
    ...(sizeWarning !== undefined && { sizeWarning }),
  };
}

/** The outcomes for the articles of sources that have not changed. */
function unchangedOutcomes(unchanged: readonly UnchangedSource[], state: ImportState): Outcome[] {
  return unchanged.flatMap(({ from, ids }) =>
    ids.map(
      (id): Outcome => ({
        outcome: state.isRemoved(id) ? "removed" : "unchanged",
        id,
        title: state.title(id) ?? id,
        from,
        changes: [],
        reasons: [],
      }),
    ),
  );
}
