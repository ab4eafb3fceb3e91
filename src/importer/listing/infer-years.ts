import { utcOffset } from "../../domain/time-zone.ts";
import { parseDate } from "../parse-date.ts";
import type { DateMark } from "./date-text.ts";

interface InferOptions {
  readonly timeZone: string;
  readonly now: Date;
}

const DAY_MS = 86_400_000;
/** The first article of a list without years has to be so new. */
const MAX_AGE_MS = 31 * DAY_MS;
/** From the first months of a year, a list goes on with the last ones of the year before. */
const MAX_FIRST_MONTHS = 4;
const MIN_LAST_MONTHS = 9;
/** One date alone does not show the order of a list. */
const MIN_DATES = 2;

/**
 * Returns the marks, which are in the order of a list, with the years of those that have only a month and a day, where
 * these are certain: the first is of the last days, and each is as old as the one before, or older. Behind the first
 * that is not, no year is certain.
 */
export function inferYears(marks: readonly DateMark[], { timeZone, now }: InferOptions): DateMark[] {
  const dated = marks.filter(({ date, monthAndDay }) => date ?? monthAndDay);
  // Today may have begun somewhere else.
  let latest = new Date(now.getTime() + DAY_MS);
  let isCertain = dated.length >= MIN_DATES;
  let isFirst = true;
  return marks.map((mark) => {
    if (!isCertain || (!mark.date && mark.monthAndDay === undefined)) return mark;
    const date = mark.date ?? latestBefore(mark.monthAndDay ?? "", latest, timeZone);
    isCertain =
      date !== undefined &&
      date <= latest &&
      (isFirst ? now.getTime() - date.getTime() <= MAX_AGE_MS : isNext(date, latest, timeZone));
    if (!isCertain || date === undefined) return mark;
    isFirst = false;
    latest = date;
    return { ...mark, date };
  });
}

/** Returns the last day with this month and day that is not after `latest`. */
function latestBefore(monthAndDay: string, latest: Date, timeZone: string): Date | undefined {
  // The year of UTC may be the one before.
  const year = latest.getUTCFullYear() + 1;
  return [year, year - 1, year - 2]
    .map((one) => parseDate(`${one}-${monthAndDay}`, timeZone))
    .find((date) => date !== undefined && date <= latest);
}

/** Tells whether a date follows in a list: in the same year, or from the first months of one year to the last of another. */
function isNext(date: Date, before: Date, timeZone: string): boolean {
  const [year, month] = yearAndMonth(date, timeZone);
  const [yearBefore, monthBefore] = yearAndMonth(before, timeZone);
  if (year === yearBefore) return true;
  return year === yearBefore - 1 && monthBefore <= MAX_FIRST_MONTHS && month >= MIN_LAST_MONTHS;
}

function yearAndMonth(date: Date, timeZone: string): readonly [number, number] {
  const local = new Date(date.getTime() + 1000 * utcOffset(date, timeZone));
  return [local.getUTCFullYear(), local.getUTCMonth() + 1];
}
