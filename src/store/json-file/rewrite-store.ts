import { isDeepStrictEqual } from "node:util";
import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";
import { applyEdits, type TextEdit } from "../../html/text-edits.ts";
import type { StoreDocument } from "./store-document.ts";

/** The lists of a store, in the order in which the schema has them. */
const LISTS = [
  "columns",
  "feeds",
  "removedFeeds",
  "formerAuthors",
  "formerTags",
  "redirects",
  "removed",
  "articles",
] as const;

/**
 * Writes `after`, a change of `before`, whose text was `text`. Records that are identical objects in both keep their
 * text, so a change of one article changes its lines only; the rest is written in the indentation of the file.
 *
 * @throws where the result, parsed, would not be `after`
 */
export function rewriteStore(text: string, before: StoreDocument, after: StoreDocument): string {
  const root = parseTree(text);
  if (!root) throw new Error("The store has no JSON value");
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? "  ";
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const edits: TextEdit[] = [];

  const replace = ({ offset, length }: Node, value: string) =>
    edits.push({
      from: offset,
      to: offset + length,
      // The text of a large store is copied only where it has to be.
      text: eol === "\n" ? value : value.replaceAll("\n", eol),
    });
  const insertAfter = (node: Node | undefined, property: string) =>
    node && replace({ ...node, offset: node.offset + node.length, length: 0 }, `,\n${indent}${property}`);

  for (const key of ["updated", "site"] as const) {
    const node = findNodeAtLocation(root, [key]);
    if (node && before[key] !== after[key]) replace(node, jsonText(after[key], indent, 1));
  }
  let previous = findNodeAtLocation(root, ["columns"]);
  for (const key of LISTS) {
    const list = after[key];
    const node = findNodeAtLocation(root, [key]);
    if (list && before[key] !== list) {
      if (node) replace(node, listText(text, node, [before[key] ?? [], list], indent));
      else insertAfter(previous, `"${key}": ${jsonText(list, indent, 1)}`);
    }
    previous = node ?? previous;
  }
  // Kept text has its own line ends, which are not doubled.
  const rewritten = applyEdits(text, edits).replace(/\r+\n/g, "\r\n");
  const read: unknown = JSON.parse(rewritten);
  // A field that is undefined is as good as absent; to compare texts as well takes ten times as long.
  if (!isDeepStrictEqual(read, after) && JSON.stringify(read) !== JSON.stringify(after))
    throw new Error("The text that would be written does not hold the changed store");
  return rewritten;
}

function listText(
  text: string,
  node: Node,
  [before, after]: [readonly (object | string)[], readonly (object | string)[]],
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
