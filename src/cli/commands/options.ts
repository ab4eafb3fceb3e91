import { InvalidArgumentError } from "commander";
import { formatInstant } from "../../domain/format-instant.ts";
import { toUri } from "../../domain/uri.ts";
import { parseDate } from "../../importer/parse-date.ts";
import { UserError } from "../../operator/user-error.ts";
import { storeDocument } from "../../store/json-file/store-document.ts";
import { fieldProblem } from "./field-problem.ts";

/** How help says what a date may look like. */
export const DATE_FORMS = "such as 2020-11-26T08:27:11+08:00, or 2020-11-26 08:27 in the site's time zone";

/** Gathers the values of an option that may be repeated. @throws {InvalidArgumentError} when one says nothing */
export function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  if (value.trim() === "") throw new InvalidArgumentError("It cannot be empty.");
  return [...earlier, value.trim()];
}

const { articles, columns } = storeDocument.shape;

/** The texts that an operator gives: those of an article, and what a column holds. */
const TEXTS = { ...articles.element.shape, description: columns.element.shape.description };

/** Returns what reads a text as the store's check takes it. */
export function textOption(
  field: "title" | "summary" | "language" | "description",
): (text: string) => string {
  return (text) => {
    const value = text.trim();
    if (value === "") throw new InvalidArgumentError(`A ${field} cannot be empty.`);
    const problem = fieldProblem(TEXTS[field], value);
    if (problem !== undefined) throw new InvalidArgumentError(`Please ${problem}.`);
    return value;
  };
}

/** Returns `text` where it states a date. @throws {InvalidArgumentError} */
export function dateOption(text: string): string {
  if (parseDate(text, "UTC")) return text;
  throw new InvalidArgumentError(`Write a date ${DATE_FORMS}.`);
}

/** Returns a date that an operator wrote, in RFC 3339. @throws {UserError} when it is none */
export function publishedOption(text: string, timeZone: string): string {
  const instant = parseDate(text, timeZone);
  if (instant) return formatInstant(instant, timeZone);
  throw new UserError(`Found the date "${text}"; write one ${DATE_FORMS}`);
}

/** Returns an address as the store writes it. @throws {InvalidArgumentError} */
export function addressOption(text: string): string {
  if (isOfTheWeb(text)) return toUri(text);
  throw new InvalidArgumentError("Write an absolute http or https address.");
}

/** Returns a scheme and host, without the slash behind them. @throws {InvalidArgumentError} */
export function originOption(text: string): string {
  if (isOfTheWeb(text)) {
    const { origin, href } = new URL(text);
    if (href === `${origin}/`) return origin;
  }
  throw new InvalidArgumentError("Write a scheme and host alone, such as https://feeds.example.");
}

/** Returns what reads a whole number from 1 to `most`. */
export function numberOption(most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (Number.isInteger(number) && number > 0 && number <= most) return number;
    throw new InvalidArgumentError(`Write a whole number from 1 to ${most}.`);
  };
}

function isOfTheWeb(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}
