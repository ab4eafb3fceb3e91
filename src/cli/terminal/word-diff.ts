import { diffArrays } from "diff";
import { graphemesOf } from "../../domain/graphemes.ts";

/** A change of one field. */
interface Change {
  readonly field: string;
  /** Absent where there was no such field. */
  readonly before?: unknown;
  readonly after: unknown;
}

/** How removed and added text are colored, besides their signs. */
export interface Marks {
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
}

/** How many characters of unchanged text are shown on each side of a change. */
const CONTEXT_LENGTH = 16;

/** How many characters of a new text are shown. */
const PREVIEW_LENGTH = 100;

/** Texts whose comparison takes longer are shown as one removed and one added. */
const TIMEOUT_MS = 500;

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** Formats `change` on one line, with removed words as `[-…-]` and added ones as `{+…+}`, like a word diff of git. */
export function wordDiff({ field, before, after }: Change, { red, green }: Marks): string {
  const added = (text: string) => green(`{+${text}+}`);
  const removed = (text: string) => red(`[-${text}-]`);
  if (before === undefined) return `${field}: ${added(preview(formatValue(after)))}`;

  const parts = diffArrays(wordsOf(formatValue(before)), wordsOf(formatValue(after)), {
    timeout: TIMEOUT_MS,
  });
  if (!parts)
    return `${field}: ${removed(preview(formatValue(before)))}${added(preview(formatValue(after)))}`;
  const shown = parts.map((part, index) => {
    const text = part.value.join("");
    if (part.added) return added(text);
    if (part.removed) return removed(text);
    return shortenUnchanged(text, { isFirst: index === 0, isLast: index === parts.length - 1 });
  });
  return `${field}: ${shown.join("")}`;
}

/** Formats lists and people as an operator would write them. */
function formatValue(value: unknown): string {
  if (Array.isArray(value)) return value.map(formatValue).join(", ");
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object" && value !== null) return Object.values(value).map(formatValue).join(" ");
  return String(value).replace(/\p{Cc}+/gu, " ");
}

/** Chinese has no spaces between words. */
function wordsOf(text: string): string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

function preview(text: string): string {
  const characters = graphemesOf(text);
  return characters.length <= PREVIEW_LENGTH
    ? text
    : `${characters.slice(0, PREVIEW_LENGTH).join("")}… (${characters.length} characters)`;
}

function shortenUnchanged(text: string, { isFirst, isLast }: { isFirst: boolean; isLast: boolean }): string {
  const characters = graphemesOf(text);
  if (characters.length <= 2 * CONTEXT_LENGTH) return text;
  const start = isFirst ? "" : characters.slice(0, CONTEXT_LENGTH).join("");
  const end = isLast ? "" : characters.slice(-CONTEXT_LENGTH).join("");
  return `${start}…${end}`;
}
