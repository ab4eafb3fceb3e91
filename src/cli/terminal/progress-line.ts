/** How far long work is. */
interface Advance {
  readonly count: number;
  readonly total: number;
  /** The milliseconds since the first of them was done. */
  readonly elapsed: number;
}

/** The widest that a bar is. */
const MOST = 40;

/** The narrowest bar that shows anything. */
const LEAST = 5;

/** What is kept for the rate and the time, so that the bar stays as wide as it is when they change. */
const PACE = 36;

/** Before that many milliseconds, nothing is said of the time that remains: it would be a guess. */
const BEGINNING = 2000;

/** Returns the line that shows `advance`, shorter than `width`: without a bar where that leaves no room. */
export function progressLine(advance: Advance, width: number): string {
  const { count, total } = advance;
  const words = `${count}/${total}${pace(advance)}`;
  const room = Math.min(MOST, width - 2 * String(total).length - PACE);
  if (room < LEAST) return words.slice(0, Math.max(0, width - 1));
  const full = Math.floor((room * count) / total);
  return `${"█".repeat(full)}${"░".repeat(room - full)} ${words}`;
}

/** The mean since the first was done: what is loaded before says nothing of the others, and a mean does not jump. */
function pace({ count, total, elapsed }: Advance): string {
  if (elapsed < BEGINNING || count < 2) return "";
  const rate = (count - 1) / (elapsed / 1000);
  const said = rate >= 10 ? Math.round(rate) : rate.toFixed(1);
  return `  ${said} a second  ${timeOf(Math.ceil((total - count) / rate))} left`;
}

function timeOf(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}
