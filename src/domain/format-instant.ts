import { utcOffset } from "./time-zone.ts";

/** Returns `instant` in RFC 3339 with the offset of a time zone, such as `2020-11-26T08:27:11+08:00`. */
export function formatInstant(instant: Date, timeZone: string): string {
  // RFC 3339 has no seconds in offsets, which zones had before the twentieth century.
  const offset = Math.trunc(utcOffset(instant, timeZone) / 60);
  const local = new Date(instant.getTime() + offset * 60_000).toISOString().replace(/(?:\.000)?Z$/, "");
  const sign = offset < 0 ? "-" : "+";
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${local}${sign}${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}
