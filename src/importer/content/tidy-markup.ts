import { type DefaultTreeAdapterTypes, serialize } from "parse5";
import { parseHtmlFragment } from "./html-tree.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;
type Parent = { childNodes: Node[]; tagName?: string };

/** Elements that are removed with their content. */
const REMOVED = new Set(
  "applet button datalist dialog embed head iframe input math meter noembed noframes noscript object optgroup option progress script select style svg template textarea title".split(
    " ",
  ),
);
const MEDIA = new Set(["audio", "hr", "img", "table", "video"]);
/** Elements that start a new line of text: white space after their start tag is indentation. */
const LINE_STARTS = new Set(
  "br p div h1 h2 h3 h4 h5 h6 li dd dt td th blockquote section article".split(" "),
);
/** Visible spaces; ASCII spaces alone only lay out the source. */
const INDENT = /^[\t\n\r ]*[\u3000\u00A0\u2000-\u200B\uFEFF][\s\u200B]*/;
const BLANK = /^[\s\u3000\u00A0\u2000-\u200B\uFEFF]*$/;

/**
 * Parses and serialises HTML without scripts, hidden elements, tracking pixels, empty paragraphs and the spaces
 * that indent paragraphs.
 *
 * @throws {UserError} if it is nested too deeply
 */
export function tidyMarkup(html: string): string {
  const fragment = parseHtmlFragment(html);
  tidy(fragment);
  return serialize(fragment).replace(/(<pre(?:\s[^<>]*)?>)\n+/g, "$1");
}

function tidy(parent: Parent): void {
  if (parent.tagName === "pre") return;
  for (const child of parent.childNodes) if ("childNodes" in child && !isRemoved(child)) tidy(child);
  parent.childNodes = parent.childNodes.filter((child) => !isRemoved(child) && !isEmptyParagraph(child));
  if (LINE_STARTS.has(parent.tagName ?? "")) removeIndent(parent);
  parent.childNodes.forEach((child, index) => {
    const before = parent.childNodes[index - 1];
    if (before?.nodeName === "br") removeIndent({ childNodes: [child] });
  });
}

function isRemoved(node: Node): boolean {
  if (node.nodeName === "#text") return false;
  if (!("tagName" in node)) return true;
  if (REMOVED.has(node.tagName) || node.namespaceURI !== "http://www.w3.org/1999/xhtml") return true;
  if (/(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attribute(node, "style") ?? "")) {
    return true;
  }
  return node.tagName === "img" && isTrackingPixel(node);
}

/** Tells whether an image is at most one pixel large: it tracks readers and shows nothing. */
function isTrackingPixel(image: Element): boolean {
  const style = attribute(image, "style") ?? "";
  return ["width", "height"].every((side) => {
    const size =
      attribute(image, side) ?? new RegExp(`(?:^|[;\\s])${side}\\s*:\\s*([\\d.]+)`, "i").exec(style)?.[1];
    return size !== undefined && /^\s*[01](?:\.0*)?\s*(?:px\s*)?$/i.test(size);
  });
}

function isEmptyParagraph(node: Node): boolean {
  return node.nodeName === "p" && isBlank(node);
}

function isBlank(node: Node): boolean {
  if ("value" in node) return BLANK.test(node.value);
  if (MEDIA.has(node.nodeName)) return false;
  return !("childNodes" in node) || node.childNodes.every(isBlank);
}

/** Removes the spaces at the start of a line, also within the elements that it starts with. */
function removeIndent(parent: Parent): void {
  for (const child of [...parent.childNodes]) {
    if (!("value" in child)) {
      const isShown = !("childNodes" in child) || child.nodeName === "br" || MEDIA.has(child.nodeName);
      if (!isShown) removeIndent(child);
      return;
    }
    child.value = child.value.replace(INDENT, "");
    if (child.value === "") parent.childNodes = parent.childNodes.filter((other) => other !== child);
    if (/\S/.test(child.value)) return;
  }
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value;
}
