import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { type Change, replaceRanges } from "./replace-ranges.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** The ids that pages give to parts of their own. */
const RESERVED: ReadonlySet<string> = new Set(["page-content", "feeds-title"]);

const PREFIX = "text-";

/**
 * Returns the content of the article at `addresses` as its page shows it: without the classes of another
 * page's style, with no id that the page itself uses, and with links to a part of it that stay on the page.
 */
export function scopeIds(html: string, addresses: readonly string[]): string {
  if (!/\b(?:class|id)\s*=/i.test(html)) return html;
  const found = [...elements(parseFragment(html, { sourceCodeLocationInfo: true }).childNodes)];
  const ids = new Set(found.flatMap(({ attrs }) => attrs.filter(isId).map(({ value }) => value)));
  const names = new Map([...ids].map((id) => [id, nameOf(id, ids)] as const));
  const pages = new Set(addresses.map(withoutFragment));
  return replaceRanges(
    html,
    found.flatMap((element) => [...changesOf(element, html, names, pages)]),
  );
}

const isId = ({ name }: { readonly name: string }) => name === "id";

function* elements(nodes: readonly Node[]): Generator<Element> {
  for (const node of nodes) {
    if (!("attrs" in node)) continue;
    yield node;
    yield* elements(node.childNodes);
  }
}

/** What an id is called on the page: another name than the page's own ids and the content's. */
function nameOf(id: string, ids: ReadonlySet<string>): string {
  if (!RESERVED.has(id)) return id;
  let name = PREFIX + id;
  while (ids.has(name)) name = PREFIX + name;
  return name;
}

function* changesOf(
  { nodeName, attrs, sourceCodeLocation }: Element,
  html: string,
  names: ReadonlyMap<string, string>,
  pages: ReadonlySet<string>,
): Generator<Change> {
  for (const { name, value } of attrs) {
    const place = sourceCodeLocation?.attrs?.[name];
    if (!place) continue;
    const { startOffset: from, endOffset: to } = place;
    if (name === "class") yield { from: beginning(html, from, to), to, text: "" };
    const now = name === "href" && nodeName === "a" ? hrefOf(value, names, pages) : named(name, value, names);
    if (now !== value) yield { from, to, text: `${name}="${escaped(now)}"` };
  }
}

/** Where an attribute that goes begins: with the space before it, unless that keeps its neighbours apart. */
function beginning(html: string, from: number, to: number): number {
  if (!/[\s/>]/.test(html.charAt(to))) return from;
  return html.slice(0, from).trimEnd().length;
}

/** The value of an attribute that gives or names ids. */
function named(name: string, value: string, names: ReadonlyMap<string, string>): string {
  if (name === "id") return names.get(value) ?? value;
  if (name !== "headers") return value;
  return value.replace(/\S+/g, (id) => names.get(id) ?? id);
}

/** A link to a part of the content, from wherever the content was, is one to that part of the page. */
function hrefOf(href: string, names: ReadonlyMap<string, string>, pages: ReadonlySet<string>): string {
  if (!URL.canParse(href) || !pages.has(withoutFragment(href))) return href;
  const name = names.get(decoded(new URL(href).hash.slice(1)));
  return name ? `#${encodeURIComponent(name)}` : href;
}

function withoutFragment(address: string): string {
  const url = new URL(address);
  url.hash = "";
  return url.href;
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
