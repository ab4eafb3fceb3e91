import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";

type Node = DefaultTreeAdapterTypes.ChildNode;

/** The level of the highest heading in an article: below that of the page's own. */
const HIGHEST = 2;

/**
 * Returns `html` with its headings on the levels below the page's own and none left out, whichever levels the
 * author used: who moves through a page by its headings finds the article's among them (WCAG 1.3.1).
 */
export function rankedHeadings(html: string): string {
  if (!/<h[1-6]/i.test(html)) return html;
  const found = [...headings(parseFragment(html, { sourceCodeLocationInfo: true }).childNodes)];
  const levels = [...new Set(found.map(({ level }) => level))].sort((a, b) => a - b);
  const places = found
    .flatMap(({ level, offsets }) => offsets.map((offset) => ({ offset, level })))
    .sort((a, b) => a.offset - b.offset);

  let written = "";
  let end = 0;
  for (const { offset, level } of places) {
    written += `${html.slice(end, offset)}${HIGHEST + levels.indexOf(level)}`;
    end = offset + 1;
  }
  return written + html.slice(end);
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
