import { InvalidArgumentError } from "commander";
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
export function numberOption(maximum: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (Number.isInteger(number) && number > 0 && number <= maximum) return number;
    throw new InvalidArgumentError(`Write a whole number from 1 to ${maximum}.`);
  };
}

function isWebAddress(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}
