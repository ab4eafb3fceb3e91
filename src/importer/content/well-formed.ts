import { type DefaultTreeAdapterTypes, parse, parseFragment, serialize } from "parse5";
import { refuseDeepNesting, refuseDeepTree } from "./nesting.ts";

/** Returns the tree that a browser makes of `html`, which stands in a page. @throws {UserError} when it is too deep */
export function fragmentOf(html: string): DefaultTreeAdapterTypes.DocumentFragment {
  refuseDeepNesting(html);
  const fragment = parseFragment(html);
  refuseDeepTree(fragment);
  return fragment;
}

/** Returns `html`, which stands in a page, with every element's beginning and end. @throws {UserError} when it is too deep */
export function wellFormed(html: string): string {
  return serialize(fragmentOf(html));
}

/** Returns the tree that a browser makes of the page `html`. @throws {UserError} when it is too deep */
export function pageTree(html: string): DefaultTreeAdapterTypes.Document {
  refuseDeepNesting(html);
  const page = parse(html);
  refuseDeepTree(page);
  return page;
}
