import { parseHTML } from "linkedom";
import { Refusal } from "../../refusal.ts";
import { wellFormedPage } from "../content/well-formed.ts";

/** What readers of a page need of an element; linkedom's own types need the whole DOM library. */
export interface PageElement {
  readonly localName: string;
  readonly textContent: string;
  innerHTML: string;
  readonly id: string;
  readonly className: string;
  readonly parentElement: PageElement | null;
  readonly nextElementSibling: PageElement | null;
  readonly previousElementSibling: PageElement | null;
  readonly children: Iterable<PageElement>;
  readonly childNodes: Iterable<PageNode>;
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  closest(selector: string): PageElement | null;
  matches(selector: string): boolean;
  contains(other: PageElement): boolean;
  remove(): void;
}

/** A node of a page: an element, or text. */
export interface PageNode {
  readonly nodeType: number;
  readonly textContent: string;
}

/** A page as a tree. */
export interface PageDocument {
  readonly documentElement: PageElement;
  readonly body: PageElement;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

/** More than any article has; what comes after takes a time that grows faster than the page. */
const MOST_ELEMENTS = 30_000;

/** Returns the tree of the page `html`. @throws {Refusal} when it is nested too deeply or has too many elements */
export function pageDom(html: string): PageDocument {
  const page = parseHTML(wellFormedPage(html)).document as unknown as PageDocument;
  if ([...page.querySelectorAll("*")].length > MOST_ELEMENTS) {
    throw new Refusal(`Found more than ${MOST_ELEMENTS} elements; give the page of one article`);
  }
  return page;
}

/** The text of `element` on one line, or `undefined` when there is none. */
export function textOf(element: PageElement | null | undefined): string | undefined {
  return element?.textContent.replace(/\s+/g, " ").trim() || undefined;
}

/** Tells whether `node` is an element. */
export function isElement(node: PageNode): node is PageElement & PageNode {
  return node.nodeType === 1;
}
