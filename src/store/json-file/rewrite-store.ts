import { isDeepStrictEqual } from "node:util";
import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";
import { applyEdits, type TextEdit } from "../../html/text-edits.ts";
import type { StoreDocument } from "./store-document.ts";

/**
 * Returns the text of a store whose document was `before` and is now `after`: what did not change keeps its
 * text, so a change of one article is a change of its lines. Records are the same where they are identical.
 * Read again, the text is `after`.
 */
export function rewriteStore(text: string, before: StoreDocument, after: StoreDocument): string {
  const root = parseTree(text);
  if (!root) throw new Error("A store that was read has a tree");
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? "  ";
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const edits: TextEdit[] = [];

  for (const key of ["updated", "site", "columns", "articles"] as const) {
    const node = findNodeAtLocation(root, [key]);
    if (!node || before[key] === after[key]) continue;
    const list = key === "columns" || key === "articles";
    const value = list
      ? listText(text, node, [before[key], after[key]], indent)
      : jsonText(after[key], indent, 1);
    edits.push({ from: node.offset, to: node.offset + node.length, text: value.replaceAll("\n", eol) });
  }
  // Kept text has its own line ends, which are not doubled.
  const rewritten = applyEdits(text, edits).replace(/\r+\n/g, "\r\n");
  const read = JSON.parse(rewritten);
  // A field that is undefined is as good as absent; to compare texts as well takes ten times as long.
  if (!isDeepStrictEqual(read, after) && JSON.stringify(read) !== JSON.stringify(after))
    throw new Error("The store would not be written as it is meant");
  return rewritten;
}

function listText(
  text: string,
  node: Node,
  [before, after]: [readonly object[], readonly object[]],
  indent: string,
): string {
  if (after.length === 0) return "[]";
  const kept = new Map(before.map((record, index) => [record, node.children?.[index]]));
  const items = after.map((record) => {
    const old = kept.get(record);
    return old ? text.slice(old.offset, old.offset + old.length) : jsonText(record, indent, 2);
  });
  return `[\n${items.map((item) => `${indent.repeat(2)}${item}`).join(",\n")}\n${indent}]`;
}

function jsonText(value: unknown, indent: string, level: number): string {
  return JSON.stringify(value, null, indent).replaceAll("\n", `\n${indent.repeat(level)}`);
}
