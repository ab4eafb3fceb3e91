import { type DefaultTreeAdapterTypes, serialize } from "parse5";
import { fragmentOf } from "./well-formed.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;
type Parent = { childNodes: Node[] };

/** Elements that go with all they hold. */
const DROPPED = new Set(
  "applet button datalist dialog embed head iframe input math meter noembed noframes noscript object optgroup option progress script select style svg template textarea title".split(
    " ",
  ),
);
const MEDIA = new Set(["audio", "hr", "img", "table", "video"]);
/** Where a line of text begins: white space after these is indentation. */
const LINE_STARTS = new Set(
  "br p div h1 h2 h3 h4 h5 h6 li dd dt td th blockquote section article".split(" "),
);
/** Spaces that set text apart; those of ASCII alone are how the markup is laid out. */
const INDENT = /^[\t\n\r ]*[\u3000\u00A0\u2000-\u200B\uFEFF][\s\u200B]*/;
const BLANK = /^[\s\u3000\u00A0\u2000-\u200B\uFEFF]*$/;

/**
 * Returns `html` as its tree says it, without scripts, what is not shown, tracking pixels, empty paragraphs
 * and the spaces that paragraphs are indented with.
 *
 * @throws {UserError} when it is nested too deeply to be read
 */
export function tidyMarkup(html: string): string {
  const fragment = fragmentOf(html);
  tidy(fragment);
  return serialize(fragment).replace(/(<pre(?:\s[^<>]*)?>)\n+/g, "$1");
}

function tidy(parent: Parent): void {
  const element = parent as Partial<Element>;
  if (element.tagName === "pre") return;
  for (const child of parent.childNodes) if ("childNodes" in child && !isDropped(child)) tidy(child);
  parent.childNodes = parent.childNodes.filter((child) => !isDropped(child) && !isEmpty(child));
  if (LINE_STARTS.has(element.tagName ?? "")) outdent(parent);
  parent.childNodes.forEach((child, index) => {
    const before = parent.childNodes[index - 1];
    if (before?.nodeName === "br") outdent({ childNodes: [child] });
  });
}

function isDropped(node: Node): boolean {
  if (node.nodeName === "#text") return false;
  if (!("tagName" in node)) return true;
  if (DROPPED.has(node.tagName) || node.namespaceURI !== "http://www.w3.org/1999/xhtml") return true;
  if (/(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attribute(node, "style") ?? "")) {
    return true;
  }
  return node.tagName === "img" && isPixel(node);
}

/** An image of a pixel shows nothing and tells its server who reads. */
function isPixel(image: Element): boolean {
  const style = attribute(image, "style") ?? "";
  return ["width", "height"].every((side) => {
    const said =
      attribute(image, side) ?? new RegExp(`(?:^|[;\\s])${side}\\s*:\\s*([\\d.]+)`, "i").exec(style)?.[1];
    return said !== undefined && /^\s*[01](?:\.0*)?\s*(?:px\s*)?$/i.test(said);
  });
}

function isEmpty(node: Node): boolean {
  return node.nodeName === "p" && isBlank(node);
}

function isBlank(node: Node): boolean {
  if ("value" in node) return BLANK.test(node.value);
  if (MEDIA.has(node.nodeName)) return false;
  return !("childNodes" in node) || node.childNodes.every(isBlank);
}

/** Takes the indentation away that a line begins with, inside the elements that begin it too. */
function outdent(parent: Parent): void {
  for (const child of [...parent.childNodes]) {
    if (!("value" in child)) {
      const isShown = !("childNodes" in child) || child.nodeName === "br" || MEDIA.has(child.nodeName);
      if (!isShown) outdent(child);
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
