import { isElement, type PageElement } from "../page/page-dom.ts";
import type { PageLink } from "./page-link.ts";

/** Links that repeat in one structure of a page: the items of a list. */
export interface LinkGroup {
  /** The element that the items are in. */
  readonly container: PageElement;
  /** The names of the elements from the container to a link. */
  readonly structure: string;
  /** What the children of the container that hold the items have in common. */
  readonly kind: string;
  /** In the order of the page. */
  readonly links: readonly PageLink[];
}

/** Elements that list items, whatever their classes. */
const LISTS = new Set(["ul", "ol", "dl", "table", "tbody", "tr"]);
/** Classes that tell one item of a list from the next. */
const VARIANT = /^(?:odd|even|first|last|active|on|cur|current|alt|clearfix|cl|clear)$/;

/** Returns what links of one role, such as title or author, have in common: the form of the address, and the class. */
export function roleOf({ element, form }: PageLink): string {
  return `${form} ${signature(element)}`;
}

/** Returns the name and the first class of an element, without numbers and without what tells one item from the next. */
export function signature({ localName, className }: PageElement): string {
  const token = className.split(/\s+/).find((one) => one !== "" && !VARIANT.test(one)) ?? "";
  return `${localName}.${token.replace(/\d+/g, "0")}`;
}

/** Returns what the items in `container` that are like `child` have in common; parts of a page differ in their classes. */
export function kindOfItem(child: PageElement, container: PageElement): string {
  return LISTS.has(container.localName) || child.localName === "a" ? "" : signature(child);
}

/** Tells whether an element is one of `others`, or in one of them. */
export function isInside(element: PageElement, others: ReadonlySet<PageElement>): boolean {
  for (let one: PageElement | null = element; one; one = one.parentElement) if (others.has(one)) return true;
  return false;
}

/** Identifies the item of a list that a link is in: a child of the container, or a line. */
export function itemOf({ element }: PageLink, container: PageElement): unknown {
  let child = element;
  while (child.parentElement && child.parentElement !== container) child = child.parentElement;
  return lineNumbers(container)?.get(child) ?? child;
}

const knownLines = new WeakMap<PageElement, ReadonlyMap<PageElement, number> | undefined>();

/** Returns the number of the line of each child of an element with line breaks. */
function lineNumbers(container: PageElement): ReadonlyMap<PageElement, number> | undefined {
  if (knownLines.has(container)) return knownLines.get(container);
  const numbers = new Map<PageElement, number>();
  let line = 0;
  for (const child of container.childNodes) {
    if (!isElement(child)) continue;
    if (child.localName === "br") line += 1;
    else numbers.set(child, line);
  }
  const lines = line > 0 ? numbers : undefined;
  knownLines.set(container, lines);
  return lines;
}
