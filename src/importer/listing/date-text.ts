import { parseDate, parseMetadataDate } from "../parse-date.ts";

/** A date beside a link: an instant, or only a month and a day, or one that is stated relative to now. */
export interface DateMark {
  readonly date?: Date;
  readonly monthAndDay?: string;
}

const MAX_LENGTH = 60;
const MONTH_NAMES =
  "jan(?:uary|vier)?|feb(?:ruary)?|février|mar(?:ch|s)?|apr(?:il)?|avril|may|mai|june?|juin|july?|juillet|aug(?:ust)?|août|sept?(?:ember|embre)?|oct(?:ober|obre)?|nov(?:ember|embre)?|dec(?:ember)?|décembre";
const DAY_NAMES = "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?";
const MONTH = new RegExp(`^(?:(?:十[一二]?|[一二三四五六七八九])月份?|${MONTH_NAMES})$`, "i");
const RELATIVE =
  /\d+\s*个?(?:秒钟?|分钟?|小时|天|日|周|星期|月)之?前|半小时前|刚刚|今天|昨[天日]|前天|\d+\s*(?:seconds?|min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?) ago|yesterday|just now/i;
/** What a text has that is a date and no more: its digits, its names of months and days, and its punctuation. */
const PARTS_OF_DATES = new RegExp(
  `${RELATIVE.source}|\\d|[\\s\\p{P}\\p{S}]|[年月日号時时點点分秒]|[〇一二三四五六七八九十]|[上下]午|(?:星期|周|週)[一二三四五六日天]|民[国國]|令和|平成|(?<![\\p{L}])(?:${MONTH_NAMES}|${DAY_NAMES}|st|nd|rd|th|[ap]\\.?m|utc|gmt|cst|z|at|on)(?![\\p{L}])|(?<=\\d)(?:st|nd|rd|th|t|z)`,
  "giu",
);
/** A label in front of the date at which something was published. */
const PUBLISHED_LABEL =
  /(?:发[布表]|發[布佈表]|刊[发登]|更新|录入|添加|上传)?(?:时间|日期|時間|于|於)\s*[:：]?|发[布表]\s*[:：]?|(?:published|posted|date)(?: on)?\s*:?/giu;
/** Days of which an article tells: of an event, or by which something has to be done. */
const OTHER_DATE = /截[止至]|有效期|报名|报到|(?:活动|会议|考试|开标|施行|实施|举办)(?:时间|日期)/;
const SENTENCE = /[。！？!?；]|…|\.{3}|[，,].*[，,].*[，,]|.{30}[，]|[，].{30}/u;
const MONTH_AND_DAY =
  /(?<![\d/.-])(?<month>\d{1,2})(?:[-/.]|\s?月\s?)(?<day>\d{1,2})(?:[日号]|(?![\d:]|[-/.]\d))/;
/**
 * Dates that only a text with nothing else is: digits alone, years of the Republic of China without its name
 * (`115-11-26`), and a day beside its year and month, as designs show them apart (`26 2026-11`, `11-26 2026`).
 */
const DATES_ALONE = [
  /^(?<year>(?:19|20)\d{2})(?<month>\d{2})(?<day>\d{2})$/,
  /^(?<minguo>1[0-4]\d)(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})$/,
  /^(?<day>\d{1,2})日?\s+(?<year>(?:19|20)\d{2})\s?[-/.年]\s?(?<month>\d{1,2})月?$/,
  /^(?<year>(?:19|20)\d{2})\s?[-/.年]\s?(?<month>\d{1,2})月?\s+(?<day>\d{1,2})日?$/,
  /^(?<month>\d{1,2})\s?[-/.月]\s?(?<day>\d{1,2})日?\s+(?<year>(?:19|20)\d{2})年?$/,
  /^(?<year>(?:19|20)\d{2})年?\s+(?<month>\d{1,2})\s?[-/.月]\s?(?<day>\d{1,2})日?$/,
];
/** The year at the end: `26.11.2026`. */
const YEAR_LAST = /^\d{1,2}([-/.])\d{1,2}\1(?:19|20)\d{2}$/;
/** The year before the first one of the Republic of China. */
const BEFORE_MINGUO = 1911;

/** Tells whether a text is a date, or a number, and nothing else: `2026-11-26 08:30`, `Nov 26, 2026`, `3小时前`, `[11-26]`. */
export function isDateText(text: string): boolean {
  if (text.length > MAX_LENGTH) return false;
  const plain = text.normalize("NFKC");
  return (/\d|年/.test(plain) || RELATIVE.test(plain)) && plain.replace(PARTS_OF_DATES, "") === "";
}

/** Tells whether a text is a date, or the name of a month: the heading of a part of a list. */
export function isDateHeading(text: string): boolean {
  return isDateText(text) || MONTH.test(text.trim());
}

/** Tells whether a text is a date with a label, as `发布时间：2026-11-26`. */
export function isLabelledDate(text: string): boolean {
  return !OTHER_DATE.test(text) && isDateText(text.replace(PUBLISHED_LABEL, " "));
}

/** Returns the date in a short text that is no sentence; `undefined` if it has none. */
export function dateMark(text: string, timeZone: string): DateMark | undefined {
  const plain = text.normalize("NFKC").replace(/\s+/g, " ").trim();
  if (plain.length > MAX_LENGTH || OTHER_DATE.test(plain) || SENTENCE.test(plain)) return undefined;
  const date = /\d|年/.test(plain) ? (parseDate(plain, timeZone) ?? dateAlone(plain, timeZone)) : undefined;
  if (date) return { date };
  const { month, day } = MONTH_AND_DAY.exec(plain)?.groups ?? {};
  if (month !== undefined && day !== undefined && isLabelledDate(plain))
    return { monthAndDay: `${month}-${day}` };
  return RELATIVE.test(plain) ? {} : undefined;
}

/** Returns the date that a text is in a form that could also be something else within a longer text. */
function dateAlone(text: string, timeZone: string): Date | undefined {
  const alone = text.replace(PUBLISHED_LABEL, " ").replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, "");
  const found = DATES_ALONE.map((form) => form.exec(alone)?.groups).find((groups) => groups !== undefined);
  if (!found) return YEAR_LAST.test(alone) ? parseMetadataDate(alone, timeZone) : undefined;
  const year = found.year ?? BEFORE_MINGUO + Number(found.minguo);
  return parseMetadataDate(`${year}-${found.month}-${found.day}`, timeZone);
}

/** Returns the year that a heading such as `2026`, `2026年11月` or `November 2026` states. */
export function headingYear(text: string): string | undefined {
  return isDateText(text) ? /(?<!\d)(?:19|20)\d{2}(?!\d)/.exec(text.normalize("NFKC"))?.[0] : undefined;
}
