import { diffArrays } from "diff";
import type { FieldChange } from "../../importer/matching/field-changes.ts";

/** How what goes and what comes are marked, besides their signs. */
export interface Marks {
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
}

/** What is kept of text that did not change, on each side of what did. */
const CONTEXT = 16;

/** What is shown of a text that is new as a whole. */
const GLANCE = 100;

/** Texts that have less in common than this can tell in half a second are shown as two. */
const PATIENCE = 500;

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** Returns `change` in a line: what goes as `[-…-]`, what comes as `{+…+}`, as in a word diff of git. */
export function difference({ field, before, after }: FieldChange, { red, green }: Marks): string {
  const came = (text: string) => green(`{+${text}+}`);
  const went = (text: string) => red(`[-${text}-]`);
  if (before === undefined) return `${field}: ${came(glance(written(after)))}`;

  const parts = diffArrays(wordsOf(written(before)), wordsOf(written(after)), { timeout: PATIENCE });
  if (!parts) return `${field}: ${went(glance(written(before)))}${came(glance(written(after)))}`;
  const shown = parts.map(({ value, added, removed }, index) => {
    const text = value.join("");
    if (added) return came(text);
    if (removed) return went(text);
    return surrounding(text, { isFirst: index === 0, isLast: index === parts.length - 1 });
  });
  return `${field}: ${shown.join("")}`;
}

/** Lists and people as an operator would write them. */
function written(value: unknown): string {
  if (Array.isArray(value)) return value.map(written).join(", ");
  if (typeof value === "object" && value !== null) return Object.values(value).map(written).join(" ");
  return String(value).replace(/\p{Cc}+/gu, " ");
}

/** Chinese has no spaces between words. */
function wordsOf(text: string): string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

function glance(text: string): string {
  const letters = [...text];
  return letters.length <= GLANCE
    ? text
    : `${letters.slice(0, GLANCE).join("")}… (${letters.length} letters)`;
}

function surrounding(text: string, { isFirst, isLast }: { isFirst: boolean; isLast: boolean }): string {
  const letters = [...text];
  if (letters.length <= 2 * CONTEXT) return text;
  const head = isFirst ? "" : letters.slice(0, CONTEXT).join("");
  const tail = isLast ? "" : letters.slice(-CONTEXT).join("");
  return `${head}…${tail}`;
}
