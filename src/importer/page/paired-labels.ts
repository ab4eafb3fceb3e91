import { LABELS } from "./labels.ts";
import { isElement, type PageElement, type PageNode, textOf } from "./page-dom.ts";

const LABEL = new RegExp(`^(?:${Object.values(LABELS).join("|")})\\s*(?<colon>[:：])?$`);
/** Longer than any label, and than what is said beside one. */
const LONGEST_LABEL = 20;
const LONGEST_VALUE = 60;
/** More than a row of facts has. */
const MOST_CELLS = 20;
const CELLS = new Set(["dt", "td", "th"]);

/**
 * Returns those of `nodes`, all in one element, that only label what the next says: cells and elements that
 * come in pairs, a label first in each. Outside a table, a label ends in a colon.
 */
export function pairedLabels(nodes: readonly PageNode[]): readonly PageNode[] {
  const row = nodes.filter((node) => isElement(node) || /\S/.test(node.textContent));
  const [first] = row;
  if (row.length > MOST_CELLS || row.length % 2 === 1 || !row.every(isElement)) return [];
  if (!first || !isElement(first) || !isLabel(first)) return [];

  const isPaired = row.every((cell, index) => isLabel(cell) === (index % 2 === 0));
  return isPaired ? row.filter((cell, index) => isLabel(cell) && isValue(row[index + 1])) : [];
}

function isLabel(cell: PageElement): boolean {
  const text = textOf(cell) ?? "";
  const found = text.length <= LONGEST_LABEL ? LABEL.exec(text) : null;
  return found !== null && (found.groups?.colon !== undefined || CELLS.has(cell.localName));
}

function isValue(cell: PageElement | undefined): boolean {
  const text = textOf(cell);
  return text !== undefined && text.length <= LONGEST_VALUE;
}
