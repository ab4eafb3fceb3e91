import { typesetText } from "../domain/typeset.ts";
import { escapeAttribute, type HtmlElement, type HtmlNode } from "./nodes.ts";
import type { TextEdit } from "./text-edits.ts";

/**
 * Returns the edits that put each table into a box which scrolls where the table is wider than the page, by
 * keyboard too (WCAG 2.1.1). The box is named by the table's caption, or by `tableLabel`.
 */
export function tableEdits(
  nodes: readonly HtmlNode[],
  { language, tableLabel }: { readonly language: string; readonly tableLabel: string },
): TextEdit[] {
  return [...outermostTables(nodes)].flatMap((table) => {
    const { startOffset, endOffset } = table.sourceCodeLocation ?? { startOffset: 0, endOffset: 0 };
    if (endOffset <= startOffset) return [];
    const name = escapeAttribute(typesetText(captionText(table), language) || tableLabel);
    const box = `<div class="frame" role="group" tabindex="0" aria-label="${name}">`;
    return [
      { from: startOffset, to: startOffset, text: box },
      { from: endOffset, to: endOffset, text: "</div>" },
    ];
  });
}

/** Yields the tables that are not in another table. */
function* outermostTables(nodes: readonly HtmlNode[]): Generator<HtmlElement> {
  for (const node of nodes) {
    if (!("tagName" in node)) continue;
    if (node.tagName === "table") yield node;
    else yield* outermostTables(node.childNodes);
  }
}

function captionText({ childNodes }: HtmlElement): string {
  const caption = childNodes.find(({ nodeName }) => nodeName === "caption");
  return caption ? textContent(caption).trim() : "";
}

function textContent(node: HtmlNode): string {
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textContent).join("") : "";
}
