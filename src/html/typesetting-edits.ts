import { fullWidth, isChinese } from "../domain/typeset.ts";
import type { HtmlNode } from "./nodes.ts";
import type { TextEdit } from "./text-edits.ts";

/** Elements whose text is shown character by character as it is. */
const VERBATIM = new Set(["code", "kbd", "pre", "samp", "var"]);

/** Returns the edits that typeset the Chinese punctuation of all texts, as `typesetText` does for one. */
export function typesettingEdits(nodes: readonly HtmlNode[], html: string, language: string): TextEdit[] {
  if (!isChinese(language)) return [];
  let end = 0;
  let before = "";
  return [...textRanges(nodes)].flatMap(({ from, to }) => {
    // A parser moves what is nested wrongly, so the order of the tree is not always that of the text.
    if (from < end) return [];
    const original = html.slice(from, to);
    const { text, last } = fullWidth(original, before);
    end = to;
    before = last;
    return text === original ? [] : [{ from, to, text }];
  });
}

function* textRanges(nodes: readonly HtmlNode[]): Generator<{ readonly from: number; readonly to: number }> {
  for (const node of nodes) {
    if (node.nodeName === "#text" && node.sourceCodeLocation) {
      yield { from: node.sourceCodeLocation.startOffset, to: node.sourceCodeLocation.endOffset };
    }
    if ("childNodes" in node && !VERBATIM.has(node.nodeName)) yield* textRanges(node.childNodes);
  }
}
