import { isAbsolute } from "../../html/markup.ts";
import { escapeAttribute } from "../../html/nodes.ts";
import { escapeHtml } from "../content/text.ts";
import {
  elementsOf,
  isElement,
  localName,
  parseXmlTree,
  textOf,
  type XmlElement,
  type XmlNode,
} from "./xml-tree.ts";

const ADDRESS_ATTRIBUTES = ["href", "src", "url", "poster", "cite"];
/** Elements whose text is an address. */
const ADDRESS_ELEMENTS = new Set(["link", "uri", "url"]);
/** Elements of RSS whose text is HTML; `media:description`, for example, is usually plain text. */
const HTML_ELEMENTS = new Set(["description", "content:encoded"]);

/** The element of HTML that states the base of what follows it. */
const BASE_ELEMENT = /^\s*<base href="([^"]*)"\s*\/?>/;

/**
 * Changes the relative addresses within elements with `xml:base` to absolute ones (XML Base §4, RFC 4287 §2); a
 * relative base is resolved against `url`. HTML that is text gets a `base` element at its beginning instead, for
 * {@linkcode splitBase}. Returns whether anything has a base.
 */
export function resolveXmlBase(nodes: readonly XmlNode[], url: string | undefined): boolean {
  let isFound = false;
  const resolve = (element: XmlElement, outer: string | undefined): void => {
    const stated = element.attribs["xml:base"];
    const base = stated === undefined ? outer : (absolute(stated, outer ?? url) ?? outer);
    if (base !== undefined) {
      isFound = true;
      resolveElement(element, base);
    }
    for (const inner of elementsOf(element)) resolve(inner, base);
    if (base !== undefined) insertBase(element, base);
  };
  for (const element of nodes.filter(isElement)) resolve(element, undefined);
  return isFound;
}

/** Returns HTML without a `base` element at its beginning, and the base that this states. */
export function splitBase(html: string): { readonly html: string; readonly base?: string } {
  const found = BASE_ELEMENT.exec(html);
  if (!found) return { html };
  return { html: html.slice(found[0].length), base: (found[1] ?? "").replaceAll("&amp;", "&") };
}

function resolveElement(element: XmlElement, base: string): void {
  for (const name of ADDRESS_ATTRIBUTES) {
    const address = relativeResolved(element.attribs[name], base);
    if (address !== undefined) element.attribs[name] = escapeAttribute(address);
  }
  if (!ADDRESS_ELEMENTS.has(localName(element)) || elementsOf(element).length > 0) return;
  const text = textOf(element).replace(/^\s*<!\[CDATA\[(.*)\]\]>\s*$/s, "$1");
  const address = text.trim() === "" ? undefined : relativeResolved(text, base);
  if (address !== undefined) element.childNodes = parseXmlTree(escapeHtml(address)).childNodes;
}

/** Inserts a `base` element into HTML, and into the `div` of XHTML, where an attribute such as `srcset` needs it. */
function insertBase(element: XmlElement, base: string): void {
  // An empty element may have no end tag (`<content src="…"/>`).
  if (element.childNodes.length === 0) return;
  const tag = `<base href="${escapeAttribute(base)}"/>`;
  const type = element.attribs.type ?? "";
  const isTyped = ["content", "description", "summary"].includes(localName(element));
  if (isTyped && /xhtml/i.test(type)) {
    const [div] = elementsOf(element);
    div?.childNodes.unshift(...parseXmlTree(tag).childNodes);
  } else if (HTML_ELEMENTS.has(element.name) || (isTyped && /html/i.test(type))) {
    element.childNodes.unshift(...parseXmlTree(escapeHtml(tag)).childNodes);
  }
}

function relativeResolved(value: string | undefined, base: string): string | undefined {
  if (value === undefined || isAbsolute(value)) return undefined;
  return absolute(value, base);
}

function absolute(value: string, base: string | undefined): string | undefined {
  const address = value.replace(/&(?:amp|#38|#x26);/gi, "&").trim();
  return URL.canParse(address, base) ? new URL(address, base).href : undefined;
}
