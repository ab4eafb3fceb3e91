import { instantOf, type LocalTime } from "../domain/time-zone.ts";

const MAX_DATE_LENGTH = 300;
const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
/** The time zones of RFC 822 §5.1, in hours ahead of UTC. */
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
const CHINA_OFFSET_MINUTES = 8 * 60;
const MINUTES_PER_DAY = 24 * 60;

const MONTH = "(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
/** The forms of a date. In digits the year must come first, because 5/3 is March in one country and May in another. */
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

const CHINESE_DIGITS = "〇一二三四五六七八九";
const CHINESE_DATE =
  /([〇○零一二三四五六七八九]{4})\s?年\s?([一二三四五六七八九十]{1,2})\s?月\s?([一二三四五六七八九十]{1,3})\s?(?=[日号])/g;
const CHINESE_NUMBER = /^(?:(?<tens>[二三四五六七八九])?(?<ten>十))?(?<ones>[一二三四五六七八九])?$/;

const COMPACT_DATE =
  /^\s*(?<year>(?:19|20)\d\d)(?<month>\d\d)(?<day>\d\d)(?:[T ]?(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)?(?<zone>Z|[+-]\d\d:?\d\d)?)?\s*$/;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i;

/**
 * Returns the first date in `text`, in any form that pages use, such as `2020年11月26日 08:27`, `2020-11-26` or
 * `Thu, 26 Nov 2020 08:27:11 GMT`. Without an offset it is in `timeZone`, without a time it is midnight. Returns
 * `undefined` if there is none; relative dates (`3小时前`, `yesterday`) do not count.
 */
export function parseDate(text: string, timeZone: string): Date | undefined {
  const start = text.slice(0, MAX_DATE_LENGTH).normalize("NFKC").replace(/\s+/g, " ");
  const plain = withArabicNumerals(start);
  const found = DATES.map((form) => form.exec(plain))
    .filter((match) => match !== null)
    .sort((a, b) => a.index - b.index)[0]?.groups;
  if (!found) return undefined;

  const afterDate = (found.rest ?? "").replace(WEEKDAY, "");
  const time = TIME.exec(afterDate)?.groups;
  const hour = time && hourOfDay(Number(time.hour), (time.half ?? time.noon ?? "").toLowerCase());
  const minute = Number(time?.minute ?? 0);
  const second = Number(time?.second ?? 0);
  // ISO 8601:2004 §4.2.3: 24:00 is 00:00 of the next day.
  const isEndOfDay = hour === 24 && minute === 0 && second === 0;
  const local: LocalTime = {
    year: fullYear(found.year ?? ""),
    month: monthNumber(found.month ?? ""),
    day: Number(found.day),
    hour: isEndOfDay ? 0 : (hour ?? 0),
    minute,
    second,
  };
  const offset = time && offsetMinutes(time.rest ?? "", /^\d/.test(found.month ?? ""));
  const instant =
    offset === undefined ? instantOf(local, timeZone) : minutesEarlier(instantOf(local, "UTC"), offset);
  return isEndOfDay ? minutesEarlier(instant, -MINUTES_PER_DAY) : instant;
}

/** Returns the date in a page's metadata: like {@linkcode parseDate}, and also digits alone (`20201126082711`). */
export function parseMetadataDate(text: string | undefined, timeZone: string): Date | undefined {
  const compact = COMPACT_DATE.exec(text ?? "")?.groups;
  if (!compact) return parseDate(text ?? "", timeZone);
  const { year, month, day, hour = "00", minute = "00", second = "00", zone = "" } = compact;
  return parseDate(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`, timeZone);
}

/** Returns the date of a feed or of front matter: like {@linkcode parseDate}, with fractions of a second (RFC 3339). */
export function parseFeedDate(text: string | undefined, timeZone: string): Date | undefined {
  const trimmed = text?.trim().slice(0, 100) ?? "";
  const date = trimmed === "" ? undefined : parseDate(trimmed, timeZone);
  return date && RFC_3339.test(trimmed) ? new Date(trimmed) : date;
}

function fullYear(digits: string): number {
  if (digits.length === 4) return Number(digits);
  // RFC 2822 §4.3: 00 to 49 are in the 2000s, the other two-digit years in the 1900s.
  return Number(digits) + (Number(digits) < 50 ? 2000 : 1900);
}

function monthNumber(month: string): number {
  return /^\d/.test(month) ? Number(month) : MONTHS.indexOf(month.toLowerCase().slice(0, 3)) + 1;
}

function hourOfDay(hour: number, half: string): number {
  if (/^(?:p|下午|晚上)/.test(half) && hour < 12) return hour + 12;
  if (/^(?:a|上午|凌晨)/.test(half) && hour === 12) return 0;
  return hour;
}

/** Returns the offset from UTC at the beginning of `text`, in minutes, or `undefined` if there is none. */
function offsetMinutes(text: string, isMonthInDigits: boolean): number | undefined {
  const found = OFFSET.exec(text)?.groups;
  if (!found) return undefined;
  // CST is Central Standard Time in RFC 822, whose months have names, and China Standard Time on Chinese pages.
  if (isMonthInDigits && found.zone?.toLowerCase() === "cst") return CHINA_OFFSET_MINUTES;
  if (found.zone) return 60 * (ZONES[found.zone.toLowerCase()] ?? 0);
  const minutes = 60 * Number(found.hours ?? found.long) + Number(found.minutes ?? 0);
  return (found.sign ?? found.east) === "-" ? -minutes : minutes;
}

function minutesEarlier(date: Date | undefined, minutes: number): Date | undefined {
  return date && new Date(date.getTime() - minutes * 60_000);
}

/** Replaces dates in Chinese numerals (`二〇二〇年十一月二十六日`) by the same in Arabic numerals. */
function withArabicNumerals(text: string): string {
  return text.replace(CHINESE_DATE, (match, year: string, month: string, day: string) => {
    const [months, days] = [parseChineseNumber(month), parseChineseNumber(day)];
    return months === undefined || days === undefined
      ? match
      : `${[...year].map(chineseDigit).join("")}年${months}月${days}`;
  });
}

/** Parses a number up to 99 (`十一`, `二十`, `二十六`); returns `undefined` if it is not one. */
function parseChineseNumber(text: string): number | undefined {
  const found = CHINESE_NUMBER.exec(text)?.groups;
  if (!found) return undefined;
  const tens = found.ten ? chineseDigit(found.tens ?? "一") : 0;
  return 10 * tens + chineseDigit(found.ones ?? "〇");
}

function chineseDigit(character: string): number {
  return Math.max(CHINESE_DIGITS.indexOf(character), 0);
}
