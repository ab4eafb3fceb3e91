/** A time on a clock, and the offset of the clock from UTC if it is stated. */
interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** What stands behind it. */
  readonly rest: string;
}

/** The zones of RFC 822 §5.1 and others that mean one offset, in hours ahead of UTC. */
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
  hkt: 8,
  sgt: 8,
  jst: 9,
  kst: 9,
  cet: 1,
  cest: 2,
  msk: 3,
};
const CHINA_OFFSET_MINUTES = 8 * 60;

const TIME =
  /^(?:[tT]|[\s,，]*(?:at\s+)?)(?<half>上午|早上|早|清晨|凌晨|中午|下午|傍晚|晚上?|午前|午後)?\s*(?<hour>\d{1,2})(?:\s?[:时点時點]\s?(?<minute>\d{1,2})|\s?[时点時點](?!\s?\d))(?:分?(?:(?<=\d)\s?[:]|(?<=分))\s?(?<second>\d{1,2})(?:[.,]\d+)?秒?)?分?(?!\d)(?:\s*(?:(?<noon>[ap])\.?m\b\.?|(?<behind>上午|下午)))?(?<rest>.*)/is;
const OFFSET = new RegExp(
  "^\\s*(?:(?:UTC|GMT)\\s?(?<sign>[+-])(?<hours>\\d{1,2})(?![\\d:])|" +
    "(?:(?:UTC|GMT)\\s?)?(?<east>[+-])(?<long>\\d{2}):?(?<minutes>\\d{2})?(?!\\d)|" +
    `(?<zone>${Object.keys(ZONES).join("|")})\\b)`,
  "i",
);

/** Parses the time at the beginning of `text`, such as `T08:27:11`, `8:27 PM` or `上午8时27分`. */
export function parseTimeOfDay(text: string): TimeOfDay | undefined {
  const found = TIME.exec(text)?.groups;
  if (!found) return undefined;
  const half = (found.half ?? found.behind ?? found.noon ?? "").toLowerCase();
  return {
    hour: hourOfDay(Number(found.hour), half),
    minute: Number(found.minute ?? 0),
    second: Number(found.second ?? 0),
    rest: found.rest ?? "",
  };
}

/**
 * Returns the offset from UTC at the beginning of `text`, in minutes, or `undefined` if there is none. `CST` is China
 * Standard Time if `isChinese()`, and else Central Standard Time (RFC 822 §5.1).
 */
export function parseOffset(text: string, isChinese: () => boolean): number | undefined {
  const found = OFFSET.exec(text)?.groups;
  if (!found) return undefined;
  const zone = found.zone?.toLowerCase();
  if (zone === "cst" && isChinese()) return CHINA_OFFSET_MINUTES;
  if (zone !== undefined) return 60 * (ZONES[zone] ?? 0);
  const minutes = 60 * Number(found.hours ?? found.long) + Number(found.minutes ?? 0);
  return (found.sign ?? found.east) === "-" ? -minutes : minutes;
}

function hourOfDay(hour: number, half: string): number {
  if (/^(?:p|下午|傍晚|晚|午後)/.test(half) && hour < 12) return hour + 12;
  if (/^(?:a|上午|凌晨|午前)/.test(half) && hour === 12) return 0;
  return hour;
}
