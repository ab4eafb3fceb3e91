/** The progress of a long task. */
interface ProgressState {
  readonly count: number;
  readonly total: number;
  /** Milliseconds since the first document was done. */
  readonly elapsed: number;
}

const MAX_BAR_WIDTH = 40;

/** A narrower bar would show nothing. */
const MIN_BAR_WIDTH = 5;

/** The width that is kept for the rate and the remaining time, so that the bar keeps its width as they change. */
const RATE_WIDTH = 36;

/** No estimate of the remaining time is shown before this. */
const ESTIMATE_AFTER_MS = 2000;

/** Formats the progress as a line shorter than `width`, with a bar where there is room for one. */
export function progressLine(state: ProgressState, width: number): string {
  const { count, total } = state;
  const text = `${count}/${total}${formatRate(state)}`;
  const barWidth = Math.min(MAX_BAR_WIDTH, width - 2 * String(total).length - RATE_WIDTH);
  if (barWidth < MIN_BAR_WIDTH) return text.slice(0, Math.max(0, width - 1));
  const full = Math.floor((barWidth * count) / total);
  return `${"█".repeat(full)}${"░".repeat(barWidth - full)} ${text}`;
}

/** The mean rate since the first document was done, which took longer because it loaded the readers. */
function formatRate({ count, total, elapsed }: ProgressState): string {
  if (elapsed < ESTIMATE_AFTER_MS || count < 2) return "";
  const rate = (count - 1) / (elapsed / 1000);
  const shown = rate >= 10 ? Math.round(rate) : rate.toFixed(1);
  return `  ${shown} a second  ${formatDuration(Math.ceil((total - count) / rate))} left`;
}

function formatDuration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}
