import { DOMParser } from "linkedom";
import type { DefaultTreeAdapterTypes } from "parse5";
import { UserError } from "../../operator/user-error.ts";
import { parseHtmlFragment, parseHtmlPage } from "../content/html-tree.ts";
import { isPlayerElement, playerIn } from "../content/players.ts";
import { showPictures } from "../content/show-pictures.ts";
import { isUnseen } from "../content/unseen-elements.ts";

type ParsedNode = DefaultTreeAdapterTypes.ChildNode;

/** A node of a page: an element, or text. */
export interface PageNode {
  readonly nodeType: number;
  readonly textContent: string;
}

/** The part of a DOM element that this folder uses; linkedom's own types need the DOM library. */
export interface PageElement extends PageNode {
  readonly localName: string;
  readonly innerHTML: string;
  readonly id: string;
  readonly className: string;
  readonly parentElement: PageElement | null;
  readonly nextElementSibling: PageElement | null;
  readonly previousElementSibling: PageElement | null;
  readonly childNodes: Iterable<PageNode>;
  getAttribute(name: string): string | null;
  removeAttribute(name: string): void;
  getElementsByTagName(name: string): Iterable<PageElement>;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  closest(selector: string): PageElement | null;
  matches(selector: string): boolean;
  contains(other: PageElement): boolean;
  remove(): void;
}

/** A page without styles, drawings, frames without a player, and scripts other than JSON-LD. */
export interface PageDocument {
  readonly documentElement: PageElement;
  readonly body: PageElement;
  /** Faster than a selector, which is parsed for each call. */
  getElementsByTagName(name: string): Iterable<PageElement>;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

/** The methods of linkedom's documents that create nodes. */
interface NodeFactory {
  createElement(name: string): ParentNode & { setAttribute(name: string, value: string): void };
  createTextNode(text: string): object;
}

interface ParentNode {
  appendChild(node: object): void;
}

/** More than any article has; processing takes more than linear time. */
const MAX_ELEMENTS = 30_000;
/** Readability reads each text once for every pair of elements around it: its length times its depth squared. */
const MAX_READING_COST = 3_000_000_000;
/** More than any element has; linkedom takes quadratic time for them. */
const MAX_ATTRIBUTES = 200;
/** Of `class` and `style`, which linkedom parses; longer ones are cut. */
const MAX_PARSED_LENGTH = 2_000;
const JSON_LD = /^\s*application\/ld\+json\b/i;
const XML = /^\s*(?:text|application)\/xml\s*$/i;
const RECORD_DATA = /^\s*<!\[CDATA\[(?<html>.*?)\]\]>/s;
const PARSED_ATTRIBUTES = new Set(["class", "style"]);
/** The address of the page is known later; here it only matters whether an address could be one. */
const BASE = "https://base.invalid/";
const RECORDINGS = new Set(["audio", "video"]);
const SKIPPED = new Set(["noembed", "noframes", "style", "svg", "template"]);

/** Parses a page, and gives its pictures the addresses that scripts would give them. @throws {UserError} if it is nested too deeply or has too many elements */
export function pageDom(html: string): PageDocument {
  // linkedom's types are those of the DOM library, which is not loaded here.
  const page = new DOMParser().parseFromString("", "text/html") as unknown as PageDocument &
    NodeFactory &
    ParentNode;
  let [elements, readingCost] = [0, 0];

  function append(parent: ParentNode, nodes: readonly ParsedNode[], depth: number): void {
    for (const node of nodes) {
      if ("value" in node) {
        readingCost += node.value.length * depth * depth;
        parent.appendChild(page.createTextNode(node.value));
      }
      if (!("tagName" in node)) continue;
      const records = recordsIn(node);
      if (records === undefined && isSkipped(node)) continue;
      elements += 1;
      if (elements > MAX_ELEMENTS || readingCost > MAX_READING_COST) throw tooLarge(elements);
      const element = page.createElement(records ? "div" : node.tagName);
      // linkedom puts each new attribute before the others.
      for (const { name, value } of node.attrs.slice(0, MAX_ATTRIBUTES).toReversed()) {
        element.setAttribute(name, PARSED_ATTRIBUTES.has(name) ? shortened(value) : value);
      }
      parent.appendChild(element);
      append(element, records ?? childrenOf(node), depth + 1);
      // Readability keeps an element that has only a sound or video if there is a frame in it.
      if (RECORDINGS.has(node.tagName)) {
        const frame = page.createElement("iframe");
        frame.setAttribute("src", BASE);
        element.appendChild(frame);
      }
    }
  }

  const parsed = parseHtmlPage(html);
  showPictures(parsed, BASE);
  append(page, parsed.childNodes, 0);
  if (readingCost > MAX_READING_COST) throw tooLarge(elements);
  // Looking for hidden elements takes long, and few pages have any.
  if (/visibility/i.test(html)) showHiddenText(page);
  return page;
}

/** Shows an element with most of the text, which a script shows when the page has loaded, as on WeChat. */
function showHiddenText(page: PageDocument): void {
  const hidden = [...page.querySelectorAll("[style*=visibility]")].filter((element) =>
    /visibility\s*:\s*hidden/i.test(element.getAttribute("style") ?? ""),
  );
  if (hidden.length === 0) return;
  const minLength = page.body.textContent.length / 2;
  for (const element of hidden) if (element.textContent.length > minLength) element.removeAttribute("style");
}

function tooLarge(elements: number): UserError {
  const found =
    elements > MAX_ELEMENTS ? `more than ${MAX_ELEMENTS} elements` : "too much text in too many elements";
  return new UserError(`Found ${found}; give the page of one article`);
}

/** linkedom's patterns take quadratic time for long runs of spaces. */
function shortened(value: string): string {
  return value.slice(0, MAX_PARSED_LENGTH).replace(/\s+/g, " ");
}

function isSkipped(element: DefaultTreeAdapterTypes.Element): boolean {
  const { tagName, attrs } = element;
  if (isPlayerElement(element)) return isUnseen(element) || playerIn(element, BASE) === undefined;
  if (tagName !== "script") return SKIPPED.has(tagName);
  return !JSON_LD.test(attrs.find(({ name }) => name === "type")?.value ?? "");
}

/** The content of `noscript` is text for a parser with scripts enabled; here no scripts run, so it is parsed. */
function childrenOf({ tagName, childNodes }: DefaultTreeAdapterTypes.Element): readonly ParsedNode[] {
  const [text] = childNodes;
  return tagName === "noscript" && text && "value" in text
    ? parseHtmlFragment(text.value).childNodes
    : childNodes;
}

/**
 * Returns the items of a list that a script shows from XML in the page, as those of jpage do, which many Chinese
 * authorities use: `<record><![CDATA[<li>…</li>]]></record>`.
 */
function recordsIn({
  tagName,
  attrs,
  childNodes: [text],
}: DefaultTreeAdapterTypes.Element): readonly ParsedNode[] | undefined {
  if (tagName !== "script" || !text || !("value" in text)) return undefined;
  if (!attrs.some(({ name, value }) => name === "type" && XML.test(value))) return undefined;
  const records = text.value
    .split(/<record>/i)
    .slice(1)
    .map((record) => RECORD_DATA.exec(record)?.groups?.html ?? "");
  return records.length > 0 ? parseHtmlFragment(records.join("\n")).childNodes : undefined;
}

/** Returns the text of `element` on one line, or `undefined` if there is none. */
export function elementText(element: PageElement | null | undefined): string | undefined {
  return element?.textContent.replace(/\s+/g, " ").trim() || undefined;
}

/** Tells whether `node` is an element. */
export function isElement(node: PageNode): node is PageElement {
  return node.nodeType === 1;
}
