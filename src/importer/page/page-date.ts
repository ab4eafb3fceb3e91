import { arabicDate } from "./arabic-date.ts";
import { type WallTime, zonedInstant } from "./zoned-instant.ts";

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
/** The zones that RFC 822 §5.1 names, in hours ahead of UTC. */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
};

const CHINA = 8 * 60;
const DAY = 24 * 60;

const MONTH = "(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
/** The forms of a date, the year first wherever digits alone could be read two ways. */
const DATES = [
  /(?<!\d)(?<year>\d{4})\s?年\s?(?<month>\d{1,2})\s?月\s?(?<day>\d{1,2})\s?[日号](?<rest>.*)/s,
  /(?<!\d)(?<year>\d{4})(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})(?!\d|\k<mark>\d)(?<rest>.*)/s,
  new RegExp(`(?<!\\d)(?<day>\\d{1,2})[ -]${MONTH}[ -](?<year>\\d{4}|\\d{2})(?!\\d)(?<rest>.*)`, "is"),
  new RegExp(`\\b${MONTH} (?<day>\\d{1,2})(?:st|nd|rd|th)?,? (?<year>\\d{4})(?!\\d)(?<rest>.*)`, "is"),
];

const WEEKDAY = /^[\s,，]*[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?/;
const TIME =
  /^(?:[tT]|[\s,，]*(?:at\s+)?)(?<half>上午|早上|凌晨|中午|下午|晚上)?\s*(?<hour>\d{1,2})(?:\s?[:时点時點]\s?(?<minute>\d{1,2})|\s?[时点時點](?!\s?\d))(?:分?(?:(?<=\d)\s?[:]|(?<=分))\s?(?<second>\d{1,2})(?:[.,]\d+)?秒?)?分?(?!\d)(?:\s*(?<noon>[ap])\.?m\b\.?)?(?<rest>.*)/is;
const OFFSET =
  /^\s*(?:(?:UTC|GMT)\s?(?<sign>[+-])(?<hours>\d{1,2})(?!\d)|(?:(?:UTC|GMT)\s?)?(?<east>[+-])(?<long>\d{2}):?(?<minutes>\d{2})?(?!\d)|(?<zone>Z|UTC?|GMT|[ECMP][SD]T)\b)/i;

/**
 * Returns the first date that `text` states, in `timeZone` where it names no offset; midnight where it gives
 * no time. What is not the same tomorrow (`3小时前`, `yesterday`) states none.
 */
export function pageDate(text: string, timeZone: string): Date | undefined {
  const plain = arabicDate(text.slice(0, 300).normalize("NFKC").replace(/\s+/g, " "));
  const found = DATES.map((form) => form.exec(plain))
    .filter((match) => match !== null)
    .sort((a, b) => a.index - b.index)[0]?.groups;
  if (!found) return undefined;

  const after = (found.rest ?? "").replace(WEEKDAY, "");
  const time = TIME.exec(after)?.groups;
  const hour = time && hourOf(Number(time.hour), (time.half ?? time.noon ?? "").toLowerCase());
  const minute = Number(time?.minute ?? 0);
  const second = Number(time?.second ?? 0);
  // ISO 8601:2004 §4.2.3: the end of a day is the beginning of the next.
  const isEnd = hour === 24 && minute === 0 && second === 0;
  const wall: WallTime = {
    year: yearOf(found.year ?? ""),
    month: monthOf(found.month ?? ""),
    day: Number(found.day),
    hour: isEnd ? 0 : (hour ?? 0),
    minute,
    second,
  };
  const offset = time && offsetOf(time.rest ?? "", /^\d/.test(found.month ?? ""));
  const begin =
    offset === undefined ? zonedInstant(wall, timeZone) : shifted(zonedInstant(wall, "UTC"), offset);
  return isEnd ? shifted(begin, -DAY) : begin;
}

function yearOf(digits: string): number {
  if (digits.length === 4) return Number(digits);
  // RFC 2822 §4.3: two digits up to 49 are of this century.
  return Number(digits) + (Number(digits) < 50 ? 2000 : 1900);
}

function monthOf(name: string): number {
  return /^\d/.test(name) ? Number(name) : MONTHS.indexOf(name.toLowerCase().slice(0, 3)) + 1;
}

function hourOf(hour: number, half: string): number {
  if (/^(?:p|下午|晚上)/.test(half) && hour < 12) return hour + 12;
  if (/^(?:a|上午|凌晨)/.test(half) && hour === 12) return 0;
  return hour;
}

/** The offset that `rest` begins with, in minutes, behind a date in digits alone or with a month by its name. */
function offsetOf(rest: string, isInDigits: boolean): number | undefined {
  const said = OFFSET.exec(rest)?.groups;
  if (!said) return undefined;
  // RFC 822 writes months by their names; elsewhere CST is what clocks of China say of themselves.
  if (isInDigits && said.zone?.toLowerCase() === "cst") return CHINA;
  if (said.zone) return 60 * (ZONES[said.zone.toLowerCase()] ?? 0);
  const minutes = 60 * Number(said.hours ?? said.long) + Number(said.minutes ?? 0);
  return (said.sign ?? said.east) === "-" ? -minutes : minutes;
}

function shifted(date: Date | undefined, minutes: number): Date | undefined {
  return date && new Date(date.getTime() - minutes * 60_000);
}
