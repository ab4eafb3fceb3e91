import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { addressOf } from "./browser-address.ts";
import type { PageCase } from "./browser-pages.ts";

/** What a browser says when somebody opens an address. */
const AS_A_BROWSER = {
  Accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
  "Sec-Fetch-Dest": "document",
};

/** Asks for an address as a browser does that opens it, without following redirects. */
export function open(address: string): Promise<Response> {
  return fetch(address, { headers: AS_A_BROWSER, redirect: "manual" });
}

/** Returns the HTML of a page. */
export async function htmlOf(page: PageCase): Promise<string> {
  return (await open(addressOf(page))).text();
}

/** The addresses that a document refers to, and the ids in it that a fragment can name. */
export interface References {
  readonly targets: readonly string[];
  readonly ids: ReadonlySet<string>;
}

type Node = DefaultTreeAdapterTypes.Node;
type Attribute = DefaultTreeAdapterTypes.Element["attrs"][number];

/** Returns what the document at `address` refers to. */
export function referencesIn(html: string, address: string): References {
  const attributes = [...attributesOf(parse(html))];
  const valuesOf = (pattern: RegExp) =>
    attributes.filter(({ name }) => pattern.test(name)).map(({ value }) => value);
  return {
    targets: valuesOf(/^(?:href|src)$/).map((target) => new URL(target, address).href),
    ids: new Set(valuesOf(/^id$/)),
  };
}

function* attributesOf(node: Node): Generator<Attribute> {
  if ("attrs" in node) yield* node.attrs;
  if ("childNodes" in node) for (const child of node.childNodes) yield* attributesOf(child);
}
