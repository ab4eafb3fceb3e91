import type { Person } from "../../domain/article.ts";
import { type BodyBlock, lineOf } from "./body-blocks.ts";
import { byline } from "./byline.ts";
import { LABELS } from "./labels.ts";
import { pageDate } from "./page-date.ts";

/** What is known of an article before its body is cut to it. */
export interface KnownFacts {
  readonly title: string;
  readonly authors?: readonly Person[];
  readonly editors?: readonly Person[];
  readonly source?: { readonly name: string };
  readonly url: string | undefined;
}

const LABEL = new RegExp(Object.values(LABELS).join("|"), "g");
const DATE = /\d{4}(?:[-/.年]\d{1,2}){2}日?|\d{1,2}(?::\d{2}){1,2}/g;
/** Longer than what any page says of an article before it begins. */
const LONGEST = 200;

/** Tells whether `block` says above a body what has fields of its own: its title, its date and who made it. */
export function isBodyHead(block: BodyBlock, known: KnownFacts): boolean {
  if (block.name === "time") return true;
  const line = lineOf(block);
  if (block.hasMedia || line.length > LONGEST) return false;
  if (line === known.title || saysOnly(line, known)) return true;

  const { authors, editors, source, rest } = byline(line);
  const isLabelled = authors.length + editors.length + (source ? 1 : 0) > 0;
  const isDated = pageDate(line, "UTC") !== undefined && line.length < 80 && !/[。！？]/.test(line);
  return (isLabelled && rest.length < 60) || (isDated && rest.length < 40);
}

/** A line of names that are known, with what labels them and the date. */
function saysOnly(line: string, { authors = [], editors = [], source }: KnownFacts): boolean {
  const names = [...authors, ...editors, ...(source ? [source] : [])].map(({ name }) => bare(name));
  const nameless = names.reduce((rest, name) => rest.replaceAll(name, ""), bare(line));
  return nameless !== bare(line) && /^[\p{P}\p{S}]*$/u.test(nameless.replace(DATE, "").replace(LABEL, ""));
}

function bare(text: string): string {
  return text.replace(/\s/g, "");
}
