import { trimSpaces } from "../content/text.ts";
import { ANY_LABEL } from "../text/byline.ts";
import { elementText, isElement, type PageElement, type PageNode } from "./page-dom.ts";

const HIDDEN = new Set("script style noscript template select textarea svg iframe object head".split(" "));
const INLINE = new Set(
  "a abbr b bdi bdo big cite code del dfn em font i img ins kbd label mark q rp rt ruby s samp small span strong sub sup time tt u var wbr".split(
    " ",
  ),
);
/** Separates a label from the value in the next element; this character does not occur in text. */
const LABEL_END = "\u0001";

const LABEL = new RegExp(`^(?:${ANY_LABEL})\\s*(?<colon>[:：])?$`);
const MAX_LABEL_LENGTH = 20;
const MAX_VALUE_LENGTH = 60;
/** Of a row of labels and values. */
const MAX_CELLS = 20;
const CELLS = new Set(["dt", "td", "th"]);

/**
 * Returns the text of `element` in lines as a page shows it, without empty ones. A label in an element of its own
 * is on one line with its value.
 */
export function pageLines(element: PageElement): string[] {
  const parts: string[] = [];
  appendText(element, parts);
  return joinLabels(parts.join("").split(LABEL_END))
    .split("\n")
    .map((line) => trimSpaces(line.split("\u3000").map(trimSpaces).join("\u3000")))
    .filter((line) => line !== "");
}

/** Joins pieces of text with colons: each except the last ends with a label, and the next starts with its value. */
function joinLabels(pieces: readonly string[]): string {
  const values = pieces.map((piece, index) => (index === 0 ? piece : piece.trimStart()));
  const labels = values.slice(0, -1).map((piece) => piece.trimEnd().replace(/[:：]$/, ""));
  return [...labels, ...values.slice(-1)].join("：");
}

function appendText(element: PageElement, parts: string[]): void {
  const nodes = [...element.childNodes];
  const labels = labelsIn(nodes);
  for (const node of nodes) {
    if (node.nodeType === 3) parts.push(node.textContent.replace(/[\n\r\t ]+/g, " "));
    if (!isElement(node) || HIDDEN.has(node.localName)) continue;
    if (/display\s*:\s*none/i.test(node.getAttribute("style") ?? "")) continue;
    // Three spaces keep bylines apart that are in elements of one line: <span>来源：…</span><span>作者：…</span>
    const separator = INLINE.has(node.localName) ? (node.localName === "span" ? "   " : "") : "\n";
    parts.push(separator);
    appendText(node, parts);
    parts.push(labels.includes(node) ? LABEL_END : separator);
  }
}

/**
 * Returns the nodes that are the labels of the next node, if the nodes of an element are pairs of label and value.
 * Outside a table or list, labels end with a colon.
 */
function labelsIn(nodes: readonly PageNode[]): readonly PageNode[] {
  const row = nodes.filter((node) => isElement(node) || /\S/.test(node.textContent));
  const [first] = row;
  if (row.length > MAX_CELLS || row.length % 2 === 1 || !row.every(isElement)) return [];
  if (!first || !isElement(first) || !isLabel(first)) return [];

  const isPaired = row.every((cell, index) => isLabel(cell) === (index % 2 === 0));
  return isPaired ? row.filter((cell, index) => isLabel(cell) && isValue(row[index + 1])) : [];
}

function isLabel(cell: PageElement): boolean {
  const text = elementText(cell) ?? "";
  const found = text.length <= MAX_LABEL_LENGTH ? LABEL.exec(text) : null;
  return found !== null && (found.groups?.colon !== undefined || CELLS.has(cell.localName));
}

function isValue(cell: PageElement | undefined): boolean {
  const text = elementText(cell);
  return text !== undefined && text.length <= MAX_VALUE_LENGTH;
}
