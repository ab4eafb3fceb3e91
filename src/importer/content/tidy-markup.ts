import { type DefaultTreeAdapterTypes, serialize } from "parse5";
import { type HtmlParent, parseHtmlFragment } from "./html-tree.ts";
import { type ReplacedMedia, replaceMedia } from "./replace-media.ts";
import { showPictures } from "./show-pictures.ts";
import { isRemoved } from "./unseen-elements.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;

/** HTML that was tidied. */
interface TidyMarkup extends ReplacedMedia {
  readonly html: string;
}

const MEDIA_TAG = /<(?:im(?:g|age)|picture|amp-|noscript|iframe|embed|object|video|audio)\b/i;
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
 * that indent paragraphs. Every picture has its address in `src`, and players are links.
 *
 * @throws {UserError} if it is nested too deeply
 */
export function tidyMarkup(html: string, base: string | undefined): TidyMarkup {
  const fragment = parseHtmlFragment(html);
  let replaced: ReplacedMedia = { pictures: 0, players: 0 };
  if (MEDIA_TAG.test(html)) {
    showPictures(fragment, base);
    replaced = replaceMedia(fragment, base);
  }
  return { html: tidied(fragment), ...replaced };
}

/** Does what {@linkcode tidyMarkup} does, without changing pictures and players. @throws {UserError} */
export function tidyText(html: string): string {
  return tidied(parseHtmlFragment(html));
}

function tidied(fragment: HtmlParent & DefaultTreeAdapterTypes.ParentNode): string {
  tidy(fragment);
  return serialize(fragment).replace(/(<pre(?:\s[^<>]*)?>)\n+/g, "$1");
}

function tidy(parent: HtmlParent): void {
  if (parent.tagName === "pre") return;
  for (const child of parent.childNodes) if ("childNodes" in child && !isLeftOut(child)) tidy(child);
  parent.childNodes = parent.childNodes.filter((child) => !isLeftOut(child) && !isEmptyParagraph(child));
  if (LINE_STARTS.has(parent.tagName ?? "")) removeIndent(parent);
  parent.childNodes.forEach((child, index) => {
    const before = parent.childNodes[index - 1];
    if (before?.nodeName === "br") removeIndent({ childNodes: [child] });
  });
}

function isLeftOut(node: Node): boolean {
  return node.nodeName !== "#text" && (!("tagName" in node) || isRemoved(node));
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
function removeIndent(parent: HtmlParent): void {
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
