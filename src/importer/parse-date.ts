import { instantOf, type LocalTime, utcOffset } from "../domain/time-zone.ts";
import { parseChineseNumber, withArabicNumerals } from "./chinese-numerals.ts";
import { parseOffset, parseTimeOfDay } from "./time-of-day.ts";

const MAX_DATE_LENGTH = 300;
const MINUTES_PER_DAY = 24 * 60;
const MS_PER_DAY = MINUTES_PER_DAY * 60_000;
const CHINA_OFFSET_SECONDS = 8 * 3600;

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const MONTH = `(?<![a-z])(?<month>${MONTHS.join("|")})[a-z]*\\.?`;
/** The name of a month as programs write it in the Chinese locale. */
const CHINESE_MONTH = "(?<![\\d一二三四五六七八九十])(?<month>\\d{1,2}|[一二三四五六七八九]|十[一二]?)月";
const CLOCK = "\\d{1,2}:\\d{2}(?::\\d{2})?(?: (?:[A-Z]{1,5}|(?:UTC|GMT)?[+-]\\d{2}:?\\d{2}))?";
/** The year before the first one of an era. */
const ERAS: Readonly<Record<string, number>> = {
  民国: 1911,
  民國: 1911,
  令和: 2018,
  平成: 1988,
  昭和: 1925,
};
/** The forms of a date. In digits the year must come first, because 5/3 is March in one country and May in another. */
const DATES = [
  /(?<!\d)(?<year>\d{4})\s?年\s?(?<month>\d{1,2})\s?月\s?(?<day>\d{1,2})\s?[日号](?<rest>.*)/s,
  new RegExp(
    `(?<era>${Object.keys(ERAS).join("|")})\\s?(?<year>\\d{1,3}|元)\\s?年\\s?(?<month>\\d{1,2})\\s?月\\s?(?<day>\\d{1,2})\\s?[日号](?<rest>.*)`,
    "s",
  ),
  /(?<!\d)(?<year>\d{4})(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})(?!\d|\k<mark>\d)(?<rest>.*)/s,
  new RegExp(`(?<!\\d)(?<day>\\d{1,2})[ -]${MONTH}[ -](?<year>\\d{4}|\\d{2})(?!\\d)(?<rest>.*)`, "is"),
  new RegExp(`${MONTH} (?<day>\\d{1,2})(?:st|nd|rd|th)?,? (?<year>\\d{4})(?!\\d)(?<rest>.*)`, "is"),
  new RegExp(`(?<!\\d)(?<day>\\d{1,2})[ -]${CHINESE_MONTH}[ -](?<year>\\d{4})(?!\\d)(?<rest>.*)`, "s"),
  new RegExp(`${CHINESE_MONTH} (?<day>\\d{1,2}),? (?<year>\\d{4})(?!\\d)(?<rest>.*)`, "s"),
  // The time between the day and the year: Java, Ruby, C (`asctime`), Weibo.
  new RegExp(`${MONTH} (?<day>\\d{1,2}) (?<clock>${CLOCK}) (?<year>\\d{4})(?!\\d)`, "i"),
  new RegExp(`${CHINESE_MONTH} (?<day>\\d{1,2}) (?<clock>${CLOCK}) (?<year>\\d{4})(?!\\d)`, "i"),
];
const WEEKDAY = /^[\s,，]*[(（]?(?:星期|[周週]|[礼禮]拜)[一二三四五六日天][)）]?/;
const DASHES = /[\u2010-\u2013\u2212]/g;

const COMPACT_DATE =
  /^(?<year>(?:19|20)\d\d)(?<dash>-?)(?<month>\d\d)\k<dash>(?<day>\d\d)(?:[T ]?(?<hour>\d\d):?(?<minute>\d\d)(?::?(?<second>\d\d)(?:[.,]\d+)?)?(?<zone> ?Z| ?[+-]\d\d(?::?\d\d)?)?)?$/i;
/** Seconds or milliseconds since 1970, from 1979 to 2030; other digits could also be a year, month, day and hour. */
const EPOCH = /^(?<seconds>[3-9]\d{8}|1[0-8]\d{8})(?:\.\d+)?$/;
const EPOCH_MS =
  /^(?:\\?\/?(?:new )?Date\((?<dotNet>\d{9,13})(?:[+-]\d{4})?\)\\?\/?|(?<ms>[3-9]\d{11}|1[0-8]\d{11}))$/;
const YEAR_LAST =
  /^(?:\p{L}+[.,]* )?(?<first>\d{1,2})(?<mark>[-/.])(?<second>\d{1,2})\k<mark>(?<year>\d{4})(?!\d)(?<rest>.*)$/su;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i;

/** The dates that programs write for no date: the zero of their calendars, and its end. */
const PLACEHOLDERS = new Set(["1601-1-1", "1753-1-1", "1899-12-30", "1900-1-1", "1970-1-1", "9999-12-31"]);

/**
 * Returns the first date in `text`, in any form that pages use, such as `2020年11月26日 08:27`, `2020-11-26`,
 * `Thu, 26 Nov 2020 08:27:11 GMT` or `Thu Nov 26 08:27:11 CST 2020`. Without an offset it is in `timeZone`, without
 * a time it is midnight. `CST` is China Standard Time where the month is not in English, and where `timeZone` is 8 hours
 * ahead of UTC: there, programs write it for their own time far more often than anybody for that of Chicago.
 *
 * Returns `undefined` if there is none. Relative dates (`3小时前`, `yesterday`), impossible ones and those that
 * programs write for no date (1970-01-01, 9999-12-31) do not count.
 */
export function parseDate(text: string, timeZone: string): Date | undefined {
  const start = text.slice(0, MAX_DATE_LENGTH).normalize("NFKC").replace(/\s+/g, " ").replace(DASHES, "-");
  const plain = withArabicNumerals(start.replace(/年\s?元月/, "年1月"));
  const found = DATES.map((form) => form.exec(plain))
    .filter((match) => match !== null)
    .sort((a, b) => a.index - b.index)[0]?.groups;
  if (!found) return undefined;

  const [year, month, day] = [
    fullYear(found.year ?? "", found.era),
    monthNumber(found.month ?? ""),
    Number(found.day),
  ];
  if (PLACEHOLDERS.has(`${year}-${month}-${day}`)) return undefined;
  const time = parseTimeOfDay(found.clock ?? (found.rest ?? "").replace(WEEKDAY, ""));
  const { hour = 0, minute = 0, second = 0 } = time ?? {};
  // ISO 8601:2004 §4.2.3: 24:00 is 00:00 of the next day.
  const isEndOfDay = hour === 24 && minute === 0 && second === 0;
  const local: LocalTime = { year, month, day, hour: isEndOfDay ? 0 : hour, minute, second };
  const asUtc = instantOf(local, "UTC");
  if (!asUtc) return undefined;
  const isChinese = () =>
    !/^[a-z]/i.test(found.month ?? "") || utcOffset(asUtc, timeZone) === CHINA_OFFSET_SECONDS;
  const offset = time && parseOffset(time.rest, isChinese);
  const instant = offset === undefined ? instantOf(local, timeZone) : minutesEarlier(asUtc, offset);
  return realDate(isEndOfDay ? minutesEarlier(instant, -MINUTES_PER_DAY) : instant);
}

/**
 * Returns the date that a field for dates has: like {@linkcode parseDate}, and also digits alone (`20201126082711`),
 * seconds and milliseconds since 1970, and day and month in either order (`26/11/2020`) where only one can be right.
 */
export function parseMetadataDate(text: string | undefined, timeZone: string): Date | undefined {
  const trimmed = (text ?? "").slice(0, MAX_DATE_LENGTH).normalize("NFKC").replace(/\s+/g, " ").trim();
  const compact = COMPACT_DATE.exec(trimmed)?.groups;
  if (compact) {
    const { year, month, day, hour = "00", minute = "00", second = "00", zone = "" } = compact;
    return parseDate(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`, timeZone);
  }
  const { seconds } = EPOCH.exec(trimmed)?.groups ?? {};
  if (seconds !== undefined) return new Date(1000 * Number(seconds));
  const { dotNet, ms = dotNet } = EPOCH_MS.exec(trimmed)?.groups ?? {};
  if (ms !== undefined) return realDate(new Date(Number(ms)));
  return parseDate(yearFirst(trimmed) ?? trimmed, timeZone);
}

/** Returns the date of a feed or of front matter: like {@linkcode parseMetadataDate}, with fractions of a second (RFC 3339). */
export function parseFeedDate(text: string | undefined, timeZone: string): Date | undefined {
  const trimmed = text?.trim().slice(0, 100) ?? "";
  const date = parseMetadataDate(trimmed, timeZone);
  return date && RFC_3339.test(trimmed) ? new Date(trimmed) : date;
}

/** Rewrites a date with the year last; returns `undefined` if it is none, or either of two numbers can be the month. */
function yearFirst(text: string): string | undefined {
  const found = YEAR_LAST.exec(text)?.groups;
  const [first, second] = [Number(found?.first), Number(found?.second)];
  if (!found || (first <= 12 && second <= 12 && first !== second)) return undefined;
  const [month, day] = second > 12 ? [first, second] : [second, first];
  return `${found.year}-${month}-${day}${found.rest}`;
}

/** Programs without a date write the instant from which they count, as the day begins in their time zone. */
function realDate(instant: Date | undefined): Date | undefined {
  return instant && Math.abs(instant.getTime()) < MS_PER_DAY ? undefined : instant;
}

function fullYear(digits: string, era: string | undefined): number {
  if (era !== undefined) return (ERAS[era] ?? 0) + (digits === "元" ? 1 : Number(digits));
  if (digits.length === 4) return Number(digits);
  // RFC 2822 §4.3: 00 to 49 are in the 2000s, the other two-digit years in the 1900s.
  return Number(digits) + (Number(digits) < 50 ? 2000 : 1900);
}

function monthNumber(month: string): number {
  if (/^\d/.test(month)) return Number(month);
  return parseChineseNumber(month) ?? MONTHS.indexOf(month.toLowerCase().slice(0, 3)) + 1;
}

function minutesEarlier(date: Date | undefined, minutes: number): Date | undefined {
  return date && new Date(date.getTime() - minutes * 60_000);
}
