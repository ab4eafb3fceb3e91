/** A date and time of day on a clock; the month counts from 1. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Making a format takes far longer than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Returns the offset of a time zone (IANA name) from UTC at `instant`, in seconds; it is positive in the east. */
export function utcOffset(instant: Date, timeZone: string): number {
  if (timeZone === "UTC") return 0;
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  formats.set(timeZone, format);
  // Such as "11/26/2020, GMT+08:00"; historical offsets have seconds, and UTC may be "GMT" alone.
  const [, sign, hours = 0, minutes = 0, seconds = 0] =
    /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(format.format(instant)) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}

/**
 * Returns the instant at which clocks in `timeZone` show `time`, or `undefined` if the calendar has no such time.
 * When clocks are set back, the earlier or the later of two instants may be returned; a time that clocks skip is
 * moved by the change.
 */
export function instantOf(time: LocalTime, timeZone: string): Date | undefined {
  const asUtc = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
  const calendar = new Date(asUtc);
  const isReal =
    time.year >= 1000 &&
    calendar.getUTCMonth() === time.month - 1 &&
    calendar.getUTCDate() === time.day &&
    calendar.getUTCHours() === time.hour &&
    calendar.getUTCMinutes() === time.minute &&
    time.second < 60;
  if (!isReal) return undefined;
  if (timeZone === "UTC") return calendar;

  // The offset may change between `asUtc` and the instant itself, so it is looked up again where the first leads.
  const near = new Date(asUtc - 1000 * utcOffset(calendar, timeZone));
  return new Date(asUtc - 1000 * utcOffset(near, timeZone));
}
