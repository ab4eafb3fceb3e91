import { utcOffset } from "./time-zone.ts";

/** Where a span of time begins or ends, as a parameter writes it: with a day of the site's calendar, or at an instant. */
export type DateBound =
  | {
      /** In days since 1970-01-01. */
      readonly day: number;
    }
  | { readonly instant: Date };

const DAY_MS = 86_400_000;

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
// RFC 3339 §5.6. A "+" in a query is read as a space.
const DATE_TIME =
  /^(\d{4}-\d\d-\d\d)[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:[Zz]|[-+ ](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Parses a date such as `2024-01-31`, or an instant in RFC 3339; returns `undefined` if `text` is neither. */
export function parseDateBound(text: string): DateBound | undefined {
  const day = parseDay(text);
  if (day !== undefined) return { day };
  const [, date = ""] = DATE_TIME.exec(text) ?? [];
  if (parseDay(date) === undefined) return undefined;
  const instant = new Date(text.replace(" ", "+").toUpperCase());
  // An offset can lead into a year that RFC 3339 does not write.
  return /^[1-9]\d{3}-/.test(instant.toISOString()) ? { instant } : undefined;
}

/** Returns the days from 1970-01-01 to a date, from the year 1000 on. */
function parseDay(text: string): number | undefined {
  const [, year, month, day] = DATE.exec(text) ?? [];
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (!(Number(year) >= 1000) || new Date(time).toISOString().slice(0, text.length) !== text)
    return undefined;
  return time / DAY_MS;
}

/** Returns the instant from which on something is not before `bound`. */
export function sinceInstant(bound: DateBound, timeZone: string): Date {
  return "day" in bound ? startOfDay(bound.day, timeZone) : bound.instant;
}

/** Returns the instant from which on something is after `bound`: a day ends with its last moment. */
export function untilInstant(bound: DateBound, timeZone: string): Date {
  return "day" in bound ? startOfDay(bound.day + 1, timeZone) : bound.instant;
}

/** Writes what {@linkcode sinceInstant} returns: as a date where a day begins then, and else as an instant in UTC. */
export function formatSince(instant: Date, timeZone: string): string {
  return formatBound(instant, timeZone, 0);
}

/** Writes what {@linkcode untilInstant} returns: as a date where a day ends then, and else as an instant in UTC. */
export function formatUntil(instant: Date, timeZone: string): string {
  return formatBound(instant, timeZone, -1);
}

function formatBound(instant: Date, timeZone: string, daysLater: number): string {
  const day = dayOf(instant, timeZone);
  const date = new Date((day + daysLater) * DAY_MS).toISOString().slice(0, "2024-01-31".length);
  const isDate = parseDay(date) !== undefined && startOfDay(day, timeZone).getTime() === instant.getTime();
  return isDate ? date : instant.toISOString().replace(".000Z", "Z");
}

/** Returns the first instant of a day in a time zone; clocks may skip midnight, or show it twice. */
function startOfDay(day: number, timeZone: string): Date {
  const midnight = day * DAY_MS;
  // Clocks that change near midnight have one offset a day before it and another a day after.
  const [earlier = midnight, later = midnight] = [-DAY_MS, DAY_MS]
    .map((distance) => midnight - 1000 * utcOffset(new Date(midnight + distance), timeZone))
    .sort((a, b) => a - b);
  return new Date(dayOf(new Date(earlier), timeZone) === day ? earlier : later);
}

function dayOf(instant: Date, timeZone: string): number {
  return Math.floor((instant.getTime() + 1000 * utcOffset(instant, timeZone)) / DAY_MS);
}
