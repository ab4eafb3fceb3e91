import type { Person } from "../../domain/article.ts";
import { type ClosingLine, closingLine } from "./closing-line.ts";
import { LABELS } from "./labels.ts";

/** What one line of a page says of who made it, and what else is in it. */
export interface Byline extends ClosingLine {
  readonly editors: readonly Person[];
  readonly source?: string;
  /** The line without all that. */
  readonly rest: string;
}

const ANY = Object.values(LABELS).join("|");
const LABELLED = new RegExp(
  `[【\\[(（<《]?\\s*(?:(?<source>${LABELS.source})|(?<editor>${LABELS.editor})|(?<author>${LABELS.author}))\\s*[:：]\\s*` +
    `(?<value>(?:(?!\\s*[【\\[]?\\s*(?:${ANY})\\s*[:：]|\\s{3,}|\\t|[|｜】\\]]|(?:19|20)\\d{2}\\s*[-年/.]|\\s(?:字号|打印|分享|我有话说)).)*)[】\\]]?`,
  "gs",
);
/** A paragraph is no byline, and patterns of labels are slow to find that out. */
const LONGEST = 400;
/** What every line has that says anything of them. */
const SIGN = /[:：]|作者/;
const NOBODY = /^(?:佚名|未知|不详|网络|无|匿名)$/;

/** Returns what `line` says of its authors, editors and source: `来源：`, `作者：`, `责任编辑：`, `(作者系…)`. */
export function byline(line: string): Byline {
  if (line.length > LONGEST || !SIGN.test(line)) return { authors: [], editors: [], rest: line.trim() };
  const closing = closingLine(line);
  if (closing) return { ...closing, editors: [], rest: "" };

  const found: Record<"source" | "editor" | "author", string[]> = { source: [], editor: [], author: [] };
  const rest = line.replace(LABELLED, (...match) => {
    const groups = match.at(-1) as Record<string, string | undefined>;
    const value = unbracketed((groups.value ?? "").trim());
    for (const label of ["source", "editor", "author"] as const) if (groups[label]) found[label].push(value);
    return " ";
  });
  const source = found.source.find((name) => /[^\p{P}\p{S}\s]/u.test(name));
  return {
    authors: found.author.flatMap(people),
    editors: found.editor.flatMap(people),
    ...(source && { source }),
    rest: rest.trim(),
  };
}

/** A bracket that closes what the line opened before the label: `(责编：王一)`. */
function unbracketed(value: string): string {
  const isOpen = /[(（<《]/.test(value);
  return isOpen ? value : value.replace(/[)）>》\s]+$/, "");
}

/** The people whom a list names, each with what stands in brackets behind the name. */
function people(list: string): Person[] {
  return (list.match(/(?:[(（][^)）]*[)）]?|[^、,，;；\n(（])+/g) ?? [])
    .flatMap((part) =>
      part.split(/[\s\u3000]+(?![(（])(?=[^)）]*(?:[(（]|$))/).reduce<string[]>(joinedNames, []),
    )
    .map((part) => /^(?<name>[^(（]+?)\s*(?:[(（](?<about>.*?)[)）]?)?$/s.exec(part.trim())?.groups)
    .filter((person) => person !== undefined)
    .map(({ name = "", about }) => ({ name, ...(about && { about }) }))
    .filter(({ name }) => name.length <= 40 && !NOBODY.test(name) && /\p{L}/u.test(name));
}

/** Names of two characters are set with a space between them: `张　三` is one name; Latin names have their own. */
function joinedNames(parts: string[], part: string): string[] {
  const last = parts.at(-1);
  if (part === "") return parts;
  if (last === undefined) return [part];
  const isHalves = [last, part].every((half) => /^\p{Script=Han}$/u.test(half));
  const isLatin =
    /^[\p{Script=Latin}.' -]+$/u.test(last) && /^[\p{Script=Latin}.'-]+(?:\s*[(（].*)?$/u.test(part);
  if (isHalves) return [...parts.slice(0, -1), `${last}${part}`];
  return isLatin ? [...parts.slice(0, -1), `${last} ${part}`] : [...parts, part];
}
