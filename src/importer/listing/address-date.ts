import { parseDate } from "../parse-date.ts";

/** A date in an address: `/2026/11/26/`, `/202611/t20261126_1.html`, `/2026/1126/c1.html`. */
const DATE_IN_ADDRESS =
  /(?:^|\D)(?<year>(?:19|20)\d{2})[-/]?(?<month>0[1-9]|1[0-2])[-/]?(?<day>0[1-9]|[12]\d|3[01])(?:\D|$)/;

/** Returns the year, month and day in the path of an address; `undefined` if it has none. */
export function dateInAddress(address: string): { year: string; month: number; day: number } | undefined {
  const found = URL.canParse(address) ? DATE_IN_ADDRESS.exec(new URL(address).pathname)?.groups : undefined;
  const { year, month, day } = found ?? {};
  return year === undefined ? undefined : { year, month: Number(month), day: Number(day) };
}

/** Returns the day in the path of an address, unless it is later than `now`, such as that of an event. */
export function publishedByAddress(
  address: string,
  { timeZone, now }: { readonly timeZone: string; readonly now: Date },
): Date | undefined {
  const found = dateInAddress(address);
  const date = found && parseDate(`${found.year}-${found.month}-${found.day}`, timeZone);
  return date && date <= now ? date : undefined;
}
