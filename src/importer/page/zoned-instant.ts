/** A date and time of day as a wall clock shows it; the month counts from 1. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Returns the instant at which clocks in `timeZone` show `wall`, or `undefined` when no calendar has it. */
export function zonedInstant(wall: WallTime, timeZone: string): Date | undefined {
  const shown = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
  const read = new Date(shown);
  const isReal =
    wall.year >= 1000 &&
    read.getUTCMonth() === wall.month - 1 &&
    read.getUTCDate() === wall.day &&
    read.getUTCHours() === wall.hour &&
    read.getUTCMinutes() === wall.minute &&
    wall.second < 60;
  if (!isReal) return undefined;

  // The offset on one side of a change of clocks need not be that on the other: ask again where it led.
  const first = shown - offsetAt(shown, timeZone);
  return new Date(shown - offsetAt(first, timeZone));
}

/** By how many milliseconds clocks in `timeZone` are ahead of UTC at `instant`. */
function offsetAt(instant: number, timeZone: string): number {
  if (timeZone === "UTC") return 0;
  const parts = formatOf(timeZone).formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((candidate) => candidate.type === type)?.value);
  const shown = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return shown - Math.floor(instant / 1000) * 1000;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(timeZone, format);
  return format;
}
