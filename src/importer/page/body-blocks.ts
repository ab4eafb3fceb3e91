import { type DefaultTreeAdapterTypes, serializeOuter } from "parse5";
import { escapeHtml } from "../content/escape-html.ts";
import { fragmentOf } from "../content/well-formed.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Parent = DefaultTreeAdapterTypes.ParentNode;

/** A paragraph, picture, list or table of a body, or text that stands alone. */
export interface BodyBlock {
  /** The element that it is; none when it is text. */
  readonly name?: string;
  readonly text: string;
  /** Pictures, sounds and lines say something without text. */
  readonly hasMedia: boolean;
  readonly markup: string;
}

const WRAPPERS = new Set(["article", "div", "section"]);
const MEDIA = new Set(["audio", "hr", "img", "video"]);

/** Returns the blocks of the cleaned body `html`, out of the elements that wrap them all, none empty. */
export function bodyBlocks(html: string): BodyBlock[] {
  return unwrapped(fragmentOf(html))
    .childNodes.map(blockOf)
    .filter(({ text, hasMedia }) => hasMedia || text.trim() !== "");
}

/** The innermost node that alone holds all the rest. */
function unwrapped(parent: Parent): Parent {
  const [only, ...others] = parent.childNodes.filter(
    (node) => !("value" in node) || node.value.trim() !== "",
  );
  return only && "tagName" in only && others.length === 0 && WRAPPERS.has(only.tagName)
    ? unwrapped(only)
    : parent;
}

/** Returns what `block` says, on one line. */
export function lineOf({ text }: BodyBlock): string {
  return text.replace(/[\n\r\t ]+/g, " ").trim();
}

function blockOf(node: Node): BodyBlock {
  const text = textOf(node);
  if (!("tagName" in node)) return { text, hasMedia: false, markup: escapeHtml(text.trim()) };
  const last = node.childNodes.at(-1);
  if (last && "value" in last) last.value = trimmedEnd(last.value);
  return { name: node.tagName, text, hasMedia: hasMedia(node), markup: serializeOuter(node) };
}

function textOf(node: Node): string {
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

function hasMedia(node: Node): boolean {
  return MEDIA.has(node.nodeName) || ("childNodes" in node && node.childNodes.some(hasMedia));
}

/** Spaces that do not break were written on purpose. */
function trimmedEnd(text: string): string {
  const kept = text.trimEnd().length;
  const spaces = text.slice(kept);
  return text.slice(0, kept + spaces.lastIndexOf("\u00A0") + 1);
}
