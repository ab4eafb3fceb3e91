import { elementsIn, type HtmlElement, type HtmlNode } from "./nodes.ts";
import type { TextEdit } from "./text-edits.ts";

/** The level of an article's highest heading on its page, where the title is `h1`. */
const HIGHEST_LEVEL = 2;
const LOWEST_LEVEL = 6;

/**
 * Returns the edits that put headings on the levels below the page's own, without gaps, whichever levels the
 * author used: people who navigate by headings find the article's among the page's (WCAG 1.3.1).
 */
export function headingEdits(nodes: readonly HtmlNode[]): TextEdit[] {
  // A parser moves what is nested wrongly, so the order of the tree is not always that of the text.
  const headings = [...elementsIn(nodes)].flatMap(findHeading).sort((a, b) => a.start - b.start);
  const levels = consecutiveLevels(headings.map(({ level }) => level));
  return headings.flatMap(({ offsets }, index) =>
    offsets.map((offset) => ({ from: offset, to: offset + 1, text: String(levels[index]) })),
  );
}

interface Heading {
  readonly level: number;
  readonly start: number;
  /** Where the digit stands in its start tag and its end tag. */
  readonly offsets: readonly number[];
}

function findHeading({ tagName, sourceCodeLocation }: HtmlElement): Heading[] {
  const { startTag, endTag } = sourceCodeLocation ?? {};
  if (!/^h[1-6]$/.test(tagName) || !startTag) return [];
  const offsets = [
    startTag.startOffset + "<h".length,
    ...(endTag ? [endTag.startOffset + "</h".length] : []),
  ];
  return [{ level: Number(tagName.slice(1)), start: startTag.startOffset, offsets }];
}

/** Returns a level for each heading: at most one below the heading that it is under. */
function consecutiveLevels(levels: readonly number[]): number[] {
  const open: { readonly original: number; readonly level: number }[] = [];
  return levels.map((original) => {
    while ((open.at(-1)?.original ?? 0) >= original) open.pop();
    const level = Math.min(LOWEST_LEVEL, (open.at(-1)?.level ?? HIGHEST_LEVEL - 1) + 1);
    open.push({ original, level });
    return level;
  });
}
