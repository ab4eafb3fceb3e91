import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { replaceRanges } from "./replace-ranges.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;

/** The level of the highest heading in an article: below that of the page's own. */
const HIGHEST = 2;
const LOWEST = 6;

/**
 * Returns `html` with its headings on the levels below the page's own and none left out, whichever levels the
 * author used: who moves through a page by its headings finds the article's among them (WCAG 1.3.1).
 */
export function normalizeHeadings(html: string): string {
  if (!/<h[1-6]/i.test(html)) return html;
  const found = [...headings(parseFragment(html, { sourceCodeLocationInfo: true }).childNodes)].sort(
    (a, b) => (a.offsets[0] ?? 0) - (b.offsets[0] ?? 0),
  );
  const ranks = ranksOf(found.map(({ level }) => level));
  const changes = found.flatMap(({ offsets }, index) =>
    offsets.map((offset) => ({ from: offset, to: offset + 1, text: String(ranks[index]) })),
  );
  return replaceRanges(html, changes);
}

/** In their order: each at most one below what it stands under, and none below the lowest that there is. */
function ranksOf(levels: readonly number[]): number[] {
  const open: { readonly level: number; readonly rank: number }[] = [];
  return levels.map((level) => {
    while ((open.at(-1)?.level ?? 0) >= level) open.pop();
    const rank = Math.min(LOWEST, (open.at(-1)?.rank ?? HIGHEST - 1) + 1);
    open.push({ level, rank });
    return rank;
  });
}

/** The headings, with the places of their numbers: `<h1` and `</h1`. */
function* headings(nodes: readonly Node[]): Generator<{ level: number; offsets: readonly number[] }> {
  for (const node of nodes) {
    if (!("childNodes" in node)) continue;
    const { startTag, endTag } = node.sourceCodeLocation ?? {};
    if (/^h[1-6]$/.test(node.nodeName) && startTag) {
      const offsets = [
        startTag.startOffset + "<h".length,
        ...(endTag ? [endTag.startOffset + "</h".length] : []),
      ];
      yield { level: Number(node.nodeName.slice(1)), offsets };
    }
    yield* headings(node.childNodes);
  }
}
