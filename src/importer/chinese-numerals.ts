const DIGITS = "〇一二三四五六七八九";
const NUMERAL = "〇○零一二三四五六七八九十百";
const DATE = new RegExp(
  `(?:([〇○零一二三四五六七八九]{4})|(?<=民[国國]\\s?)([${NUMERAL}]{1,5}))\\s?年\\s?` +
    "([一二三四五六七八九十]{1,2})\\s?月\\s?([一二三四五六七八九十]{1,3})\\s?(?=[日号])",
  "g",
);
const NUMBER =
  /^(?:(?<hundred>一百)零?)?(?:(?<tens>[一二三四五六七八九])?(?<ten>十))?(?<ones>[一二三四五六七八九])?$/;

/**
 * Replaces dates in Chinese numerals (`二〇二〇年十一月二十六日`, `民国一百零九年…`) by the same in Arabic numerals;
 * others stay as they are.
 */
export function withArabicNumerals(text: string): string {
  return text.replace(DATE, (match, year = "", eraYear = "", month = "", day = "") => {
    const years = year === "" ? (parseChineseNumber(eraYear) ?? digitsOf(eraYear)) : digitsOf(year);
    const [months, days] = [parseChineseNumber(month), parseChineseNumber(day)];
    return years === undefined || months === undefined || days === undefined
      ? match
      : `${years}年${months}月${days}`;
  });
}

/** Parses a number up to 199 (`十一`, `二十六`, `一百零九`); returns `undefined` if it is not one. */
export function parseChineseNumber(text: string): number | undefined {
  const found = text === "" ? undefined : NUMBER.exec(text.replace(/[〇○]/g, "零"))?.groups;
  if (!found) return undefined;
  const tens = found.ten ? digit(found.tens ?? "一") : 0;
  return (found.hundred ? 100 : 0) + 10 * tens + digit(found.ones ?? "〇");
}

/** Returns the digits of a number that is written digit by digit: `二〇二〇`, `一〇九`. */
function digitsOf(text: string): string | undefined {
  return /[十百]/.test(text) ? undefined : [...text].map(digit).join("");
}

function digit(character: string): number {
  return Math.max(DIGITS.indexOf(character), 0);
}
