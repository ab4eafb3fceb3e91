import { setTimeout } from "node:timers/promises";
import type { Column } from "../../../domain/site.ts";
import { openImportState } from "../../../importer/import-state.ts";
import { UserError } from "../../../operator/user-error.ts";
import { type PoliteFetcher, politeFetcher } from "../../../sources/polite-fetcher.ts";
import { largeStoreWarning } from "../../../store/json-file/worker-size.ts";
import type { CommandContext } from "../../terminal/command-context.ts";
import { progressBar } from "../../terminal/progress.ts";
import { warnOfEmptyFeeds } from "../ended-feeds.ts";
import { exclusivelyIn, openWriter } from "../open-store.ts";
import { memoryFile, parseStoreName } from "../store-name.ts";
import { articleIndex } from "./article-index.ts";
import { updateColumns } from "./update-columns.ts";
import { hasFailed, updateReport } from "./update-report.ts";
import { openUpdateState, type UpdateState } from "./update-state.ts";

/** How an operator wants addresses to be fetched. */
export interface FetchOptions {
  readonly rate: number;
  readonly maxPages: number;
  /** In milliseconds; after so long, no page is begun. */
  readonly maxTime?: number;
  readonly timeout: number;
  readonly allowPrivate?: boolean;
}

/** What an operator chooses for an update. */
export interface UpdateOptions extends FetchOptions {
  /** Returns the columns whose sources are visited. @throws {UserError} if there is none such */
  readonly choose: (columns: readonly Column[]) => readonly Column[];
  readonly pages: number;
  readonly recheck?: number;
  readonly dryRun?: boolean;
  /** In milliseconds; a source that fails for less time is only reported. */
  readonly failAfter?: number;
}

interface FetcherContext extends Pick<CommandContext, "now"> {
  /** Once it is aborted, nothing more is fetched. */
  readonly signal?: AbortSignal;
  readonly pauses: UpdateState["pauses"];
}

const MAX_BYTES = 20_000_000;
/** The share by which the time between two updates varies, so that many installations do not come at once. */
const JITTER = 0.1;
/** npm and tsx pass a signal on that the terminal has sent to every process: two so close together are one Ctrl-C. */
const SAME_SIGNAL_MS = 500;
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Returns a fetcher for the publication whose home page is `homepage`. */
export function fetcherFor(
  homepage: string,
  { rate, maxPages, maxTime = Number.POSITIVE_INFINITY, timeout, allowPrivate }: FetchOptions,
  { now, signal, pauses }: FetcherContext,
): PoliteFetcher {
  return politeFetcher({
    limits: { maxBytes: MAX_BYTES, timeout: timeout * 1000, allowPrivate, homepage, signal },
    rate,
    maxPages,
    until: now().getTime() + maxTime,
    pauses,
    now: () => now().getTime(),
    sleep: (milliseconds) => setTimeout(milliseconds, undefined, { signal }),
  });
}

/** Updates the columns once, and prints what happened. Ctrl-C ends it early; what was read until then is kept. */
export async function runUpdate(options: UpdateOptions, context: CommandContext): Promise<void> {
  await untilStopped(context, async (signal) => {
    await updateOnce(options, context, signal);
    if (signal.aborted) context.exitCode = 130;
  });
}

/**
 * Updates the columns again and again, about `every` milliseconds after each end, until Ctrl-C ends it. An update
 * that fails does not end it.
 */
export async function repeatUpdate(
  every: number,
  options: UpdateOptions,
  context: CommandContext,
): Promise<void> {
  await untilStopped(context, async (signal) => {
    while (!signal.aborted) {
      await updateOnce(options, context, signal).catch((error: unknown) => {
        if (!(error instanceof UserError)) throw error;
        context.warn(error.message);
      });
      await context.databases.close();
      const pause = every * (1 - JITTER + 2 * JITTER * Math.random());
      if (!signal.aborted)
        context.warn(`The next update is at ${timeOfDay(context.now(), pause)}; Ctrl-C ends`);
      await setTimeout(pause, undefined, { signal }).catch(() => {});
    }
    context.exitCode = 0;
  });
}

async function updateOnce(
  { choose, pages, recheck, dryRun = false, failAfter, ...fetching }: UpdateOptions,
  context: CommandContext,
  signal: AbortSignal,
): Promise<void> {
  const now = context.now();
  const { store, warn } = context;
  const exclusively = exclusivelyIn(context);
  const state = await openUpdateState(memoryFile(context, "updates"), { warn, exclusively });
  const writer = openWriter(context, state.store);
  const { site, columns, known, importState } = await writer.read(async (articles) => ({
    site: articles.site,
    columns: articles.columns,
    known: await articleIndex(articles, writer),
    importState: await openImportState(memoryFile(context, "sources"), articles, warn, exclusively),
  }));
  const chosen = new Set(choose(columns));
  const fetcher = fetcherFor(site.url, fetching, { now: context.now, signal, pauses: state.pauses });
  const progress = progressBar(context, { handlesSignals: false });
  const { works, ended } = await updateColumns(
    { columns, isChosen: (column) => chosen.has(column), pages, recheckDays: recheck, dryRun },
    {
      writer,
      known,
      importState,
      state,
      readContext: { ...site, related: false },
      fetcher,
      now,
      clock: () => context.now(),
      progress,
    },
  ).finally(async () => {
    progress.stop();
    await fetcher.close();
  });
  const { lines, warnings, summary, data } = updateReport(works, state.failing, dryRun);
  if (!context.json && lines.length > 0) context.print(lines.join("\n"), data);
  for (const line of warnings) warn(line);
  context.print(summary, data);
  const hasChanged = works.some(({ outcomes }) => outcomes.some(({ changes }) => changes.length > 0));
  const isFile = parseStoreName(store).kind === "file";
  const sizeWarning = hasChanged && !dryRun && isFile ? await writer.read(largeStoreWarning) : undefined;
  if (sizeWarning !== undefined) warn(sizeWarning);
  await warnOfEmptyFeeds(ended, { dryRun }, context);
  const before = failAfter === undefined ? undefined : new Date(now.getTime() - failAfter);
  if (hasFailed(works, state.failing, before)) context.exitCode = 1;
}

function timeOfDay(now: Date, later: number): string {
  return new Date(now.getTime() + later).toTimeString().slice(0, 5);
}

/** Runs `work` with a signal that is aborted by the first Ctrl-C; a later one ends the process. */
async function untilStopped(
  { events, warn, now }: CommandContext,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const controller = new AbortController();
  let stoppedAt: number | undefined;
  const onSignal = () => {
    if (stoppedAt !== undefined) {
      if (now().getTime() - stoppedAt >= SAME_SIGNAL_MS) events.exit(130);
      return;
    }
    stoppedAt = now().getTime();
    warn("Stopping; what was read until now is kept");
    controller.abort();
  };
  for (const name of SIGNALS) events.on(name, onSignal);
  try {
    await work(controller.signal);
  } finally {
    // The signal may reach the process again while it ends, which would change its exit code.
    if (stoppedAt === undefined) for (const name of SIGNALS) events.off(name, onSignal);
  }
}
