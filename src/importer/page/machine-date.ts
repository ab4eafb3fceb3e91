import { pageDate } from "./page-date.ts";

const COMPACT =
  /^\s*(?<year>(?:19|20)\d\d)(?<month>\d\d)(?<day>\d\d)(?:[T ]?(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)?(?<zone>Z|[+-]\d\d:?\d\d)?)?\s*$/;

/** Returns the date that a page tells machines: as {@linkcode pageDate} does, and without marks (`20201126082711`). */
export function machineDate(text: string | undefined, timeZone: string): Date | undefined {
  const said = COMPACT.exec(text ?? "")?.groups;
  if (!said) return pageDate(text ?? "", timeZone);
  const { year, month, day, hour = "00", minute = "00", second = "00", zone = "" } = said;
  return pageDate(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`, timeZone);
}
