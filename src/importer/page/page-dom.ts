import { DOMParser } from "linkedom";
import type { DefaultTreeAdapterTypes } from "parse5";
import { UserError } from "../../operator/user-error.ts";
import { fragmentOf, pageTree } from "../content/well-formed.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;

/** A node of a page: an element, or text. */
export interface PageNode {
  readonly nodeType: number;
  readonly textContent: string;
}

/** What readers of a page need of an element; linkedom's own types need the whole DOM library. */
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
  getElementsByTagName(name: string): Iterable<PageElement>;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  closest(selector: string): PageElement | null;
  matches(selector: string): boolean;
  contains(other: PageElement): boolean;
  remove(): void;
}

/** A page as a tree, without what nobody sees or reads: styles, scripts other than JSON-LD, drawings. */
export interface PageDocument {
  readonly documentElement: PageElement;
  readonly body: PageElement;
  /** Quicker than a selector, which is read anew each time. */
  getElementsByTagName(name: string): Iterable<PageElement>;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

/** What linkedom builds with. */
interface Builder {
  createElement(name: string): Parent & { setAttribute(name: string, value: string): void };
  createTextNode(text: string): object;
}

interface Parent {
  appendChild(node: object): void;
}

/** More than any article has; what comes after takes a time that grows faster than the page. */
const MOST_ELEMENTS = 30_000;
/** A readability library reads a text for every two elements that it is in: characters times depth times depth. */
const MOST_READING = 3_000_000_000;
/** More than any element has; linkedom looks through all of them for each. */
const MOST_ATTRIBUTES = 200;
/** Of `class` and `style`, which linkedom takes apart; the end of longer ones is left out. */
const LONGEST_LIST = 2_000;
const JSON_LD = /^\s*application\/ld\+json\b/i;
const LISTS = new Set(["class", "style"]);
const UNREAD = new Set(["noembed", "noframes", "style", "svg", "template"]);

/** Returns the tree of the page `html`. @throws {UserError} when it is nested too deeply or has too many elements */
export function pageDom(html: string): PageDocument {
  const page = new DOMParser().parseFromString("", "text/html") as unknown as PageDocument & Builder & Parent;
  let [elements, reading] = [0, 0];

  function grow(parent: Parent, nodes: readonly Node[], depth: number): void {
    for (const node of nodes) {
      if ("value" in node) {
        reading += node.value.length * depth * depth;
        parent.appendChild(page.createTextNode(node.value));
      }
      if (!("tagName" in node) || isUnread(node)) continue;
      elements += 1;
      if (elements > MOST_ELEMENTS || reading > MOST_READING) throw tooMuch(elements);
      const element = page.createElement(node.tagName);
      // linkedom sets each before those that it has.
      for (const { name, value } of node.attrs.slice(0, MOST_ATTRIBUTES).toReversed()) {
        element.setAttribute(name, LISTS.has(name) ? listed(value) : value);
      }
      parent.appendChild(element);
      grow(element, childrenOf(node), depth + 1);
    }
  }

  grow(page, pageTree(html).childNodes, 0);
  if (reading > MOST_READING) throw tooMuch(elements);
  return page;
}

function tooMuch(elements: number): UserError {
  const much =
    elements > MOST_ELEMENTS ? `more than ${MOST_ELEMENTS} elements` : "too much text in too many elements";
  return new UserError(`Found ${much}; give the page of one article`);
}

/** linkedom's own pattern is slow to find that there is no end of an item in many spaces. */
function listed(value: string): string {
  return value.slice(0, LONGEST_LIST).replace(/\s+/g, " ");
}

function isUnread({ tagName, attrs }: DefaultTreeAdapterTypes.Element): boolean {
  if (tagName !== "script") return UNREAD.has(tagName);
  return !JSON_LD.test(attrs.find(({ name }) => name === "type")?.value ?? "");
}

/** What stands in for scripts is text to a browser that runs them, and the page to us, who do not. */
function childrenOf({ tagName, childNodes }: DefaultTreeAdapterTypes.Element): readonly Node[] {
  const [text] = childNodes;
  return tagName === "noscript" && text && "value" in text ? fragmentOf(text.value).childNodes : childNodes;
}

/** The text of `element` on one line, or `undefined` when there is none. */
export function textOf(element: PageElement | null | undefined): string | undefined {
  return element?.textContent.replace(/\s+/g, " ").trim() || undefined;
}

/** Tells whether `node` is an element. */
export function isElement(node: PageNode): node is PageElement {
  return node.nodeType === 1;
}
