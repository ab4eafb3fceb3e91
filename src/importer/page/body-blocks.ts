import { type DefaultTreeAdapterTypes, serializeOuter } from "parse5";
import { parseHtmlFragment } from "../content/html-tree.ts";
import { escapeHtml } from "../content/text.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Parent = DefaultTreeAdapterTypes.ParentNode;

/** A top-level element or text of a body: a paragraph, an image, a list, a table. */
export interface BodyBlock {
  /** The name of the element; absent for text. */
  readonly name?: string;
  readonly text: string;
  /** It contains an image, sound, video or line. */
  readonly hasMedia: boolean;
  readonly html: string;
}

const WRAPPERS = new Set(["article", "div", "section"]);
const MEDIA = new Set(["audio", "hr", "img", "video"]);

/** Returns the blocks of the cleaned body `html`, without empty ones and without the elements around all of them. */
export function bodyBlocks(html: string): BodyBlock[] {
  return unwrap(parseHtmlFragment(html))
    .childNodes.map(bodyBlock)
    .filter(({ text, hasMedia }) => hasMedia || text.trim() !== "");
}

/** Returns the text of a block on one line. */
export function blockLine({ text }: BodyBlock): string {
  return text.replace(/[\n\r\t ]+/g, " ").trim();
}

/** Returns the innermost element that contains everything. */
function unwrap(parent: Parent): Parent {
  const [only, ...others] = parent.childNodes.filter(
    (node) => !("value" in node) || node.value.trim() !== "",
  );
  return only && "tagName" in only && others.length === 0 && WRAPPERS.has(only.tagName)
    ? unwrap(only)
    : parent;
}

function bodyBlock(node: Node): BodyBlock {
  const text = nodeText(node);
  if (!("tagName" in node)) return { text, hasMedia: false, html: escapeHtml(text.trim()) };
  const last = node.childNodes.at(-1);
  if (last && "value" in last) last.value = trimEnd(last.value);
  return { name: node.tagName, text, hasMedia: hasMedia(node), html: serializeOuter(node) };
}

function nodeText(node: Node): string {
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(nodeText).join("") : "";
}

function hasMedia(node: Node): boolean {
  return MEDIA.has(node.nodeName) || ("childNodes" in node && node.childNodes.some(hasMedia));
}

/** Removes spaces at the end, up to a non-breaking one, which is there on purpose. */
function trimEnd(text: string): string {
  const length = text.trimEnd().length;
  const spaces = text.slice(length);
  return text.slice(0, length + spaces.lastIndexOf("\u00A0") + 1);
}
