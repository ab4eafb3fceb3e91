import { elementText, isElement, type PageElement } from "../page/page-dom.ts";
import type { PageLink } from "./page-link.ts";

/** Links that repeat in one structure of a page: the items of a list. */
export interface LinkGroup {
  /** The element that the items are in. */
  readonly container: PageElement;
  /** One for each address, in the order of the page. */
  readonly links: readonly PageLink[];
  /** The heading above the list; absent if it has none. */
  readonly heading?: string;
}

/** How far from a link the element that holds its list is looked for. */
const MAX_LEVELS = 12;
const MAX_HEADING_LENGTH = 40;
const HEADINGS =
  "h1, h2, h3, h4, h5, h6, dt, caption, legend, .title, .tit, .hd, .head, .heading, .column-title, .block-title, .section-title";

/** Groups links by the nearest element that has several of them in the same structure. */
export function linkGroups(links: readonly PageLink[]): LinkGroup[] {
  const structures = countStructures(links);
  const isHeadingOfList = (sibling: PageElement) => !links.some(({ element }) => sibling.contains(element));
  const groups = new Map<PageElement, Map<string, PageLink[]>>();
  for (const link of links) {
    const { container, structure } = placeOf(link, structures);
    const byStructure = groups.get(container) ?? new Map<string, PageLink[]>();
    groups.set(container, byStructure);
    byStructure.set(structure, [...(byStructure.get(structure) ?? []), link]);
  }

  const merged = new Map<
    string,
    { container: PageElement; links: PageLink[]; heading: PageElement | undefined }
  >();
  const numbers = new Map<PageElement | null, number>();
  const numberOf = (element: PageElement | null) => {
    const number = numbers.get(element) ?? numbers.size;
    numbers.set(element, number);
    return number;
  };
  for (const [container, byStructure] of groups) {
    const heading = headingElement(container, isHeadingOfList);
    for (const [structure, members] of byStructure) {
      // Lists are often split into several elements of the same kind, such as one `ul` for five items each.
      const isSplit = ["ul", "ol", "dl", "table", "tbody"].includes(container.localName);
      const place = isSplit
        ? `${container.localName} in ${numberOf(container.parentElement)}`
        : numberOf(container);
      const key = `${place} ${structure} ${heading ? numberOf(heading) : ""}`;
      const group = merged.get(key) ?? { container, links: [], heading };
      group.links.push(...members);
      merged.set(key, group);
    }
  }
  return [...merged.values()].map(({ container, links: members, heading }) => {
    const text = elementText(heading);
    return { container, links: members, ...(text !== undefined && { heading: text }) };
  });
}

/** The addresses of the links below an element, by the names of the elements on the way to them. */
type Structures = ReadonlyMap<PageElement, ReadonlyMap<string, ReadonlySet<string>>>;

function countStructures(links: readonly PageLink[]): Structures {
  const structures = new Map<PageElement, Map<string, Set<string>>>();
  for (const { element, url } of links) {
    for (const { ancestor, structure } of ancestors(element)) {
      const below = structures.get(ancestor) ?? new Map<string, Set<string>>();
      structures.set(ancestor, below);
      below.set(structure, (below.get(structure) ?? new Set()).add(url));
    }
  }
  return structures;
}

function* ancestors(element: PageElement): Generator<{ ancestor: PageElement; structure: string }> {
  let structure = element.localName;
  let ancestor = element.parentElement;
  for (let level = 0; ancestor && level < MAX_LEVELS; level++) {
    yield { ancestor, structure };
    structure = `${ancestor.localName} ${structure}`;
    ancestor = ancestor.parentElement;
  }
}

/** Returns the nearest element around a link that has at least three, or else two, addresses in the structure of the link. */
function placeOf(
  { element }: PageLink,
  structures: Structures,
): { container: PageElement; structure: string } {
  const places = [...ancestors(element)];
  const countAt = ({ ancestor, structure }: (typeof places)[number]) =>
    structures.get(ancestor)?.get(structure)?.size ?? 0;
  const place =
    places.find((one) => countAt(one) >= 3) ?? places.find((one) => countAt(one) >= 2) ?? places[0];
  return place
    ? { container: place.ancestor, structure: place.structure }
    : { container: element, structure: "" };
}

/** Returns the heading just above a list, or above an element around it. */
function headingElement(
  container: PageElement,
  isHeadingOfList: (sibling: PageElement) => boolean,
): PageElement | undefined {
  const inside = headingInside(container, isHeadingOfList);
  if (inside) return inside;
  for (
    let around: PageElement | null = container;
    around && around.localName !== "body";
    around = around.parentElement
  ) {
    for (let sibling = around.previousElementSibling; sibling; sibling = sibling.previousElementSibling) {
      if (!isHeadingOfList(sibling)) {
        // The items of a list that is split into several elements belong to the heading above the first of them.
        if (sibling.localName === container.localName && around === container) continue;
        break;
      }
      const heading = sibling.matches(HEADINGS) ? sibling : [...sibling.querySelectorAll(HEADINGS)].at(-1);
      const length = elementText(heading)?.length ?? 0;
      if (heading && length > 0 && length <= MAX_HEADING_LENGTH) return heading;
    }
  }
  return undefined;
}

/** Returns the heading at the beginning of an element, above the first item. */
function headingInside(
  container: PageElement,
  isHeadingOfList: (element: PageElement) => boolean,
): PageElement | undefined {
  let heading: PageElement | undefined;
  for (const child of container.childNodes) {
    if (!isElement(child)) continue;
    if (!isHeadingOfList(child)) return heading;
    const found = child.matches(HEADINGS) ? child : child.querySelector(HEADINGS);
    const length = elementText(found)?.length ?? 0;
    if (found && length > 0 && length <= MAX_HEADING_LENGTH) heading = found;
  }
  return heading;
}
