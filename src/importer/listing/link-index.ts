import type { PageElement } from "../page/page-dom.ts";
import type { PageLink } from "./page-link.ts";

/** Tells which elements of a page hold links to some addresses. */
export interface LinkIndex {
  /** Tells whether an element is or holds a link to one of the addresses. */
  holds(element: PageElement): boolean;
  /** Tells whether an element holds links to several of the addresses. */
  holdsSeveral(element: PageElement): boolean;
  /** Tells whether an element is or holds a link to another of the addresses than those of a list. */
  holdsOther(element: PageElement, own: ReadonlySet<string>): boolean;
}

/** Returns an index of those of `links` that lead to the address of one of `items`. */
export function linkIndex(links: readonly PageLink[], items: readonly PageLink[]): LinkIndex {
  const addresses = new Set(items.map(({ url }) => url));
  /** The only address in an element; `undefined` where it has several. */
  const addressIn = new Map<PageElement, string | undefined>();
  for (const { element, url } of links) {
    if (!addresses.has(url)) continue;
    for (let one: PageElement | null = element; one; one = one.parentElement) {
      const isKnown = addressIn.has(one);
      // Where an element has several addresses, so have those around it.
      if (isKnown && addressIn.get(one) === undefined) break;
      addressIn.set(one, isKnown && addressIn.get(one) !== url ? undefined : url);
    }
  }
  return {
    holds: (element) => addressIn.has(element),
    holdsSeveral: (element) => addressIn.has(element) && addressIn.get(element) === undefined,
    holdsOther: (element, own) => addressIn.has(element) && !own.has(addressIn.get(element) ?? ""),
  };
}
