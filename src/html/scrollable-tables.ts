import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";

type Node = DefaultTreeAdapterTypes.ChildNode;

/**
 * Returns `html` with each table in a frame that scrolls where the table is wider than the page, by keyboard
 * too (WCAG 2.1.1). The frame is named by the table's caption, or `label` where it has none.
 */
export function scrollableTables(html: string, label: string): string {
  if (!/<table/i.test(html)) return html;
  let written = "";
  let end = 0;
  for (const table of tables(parseFragment(html, { sourceCodeLocationInfo: true }).childNodes)) {
    const { startOffset, endOffset } = table.sourceCodeLocation ?? { startOffset: 0, endOffset: 0 };
    // A parser moves what is nested wrongly, so the tree's order is not always the text's.
    if (startOffset < end || endOffset <= startOffset) continue;
    const name = captionOf(table) || label;
    const frame = `<div class="frame" role="group" tabindex="0" aria-label="${escaped(name)}">`;
    written += `${html.slice(end, startOffset)}${frame}${html.slice(startOffset, endOffset)}</div>`;
    end = endOffset;
  }
  return written + html.slice(end);
}

/** The outermost tables: one in another scrolls with it. */
function* tables(nodes: readonly Node[]): Generator<DefaultTreeAdapterTypes.Element> {
  for (const node of nodes) {
    if (!("childNodes" in node)) continue;
    if (node.nodeName === "table") yield node;
    if (node.nodeName !== "table") yield* tables(node.childNodes);
  }
}

function captionOf({ childNodes }: DefaultTreeAdapterTypes.Element): string {
  const caption = childNodes.find(({ nodeName }) => nodeName === "caption");
  return caption ? textOf(caption).trim() : "";
}

function textOf(node: Node): string {
  if (node.nodeName === "#text") return (node as DefaultTreeAdapterTypes.TextNode).value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
