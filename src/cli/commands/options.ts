import { InvalidArgumentError } from "commander";
import { parseSlug, type Slug } from "../../domain/slug.ts";
import { toUri } from "../../domain/uri.ts";
import { parseDate } from "../../importer/parse-date.ts";
import { UserError } from "../../operator/user-error.ts";
import { FIELDS, fieldProblem } from "../../store/json-file/store-document.ts";

/** Describes in help how a date is written. */
export const DATE_FORMS = "such as 2020-11-26T08:27:11+08:00, or 2020-11-26 08:27 in the site's time zone";

/** Collects the values of an option that may be repeated. @throws {InvalidArgumentError} if one is empty */
export function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  if (value.trim() === "") throw new InvalidArgumentError("It cannot be empty.");
  return [...earlier, value.trim()];
}

/** Collects names and tags, as the store's check accepts them. @throws {InvalidArgumentError} if it does not */
export function collectNames(value: string, earlier: readonly string[] = []): readonly string[] {
  const names = collect(value, earlier);
  const problem = fieldProblem(FIELDS.article.tags, names);
  if (problem !== undefined) throw new InvalidArgumentError(`Please ${problem}.`);
  return names;
}

const { title, summary, language } = FIELDS.article;
const TEXTS = { title, summary, language, description: FIELDS.column.description };

/** Returns a parser of an option that is the text of a field, as the store's check accepts it. */
export function textOption(field: keyof typeof TEXTS): (text: string) => string {
  return (text) => {
    const value = text.trim();
    if (value === "") throw new InvalidArgumentError(`A ${field} cannot be empty.`);
    const problem = fieldProblem(TEXTS[field], value);
    if (problem !== undefined) throw new InvalidArgumentError(`Please ${problem}.`);
    return value;
  };
}

/** Parses the slug of something new. @throws {InvalidArgumentError} if it is not one */
export function slugOption(text: string): Slug {
  const slug = parseSlug(text);
  if (slug !== undefined && text.length <= 64) return slug;
  throw new InvalidArgumentError("Write lower-case letters and digits, joined by hyphens, 64 at most.");
}

/** Returns `text` if it is a date. @throws {InvalidArgumentError} if it is not */
export function dateOption(text: string): string {
  if (parseDate(text, "UTC")) return text;
  throw new InvalidArgumentError(`Write a date ${DATE_FORMS}.`);
}

/** Parses a date that an operator wrote, without an offset in `timeZone`. @throws {UserError} if it is not one */
export function publishedOption(text: string, timeZone: string): Date {
  const instant = parseDate(text, timeZone);
  if (instant) return instant;
  throw new UserError(`Found the date "${text}"; write one ${DATE_FORMS}`);
}

/** Parses an address of the web; returns it as a URI. @throws {InvalidArgumentError} if it is not one */
export function addressOption(text: string): string {
  if (isWebAddress(text)) return toUri(text);
  throw new InvalidArgumentError("Write an absolute http or https address.");
}

/** Parses the address of a source; returns it as a URI without a fragment. @throws {InvalidArgumentError} if it is not one */
export function sourceAddressOption(text: string): string {
  const address = addressOption(text.trim()).replace(/#.*$/s, "");
  const { username, password } = new URL(address);
  if (username === "" && password === "") return address;
  throw new InvalidArgumentError("Write an address without a user name or password.");
}

/** Parses an origin; returns it without a slash at the end. @throws {InvalidArgumentError} if it is not one */
export function originOption(text: string): string {
  if (isWebAddress(text)) {
    const { origin, href } = new URL(text);
    if (href === `${origin}/`) return origin;
  }
  throw new InvalidArgumentError("Write a scheme and host alone, such as https://feeds.example.");
}

/** Returns `text` if it is a path of this host, with or without a query. @throws {InvalidArgumentError} if it is not */
export function pathOption(text: string): string {
  const problem = fieldProblem(FIELDS.redirect.from, text);
  if (problem === undefined) return text;
  throw new InvalidArgumentError(`Please ${problem}.`);
}

/** Returns a parser of a whole number from 1 to `maximum`. */
export function numberOption(maximum: number, minimum = 1): (text: string) => number {
  return (text) => {
    const number = text.trim() === "" ? Number.NaN : Number(text);
    if (Number.isInteger(number) && number >= minimum && number <= maximum) return number;
    throw new InvalidArgumentError(`Write a whole number from ${minimum} to ${maximum}.`);
  };
}

/** Returns `text` without the spaces around it. @throws {InvalidArgumentError} if it is empty or has several lines */
export function lineOption(text: string): string {
  const line = text.trim();
  if (line === "" || /[\n\r]/.test(line)) throw new InvalidArgumentError("Write it on one line.");
  return line;
}

/** Parses how many requests a second are sent; `off` is no limit. @throws {InvalidArgumentError} */
export function rateOption(text: string): number {
  if (text === "off") return Number.POSITIVE_INFINITY;
  const rate = Number(text);
  if (rate >= 0.01 && rate <= 1000) return rate;
  throw new InvalidArgumentError('Write a number of requests a second, such as 1 or 0.2, or "off".');
}

const UNITS_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Parses a duration such as `30m` or `6h` as milliseconds. @throws {InvalidArgumentError} */
export function durationOption(text: string): number {
  const [, number = "", unit = ""] = /^(\d{1,6})\s?([smhd])$/.exec(text) ?? [];
  const duration = Number(number) * (UNITS_MS[unit] ?? Number.NaN);
  // Timers hold at most 2^31 - 1 milliseconds.
  if (duration >= 1000 && duration <= 20 * 86_400_000) return duration;
  throw new InvalidArgumentError("Write a number and a unit, such as 30m, 6h or 1d, at most 20d.");
}

function isWebAddress(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}
