import { isSameSite } from "../listing/listed-address.ts";

/** The number of a page in its address. */
interface PageNumber {
  readonly number: number;
  /** The first page has a number at the same place, so this may also be the number of another article. */
  readonly isReplaced: boolean;
}

/** An address without the number that it may have. */
interface NumberedAddress {
  readonly key: string;
  /** Absent if any may stand there. */
  readonly extension: string;
  readonly number?: number;
}

const EXTENSION = /\.[a-z]\w{1,5}$/i;
const INDEX_FILE = /\/(?:index|default)$/i;
const NUMBER_OF_INDEX = /^(?<stem>.*)\/(?:index|default)[-_]?(?<number>\d{1,3})$/i;
const NUMBER_AT_END = /^(?<stem>.*[^/])(?:[-_,.]p?|\/(?:page[-_/]?|p)?)(?<number>\d{1,3})$/i;
const PARAMETER =
  /^(?:p|pg|pn|part|paged|(?:cur|curr|current|the|n)?_?page_?(?:no|nums?|number|index|id)?)$/i;
/** A folder or name without extension such as `/theory/` is that of a column. */
const ARTICLE_NAME = /[\d_-][^/?]*\?/;
/** What stands for the number of a page in the address of a whole article. */
const ONE_PAGE = /^[-_./]?(?:all|full|0|whole|single|onepage)$/i;
/** The number of the first page is 1, or 0 where pages are counted from 0. */
const MAX_FIRST_NUMBER = 1;

/** Returns the number that the address of a further page has and that of the first page has not, or has as 0 or 1. */
export function pageNumberIn(address: string, first: string): PageNumber | undefined {
  if (!isSameSite(address, first)) return undefined;
  const [whole, ...numbered] = readings(first);
  for (const { key, extension, number } of readings(address)) {
    if (number === undefined) continue;
    const isSame = (other: NumberedAddress) => other.key === key && [extension, ""].includes(other.extension);
    if (whole && isSame(whole) && isNumbered(whole)) return { number, isReplaced: false };
    const replaced = numbered.find((one) => isSame(one) && (one.number ?? 2) <= MAX_FIRST_NUMBER);
    if (replaced?.number !== undefined && number > replaced.number)
      return { number: number - replaced.number + 1, isReplaced: true };
  }
  return undefined;
}

/** Tells whether an address is one of the article at `first`, in one page or several. */
export function isOfArticle(address: string, first: string): boolean {
  const [one, other] = [new URL(address), new URL(first)];
  if (!isSameSite(address, first) || address === first) return false;
  const stem = (path: string) => path.replace(/\/$/, "").replace(EXTENSION, "");
  if (stem(one.pathname) === stem(other.pathname))
    return [...other.searchParams].every(([name, value]) => one.searchParams.get(name) === value);
  return readings(first).some(({ key }) => {
    const base = key.slice(0, key.indexOf("?"));
    return (
      /\d/.test(base) && one.pathname.startsWith(base) && ONE_PAGE.test(stem(one.pathname).slice(base.length))
    );
  });
}

/** Returns an address without the number of its page: as if it had none, and for each place where it may have one. */
function readings(address: string): NumberedAddress[] {
  const { pathname, searchParams } = new URL(address);
  const extension = EXTENSION.exec(pathname)?.[0] ?? "";
  const path = pathname.slice(0, pathname.length - extension.length).replace(/(?<=.)\/$/, "");
  const query = [...searchParams];
  const key = (stem: string, parameters: typeof query) => {
    const texts = parameters.map((parameter) => parameter.join("=")).sort();
    return `${stem.replace(INDEX_FILE, "")}?${texts.join("&")}`;
  };
  const numbered = [NUMBER_OF_INDEX, NUMBER_AT_END].flatMap((pattern) => {
    const { stem, number } = pattern.exec(path)?.groups ?? {};
    if (stem === undefined) return [];
    const ownExtension = pattern === NUMBER_OF_INDEX ? "" : extension;
    return { key: key(stem, query), extension: ownExtension, number: Number(number) };
  });
  const inQuery = query.flatMap(([name, value]) => {
    if (!PARAMETER.test(name) || !/^\d{1,3}$/.test(value)) return [];
    const others = query.filter(([other]) => other !== name);
    return { key: key(path, others), extension, number: Number(value) };
  });
  // An index file stands for its folder.
  const whole = { key: key(path, query), extension: INDEX_FILE.test(path) ? "" : extension };
  return [whole, ...numbered, ...inQuery];
}

/** Tells whether an address with a number added can be that of a further page, and not of one of a list. */
function isNumbered({ key, extension }: NumberedAddress): boolean {
  return extension !== "" || !key.endsWith("?") || ARTICLE_NAME.test(key);
}
