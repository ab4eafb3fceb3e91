import { constants } from "node:os";
import { SingleBar } from "cli-progress";
import type { ProcessContext } from "./command-context.ts";
import { progressLine } from "./progress-line.ts";
import { writeLine } from "./write-line.ts";

/** Shows on a terminal how many documents are read, how fast, and how long the rest takes; nowhere else. */
interface ProgressBar {
  /** Adds to the number of documents to read. */
  expect(documents: number): void;
  /** Counts documents, or one, as read. */
  done(documents?: number): void;
  stop(): void;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Creates a progress bar on standard error, which appears once the number of documents is known. However the
 * process ends, the cursor is shown again; a signal also prints `stopped`: that nothing was written, which is true while
 * documents are being read. With `handlesSignals: false`, signals are left to the caller.
 */
export function progressBar(
  { stderr, env, events, now }: Pick<ProcessContext, "stderr" | "env" | "events" | "now">,
  {
    handlesSignals = true,
    stopped = "Stopped; nothing was written",
  }: { readonly handlesSignals?: boolean; readonly stopped?: string } = {},
): ProgressBar {
  if (!stderr.isTTY) return { expect: () => {}, done: () => {}, stop: () => {} };
  let total = 0;
  let count = 0;
  let first: number | undefined;
  const bar = new SingleBar({
    format: (_options, { maxWidth }) => {
      const instant = now().getTime();
      return progressLine({ count, total, elapsed: instant - (first ?? instant) }, maxWidth);
    },
    stream: stderr,
    hideCursor: true,
    linewrap: true,
    clearOnComplete: true,
    // Its own handler stops the bar and lets the process continue.
    gracefulExit: false,
  });
  const stop = () => {
    for (const signal of SIGNALS) events.off(signal, onSignal);
    events.off("exit", stop);
    bar.stop();
  };
  const onSignal = (signal: (typeof SIGNALS)[number]) => {
    stop();
    writeLine(stderr, stopped, env);
    events.exit(128 + constants.signals[signal]);
  };
  return {
    expect(documents) {
      if (documents === 0) return;
      total += documents;
      if (bar.isActive) return bar.setTotal(total);
      if (handlesSignals) for (const signal of SIGNALS) events.on(signal, onSignal);
      events.on("exit", stop);
      bar.start(total, count);
    },
    done(documents = 1) {
      count += documents;
      first ??= now().getTime();
      bar.update(count);
    },
    stop,
  };
}
