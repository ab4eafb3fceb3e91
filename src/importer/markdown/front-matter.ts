import { parse } from "yaml";
import type { Person } from "../../domain/article.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { UserError } from "../../operator/user-error.ts";
import type { StatedImage } from "../article-image.ts";

/** The fields above a Markdown text. Each is looked up by several names, in any case; the first with a value is used. */
export interface FrontMatter {
  text(...names: readonly string[]): string | undefined;
  texts(...names: readonly string[]): readonly string[];
  people(...names: readonly string[]): readonly Person[];
  /** Returns a picture: its address, or a map with it. */
  image(...names: readonly string[]): StatedImage;
}

// The end is found by its line alone, in linear time.
const START = /^\uFEFF?\s*---[^\S\n]*\r?\n/;
const END = /^(?:---|\.\.\.)[^\S\n]*(?:\r?\n|$)/m;
const TEXT_SEPARATOR = /\s*[,，、;；]\s*/;
/** A name may contain a comma. */
const NAME_SEPARATOR = /\s*[、;；]\s*/;

/** Splits a Markdown document into its YAML front matter and its text. @throws {UserError} if the YAML is invalid */
export function parseFrontMatter(document: string): { readonly matter: FrontMatter; readonly body: string } {
  const start = START.exec(document)?.[0];
  const rest = document.slice(start?.length ?? 0);
  const end = start === undefined ? null : END.exec(rest);
  if (!end) return { matter: frontMatter({}), body: document.replace(/^\uFEFF/, "") };

  let fields: unknown;
  try {
    // In this schema every value is a string, as it is written: dates and `no` are not converted.
    fields = parse(rest.slice(0, end.index), { schema: "failsafe", logLevel: "error" });
  } catch (error) {
    const [reason = ""] = error instanceof Error ? error.message.split("\n") : [];
    throw new UserError(`Has front matter that is not YAML: ${reason.replace(/:$/, "")}; correct it`);
  }
  const isMap = typeof fields === "object" && fields !== null && !Array.isArray(fields);
  return { matter: frontMatter(isMap && fields ? fields : {}), body: rest.slice(end.index + end[0].length) };
}

function frontMatter(fields: object): FrontMatter {
  const byName = new Map<string, unknown>(
    Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const find = (names: readonly string[]): unknown => names.map((name) => byName.get(name)).find(hasValue);
  return {
    text: (...names) => fieldText(find(names)),
    texts: (...names) => listItems(find(names), TEXT_SEPARATOR).flatMap((value) => fieldText(value) ?? []),
    people: (...names) => listItems(find(names), NAME_SEPARATOR).flatMap(fieldPerson),
    image: (...names) => fieldImage(find(names)),
  };
}

function listItems(value: unknown, separator: RegExp): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === "string" ? value.split(separator) : [value];
}

/** Returns the person that a field value is: a name, or a map with a name. */
function fieldPerson(value: unknown): Person[] {
  if (typeof value !== "object" || value === null) {
    const name = fieldText(value);
    return name === undefined ? [] : [{ name }];
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  const name = fieldText(fields.get("name"));
  if (name === undefined) return [];
  const [about, url] = [fieldText(fields.get("about")), fieldText(fields.get("url"))];
  return [omitUndefined<Person>({ name, about, url })];
}

function fieldImage(value: unknown): StatedImage {
  if (typeof value !== "object" || value === null) return { url: fieldText(value) };
  const fields = new Map<string, unknown>(Object.entries(value));
  const [url, width, height, type, alt] = ["url", "width", "height", "type", "alt"].map((name) =>
    fieldText(fields.get(name)),
  );
  return { url, width, height, type, alt };
}

function hasValue(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

function fieldText(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}
