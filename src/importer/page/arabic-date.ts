const DIGITS = "〇一二三四五六七八九";
const DATE =
  /(?<year>[〇○零一二三四五六七八九]{4})\s?年\s?(?<month>[一二三四五六七八九十]{1,2})\s?月\s?(?<day>[一二三四五六七八九十]{1,3})\s?(?=[日号])/g;

/** Returns `text` with dates in the numerals of Chinese (`二〇二〇年十一月二十六日`) in those of Arabic. */
export function arabicDate(text: string): string {
  return text.replace(DATE, (...match) => {
    const { year, month, day } = match.at(-1) as { year: string; month: string; day: string };
    const [months, days] = [count(month), count(day)];
    return months === undefined || days === undefined
      ? match[0]
      : `${[...year].map(digit).join("")}年${months}月${days}`;
  });
}

function digit(sign: string): number {
  return Math.max(DIGITS.indexOf(sign), 0);
}

/** What `number`, up to 99, counts: `十一`, `二十`, `二十六`; nothing when no one counts so. */
function count(number: string): number | undefined {
  const read = /^(?:(?<tens>[二三四五六七八九])?(?<ten>十))?(?<ones>[一二三四五六七八九])?$/.exec(
    number,
  )?.groups;
  if (!read) return undefined;
  const tens = read.ten ? digit(read.tens ?? "一") : 0;
  return 10 * tens + digit(read.ones ?? "〇");
}
