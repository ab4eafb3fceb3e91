import { InvalidArgumentError } from "commander";
import { pageDate } from "./import/page/page-date.ts";
import { Refusal } from "./refusal.ts";
import { siteInstant } from "./site-instant.ts";

/** Gathers the values of an option that may be repeated. */
export function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}

/** Returns a date that an operator wrote, in RFC 3339. @throws {Refusal} when it is none */
export function publishedOption(text: string, timeZone: string): string {
  const instant = pageDate(text, timeZone);
  if (instant) return siteInstant(instant, timeZone);
  throw new Refusal(
    `Found the date "${text}"; write one such as 2020-11-26T08:27:11+08:00 or "2020-11-26 08:27"`,
  );
}

/** Returns a whole number above zero. */
export function sizeOption(text: string): number {
  const size = Number(text);
  if (Number.isInteger(size) && size > 0) return size;
  throw new InvalidArgumentError("Write a whole number above zero.");
}
