import { trimmed } from "../content/trimmed.ts";
import { isElement, type PageElement } from "./page-dom.ts";
import { pairedLabels } from "./paired-labels.ts";

const UNSEEN = new Set("script style noscript template select textarea svg iframe object head".split(" "));
const INLINE = new Set(
  "a abbr b bdi bdo big cite code del dfn em font i img ins kbd label mark q rp rt ruby s samp small span strong sub sup time tt u var wbr".split(
    " ",
  ),
);

/** Stands where a label and its value are apart in the page; no text has it. */
const JOINT = "\u0001";

/** Returns the text of `element` as a page shows it, a block a line, none empty; a label with what it labels. */
export function pageLines(element: PageElement): string[] {
  const parts: string[] = [];
  write(element, parts);
  return joined(parts.join("").split(JOINT))
    .split("\n")
    .map((line) => trimmed(line.split("\u3000").map(trimmed).join("\u3000")))
    .filter((line) => line !== "");
}

/** Puts `pieces` together: every one but the last ends with a label, and the next begins with its value. */
function joined(pieces: readonly string[]): string {
  const values = pieces.map((piece, index) => (index === 0 ? piece : piece.trimStart()));
  const labels = values.slice(0, -1).map((piece) => piece.trimEnd().replace(/[:：]$/, ""));
  return [...labels, ...values.slice(-1)].join("：");
}

function write(element: PageElement, parts: string[]): void {
  const nodes = [...element.childNodes];
  const labels = pairedLabels(nodes);
  for (const node of nodes) {
    if (node.nodeType === 3) parts.push(node.textContent.replace(/[\n\r\t ]+/g, " "));
    if (!isElement(node) || UNSEEN.has(node.localName)) continue;
    if (/display\s*:\s*none/i.test(node.getAttribute("style") ?? "")) continue;
    // Labels set apart by elements stay apart: <span>来源：…</span><span>作者：…</span>
    const edge = INLINE.has(node.localName) ? (node.localName === "span" ? "   " : "") : "\n";
    parts.push(edge);
    write(node, parts);
    parts.push(labels.includes(node) ? JOINT : edge);
  }
}
