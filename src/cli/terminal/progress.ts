import { constants } from "node:os";
import { SingleBar } from "cli-progress";
import type { Progress } from "../../sources/read-sources.ts";
import { progressLine } from "./progress-line.ts";
import { say } from "./write-line.ts";

/** Shows how far reading is, with its rate and the time that remains, on a terminal; nowhere else. */
export interface ProgressBar extends Progress {
  stop(): void;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Returns a bar on standard error, which appears when it is known how much there is to do. Whatever ends the
 * program leaves the terminal as it was; Ctrl-C also says that nothing is written, which is so while we read.
 */
export function progressBar(): ProgressBar {
  if (!process.stderr.isTTY) return { expect: () => {}, done: () => {}, stop: () => {} };
  let total = 0;
  let count = 0;
  let first: number | undefined;
  const bar = new SingleBar({
    format: (_options, { maxWidth }) =>
      progressLine({ count, total, elapsed: Date.now() - (first ?? Date.now()) }, maxWidth),
    stream: process.stderr,
    hideCursor: true,
    linewrap: true,
    clearOnComplete: true,
    // Its own handler stops the bar, and lets the program run on.
    gracefulExit: false,
  });
  const stop = () => {
    for (const signal of SIGNALS) process.off(signal, end);
    process.off("exit", stop);
    bar.stop();
  };
  const end = (signal: (typeof SIGNALS)[number]) => {
    stop();
    say(process.stderr, "Stopped; nothing was written");
    process.exit(128 + constants.signals[signal]);
  };
  return {
    expect(documents) {
      if (documents === 0) return;
      total += documents;
      if (bar.isActive) return bar.setTotal(total);
      for (const signal of SIGNALS) process.on(signal, end);
      process.on("exit", stop);
      bar.start(total, count);
    },
    done() {
      count += 1;
      first ??= Date.now();
      bar.update(count);
    },
    stop,
  };
}
