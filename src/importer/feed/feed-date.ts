import { pageDate } from "../page/page-date.ts";

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i;

/** Returns the instant of a feed's date, in `timeZone` where it names no offset; absent where it is no date. */
export function feedDate(text: string | undefined, timeZone: string): Date | undefined {
  const said = text?.trim().slice(0, 100) ?? "";
  const date = said === "" ? undefined : pageDate(said, timeZone);
  // Pages give no parts of a second; feeds do.
  return date && RFC_3339.test(said) ? new Date(said) : date;
}
