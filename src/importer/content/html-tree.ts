import {
  type DefaultTreeAdapterTypes,
  defaultTreeAdapter,
  html as htmlNames,
  parse,
  parseFragment,
} from "parse5";
import { UserError } from "../../operator/user-error.ts";

/** Far more than any real page has, and far less than what overflows the stack of a recursive function. */
const MAX_DEPTH = 500;
/** Elements that do not nest, or whose end tag may be missing; in SVG and MathML these nest like all others. */
const NOT_NESTING = new Set(
  "area base br col embed hr img input link meta param source track wbr p li dd dt option tbody td tfoot th thead tr html head body".split(
    " ",
  ),
);

/** A node with the nodes in it. */
export interface HtmlParent {
  childNodes: DefaultTreeAdapterTypes.ChildNode[];
  readonly tagName?: string;
}

/** Returns an element with these attributes and texts or elements in it. */
export function htmlElement(
  tagName: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (DefaultTreeAdapterTypes.Element | string)[]
): DefaultTreeAdapterTypes.Element {
  const attrs = Object.entries(attributes).map(([name, value]) => ({ name, value }));
  const element = defaultTreeAdapter.createElement(tagName, htmlNames.NS.HTML, attrs);
  for (const child of children) {
    if (typeof child === "string") defaultTreeAdapter.insertText(element, child);
    else defaultTreeAdapter.appendChild(element, child);
  }
  return element;
}

/** Returns the value of an attribute of `element`, or `undefined` if it has none. */
export function attributeOf({ attrs }: DefaultTreeAdapterTypes.Element, name: string): string | undefined {
  return attrs.find((candidate) => candidate.name === name)?.value;
}

/** Parses HTML that is a part of a page, as a browser does. @throws {UserError} if it is nested too deeply */
export function parseHtmlFragment(html: string): DefaultTreeAdapterTypes.DocumentFragment {
  refuseDeepTags(html);
  const fragment = parseFragment(html);
  refuseDeepTree(fragment);
  return fragment;
}

/** Parses a whole page, as a browser does. @throws {UserError} if it is nested too deeply */
export function parseHtmlPage(html: string): DefaultTreeAdapterTypes.Document {
  refuseDeepTags(html);
  const page = parse(html);
  refuseDeepTree(page);
  return page;
}

/** Counts open tags before parsing, because parsing deeply nested HTML takes very long. */
function refuseDeepTags(html: string): void {
  const open = new Map<string, number>();
  let depth = 0;
  for (const [, slash, tag = "", selfClosing] of html.matchAll(
    /<(\/?)([a-z][^\s/>]{0,30})[^<>]*?(\/?)(?=[<>]|$)/gi,
  )) {
    const name = tag.toLowerCase();
    const isForeign = (open.get("svg") ?? 0) + (open.get("math") ?? 0) > 0;
    if (isForeign ? selfClosing : NOT_NESTING.has(name)) continue;
    const count = open.get(name) ?? 0;
    // An end tag without a start tag does not reduce the depth.
    if (slash && count === 0) continue;
    const step = slash ? -1 : 1;
    open.set(name, count + step);
    depth += step;
    if (depth > MAX_DEPTH) throw tooDeep();
  }
}

/** Checks the depth of the parsed tree, level by level: a parser can nest elements deeper than their tags. */
function refuseDeepTree(root: DefaultTreeAdapterTypes.Node): void {
  let level: readonly DefaultTreeAdapterTypes.Node[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw tooDeep();
    level = level.flatMap((node) => ("childNodes" in node ? node.childNodes : []));
  }
}

function tooDeep(): UserError {
  return new UserError(
    `Found elements nested more than ${MAX_DEPTH} levels deep; give a page with less nesting`,
  );
}
