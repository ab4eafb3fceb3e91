import { parse } from "yaml";
import type { Person } from "../../domain/article.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { UserError } from "../../operator/user-error.ts";

/** What stands above a Markdown text, asked for by any of a field's names. */
export interface FrontMatter {
  text(...names: readonly string[]): string | undefined;
  texts(...names: readonly string[]): readonly string[];
  people(...names: readonly string[]): readonly Person[];
}

// Each character is looked at once: the end is found by its line, not by trying.
const BEGINNING = /^\uFEFF?\s*---[^\S\n]*\r?\n/;
const END = /^(?:---|\.\.\.)[^\S\n]*(?:\r?\n|$)/m;
/** What parts the names in one line. */
const BETWEEN = /\s*[、;；]\s*/;

/** Returns the front matter of `document` and the text below it. @throws {UserError} when it is no YAML */
export function frontMatter(document: string): { readonly matter: FrontMatter; readonly body: string } {
  const beginning = BEGINNING.exec(document)?.[0];
  const rest = document.slice(beginning?.length ?? 0);
  const end = beginning === undefined ? null : END.exec(rest);
  if (!end) return { matter: asked({}), body: document.replace(/^\uFEFF/, "") };

  let fields: unknown;
  try {
    // By this schema every value is text, as it is written: a date stays a date and `no` stays no.
    fields = parse(rest.slice(0, end.index), { schema: "failsafe", logLevel: "error" });
  } catch (error) {
    const [reason = ""] = error instanceof Error ? error.message.split("\n") : [];
    throw new UserError(`Has front matter that is not YAML: ${reason.replace(/:$/, "")}; correct it`);
  }
  const known = typeof fields === "object" && fields !== null && !Array.isArray(fields) ? fields : {};
  return { matter: asked(known), body: rest.slice(end.index + end[0].length) };
}

function asked(fields: object): FrontMatter {
  const lowered = new Map(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]));
  const ask = (names: readonly string[]): unknown => names.map((name) => lowered.get(name)).find(isSaid);
  return {
    text: (...names) => textOf(ask(names)),
    texts: (...names) => listOf(ask(names), /\s*[,，、;；]\s*/).flatMap((value) => textOf(value) ?? []),
    people: (...names) => listOf(ask(names), BETWEEN).flatMap(personOf),
  };
}

function listOf(value: unknown, between: RegExp): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === "string" ? value.split(between) : [value];
}

function personOf(value: unknown): Person[] {
  if (typeof value !== "object" || value === null) {
    const name = textOf(value);
    return name === undefined ? [] : [{ name }];
  }
  const { name, about, url } = value as { name?: unknown; about?: unknown; url?: unknown };
  const printed = textOf(name);
  return printed === undefined
    ? []
    : [omitUndefined<Person>({ name: printed, about: textOf(about), url: textOf(url) })];
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}
