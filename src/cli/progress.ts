import { SingleBar } from "cli-progress";
import type { Progress } from "./import/source/gather.ts";

/** Shows how far long work is, with its rate and the time that remains, on a terminal; nowhere else. */
export interface ProgressBar extends Progress {
  stop(): void;
}

/** Returns a bar on standard error. */
export function progressBar(): ProgressBar {
  if (!process.stderr.isTTY) return { expect: () => {}, done: () => {}, stop: () => {} };
  const bar = new SingleBar({
    format: "{bar} {value}/{total}  {rate} a second  {eta_formatted} left",
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    etaBuffer: 100,
  });
  const begin = Date.now();
  let total = 0;
  let count = 0;
  bar.start(0, 0, { rate: "–" });
  return {
    expect(documents) {
      total += documents;
      bar.setTotal(total);
    },
    done() {
      count += 1;
      bar.update(count, { rate: Math.round((count * 1000) / Math.max(1, Date.now() - begin)) });
    },
    stop: () => bar.stop(),
  };
}
