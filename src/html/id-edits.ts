import { elementsIn, escapeAttribute, type HtmlElement, type HtmlNode } from "./nodes.ts";
import type { TextEdit } from "./text-edits.ts";

/** The ids that the page of an article uses itself. */
const RESERVED_IDS: ReadonlySet<string> = new Set(["page-content", "feeds-title"]);

const PREFIX = "text-";

/**
 * Returns the edits that remove classes, which mean another page's style, rename ids that the article's page
 * uses itself, and turn links to a part of the original page at `url` into links within this one.
 */
export function idEdits(nodes: readonly HtmlNode[], html: string, url: string | undefined): TextEdit[] {
  const elements = [...elementsIn(nodes)];
  const ids = new Set(
    elements.flatMap(({ attrs }) => attrs.filter(({ name }) => name === "id").map(({ value }) => value)),
  );
  const newIds = new Map([...ids].map((id) => [id, newId(id, ids)]));
  const original = url === undefined ? undefined : withoutFragment(url);
  return elements.flatMap((element) => [...elementEdits(element, { html, newIds, original })]);
}

/** Returns the id that the page gives to what the content calls `id`. */
function newId(id: string, ids: ReadonlySet<string>): string {
  if (!RESERVED_IDS.has(id)) return id;
  let name = PREFIX + id;
  while (ids.has(name)) name = PREFIX + name;
  return name;
}

interface Renaming {
  readonly html: string;
  readonly newIds: ReadonlyMap<string, string>;
  /** The address of the original page, without a fragment. */
  readonly original: string | undefined;
}

function* elementEdits(
  { tagName, attrs, sourceCodeLocation }: HtmlElement,
  { html, newIds, original }: Renaming,
): Generator<TextEdit> {
  for (const { name, value } of attrs) {
    const location = sourceCodeLocation?.attrs?.[name];
    if (!location) continue;
    const { startOffset: from, endOffset: to } = location;
    if (name === "class") yield { from: removalStart(html, from, to), to, text: "" };
    const renamed =
      name === "href" && tagName === "a"
        ? internalLink(value, newIds, original)
        : renamedIds(name, value, newIds);
    if (renamed !== value) yield { from, to, text: `${name}="${escapeAttribute(renamed)}"` };
  }
}

/** Returns where the removal of an attribute starts: with the space before it, unless a neighbor needs that. */
function removalStart(html: string, from: number, to: number): number {
  if (!/[\s/>]/.test(html.charAt(to))) return from;
  return html.slice(0, from).trimEnd().length;
}

/** Returns the value of an attribute that defines or refers to ids, with their new names. */
function renamedIds(name: string, value: string, newIds: ReadonlyMap<string, string>): string {
  if (name === "id") return newIds.get(value) ?? value;
  if (name !== "headers") return value;
  return value.replace(/\S+/g, (id) => newIds.get(id) ?? id);
}

/** Returns a link to a part of the content as one within the page, and any other link as it is. */
function internalLink(
  href: string,
  newIds: ReadonlyMap<string, string>,
  original: string | undefined,
): string {
  if (!URL.canParse(href) || withoutFragment(href) !== original) return href;
  const id = newIds.get(decodeFragment(new URL(href).hash.slice(1)));
  return id ? `#${encodeURIComponent(id)}` : href;
}

function withoutFragment(address: string): string {
  const url = new URL(address);
  url.hash = "";
  return url.href;
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
