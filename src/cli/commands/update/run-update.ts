import { setTimeout } from "node:timers/promises";
import type { Column } from "../../../domain/site.ts";
import { type PoliteFetcher, politeFetcher } from "../../../sources/polite-fetcher.ts";
import { largeStoreWarning } from "../../../store/json-file/worker-size.ts";
import type { CommandContext } from "../../terminal/command-context.ts";
import { progressBar } from "../../terminal/progress.ts";
import { openWriter } from "../open-store.ts";
import { updateColumns } from "./update-columns.ts";
import { hasFailed, updateReport } from "./update-report.ts";
import { openUpdateState } from "./update-state.ts";

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
interface UpdateOptions extends FetchOptions {
  readonly columns: readonly Column["slug"][];
  readonly pages: number;
  readonly recheck: number;
  readonly dryRun?: boolean;
  /** In milliseconds; a source that fails for less time is only reported. */
  readonly failAfter?: number;
}

const MAX_BYTES = 20_000_000;
/** The share by which the time between two updates varies, so that many installations do not come at once. */
const JITTER = 0.1;
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Returns a fetcher for the publication whose home page is `homepage`. Once `signal` is aborted, it fetches nothing more. */
export function fetcherFor(
  homepage: string,
  { rate, maxPages, maxTime = Number.POSITIVE_INFINITY, timeout, allowPrivate }: FetchOptions,
  { now }: Pick<CommandContext, "now">,
  signal?: AbortSignal,
): PoliteFetcher {
  return politeFetcher({
    limits: { maxBytes: MAX_BYTES, timeout: timeout * 1000, allowPrivate, homepage, signal },
    rate,
    maxPages,
    until: now().getTime() + maxTime,
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

/** Updates the columns again and again, about `every` milliseconds after each end, until Ctrl-C ends it. */
export async function repeatUpdate(
  every: number,
  options: UpdateOptions,
  context: CommandContext,
): Promise<void> {
  await untilStopped(context, async (signal) => {
    while (!signal.aborted) {
      await updateOnce(options, context, signal);
      const pause = every * (1 - JITTER + 2 * JITTER * Math.random());
      await setTimeout(pause, undefined, { signal }).catch(() => {});
    }
    context.exitCode = 0;
  });
}

async function updateOnce(
  { columns: slugs, pages, recheck, dryRun = false, failAfter = 0, ...fetching }: UpdateOptions,
  context: CommandContext,
  signal: AbortSignal,
): Promise<void> {
  const now = context.now();
  const writer = openWriter(context);
  const { site, columns } = await writer.read(async ({ site, columns }) => ({ site, columns }));
  const state = await openUpdateState(context.store, context.warn);
  const progress = progressBar(context, { handlesSignals: false });
  const updates = await updateColumns(
    {
      columns: columns.filter(({ slug }) => slugs.includes(slug)),
      pages,
      recheckDays: recheck,
      dryRun,
    },
    {
      writer,
      state,
      store: context.store,
      fetcher: fetcherFor(site.url, fetching, context, signal),
      now,
      warn: context.warn,
      progress,
    },
  ).finally(progress.stop);
  const { lines, warnings, data } = updateReport(updates, dryRun);
  for (const line of warnings) context.warn(line);
  context.print(lines.join("\n"), data);
  const sizeWarning = dryRun ? undefined : await writer.read(largeStoreWarning);
  if (sizeWarning !== undefined) context.warn(sizeWarning);
  if (hasFailed(updates, now, failAfter)) context.exitCode = 1;
}

/** Runs `work` with a signal that is aborted by the first Ctrl-C; the second ends the process. */
async function untilStopped(
  { events, warn }: CommandContext,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) events.exit(130);
    warn("Stopping; what was read until now is kept");
    controller.abort();
  };
  for (const name of SIGNALS) events.on(name, onSignal);
  try {
    await work(controller.signal);
  } finally {
    for (const name of SIGNALS) events.off(name, onSignal);
  }
}
