import { parseHTML } from "linkedom";

/** What tests ask of an element. */
export interface PageElement {
  readonly textContent: string;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
}

/** What tests ask of a page. */
export interface ParsedPage {
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

/** Returns the tree that a browser would make of a response. */
export async function parsedPage(response: Response): Promise<ParsedPage> {
  return parseHTML(await response.text()).document as unknown as ParsedPage;
}

/** Returns an attribute of everything that `selector` finds. */
export function attributes(page: ParsedPage, selector: string, name: string): (string | null)[] {
  return [...page.querySelectorAll(selector)].map((element) => element.getAttribute(name));
}

/** Returns the texts of everything that `selector` finds. */
export function texts(page: ParsedPage, selector: string): string[] {
  return [...page.querySelectorAll(selector)].map(({ textContent }) => textContent);
}
