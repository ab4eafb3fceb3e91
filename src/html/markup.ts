import { parseFragment } from "parse5";
import { toUri } from "../domain/uri.ts";
import { elementsIn, escapeAttribute, type HtmlNode } from "./nodes.ts";
import { applyEdits } from "./text-edits.ts";

/** Attributes that hold an address, in the HTML that a store may hold. */
export const ADDRESS_ATTRIBUTES: ReadonlySet<string> = new Set(["href", "src", "poster", "cite"]);

const MENTIONS_ADDRESS = /\b(?:href|src|poster|cite)\s*=/i;
const BLOCKS = new Set(
  "address article blockquote caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section summary table tr ul".split(
    " ",
  ),
);

/**
 * Returns `html` with every address as an absolute URI, relative ones resolved against `base`. Without a base,
 * relative addresses stay as they are.
 */
export function absoluteMarkup(html: string, base?: string): string {
  if (!MENTIONS_ADDRESS.test(html)) return html;

  // A parser moves and copies what is nested wrongly, so one attribute can be in the tree twice.
  const { childNodes } = parseFragment(html, { sourceCodeLocationInfo: true });
  const changes = [...addresses(childNodes)].flatMap(({ name, value, from, to }) => {
    if (!URL.canParse(value, base) || !/^https?:$/.test(new URL(value, base).protocol)) return [];
    const absolute = toUri(value, base);
    if (absolute === value) return [];
    return [{ from, to, text: `${name}="${escapeAttribute(absolute)}"` }];
  });
  return applyEdits(html, changes);
}

/** Returns the text that `html` shows: paragraphs on lines of their own, without markup. */
export function plainText(html: string): string {
  return textOf(parseFragment(html).childNodes)
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Tells whether `address` begins with a scheme (RFC 3986 §4.3). */
export function isAbsolute(address: string): boolean {
  return /^\s*[a-z][a-z0-9+.-]*:/i.test(address);
}

interface Address {
  readonly name: string;
  readonly value: string;
  /** The range of the attribute in the text. */
  readonly from: number;
  readonly to: number;
}

function* addresses(nodes: readonly HtmlNode[]): Generator<Address> {
  for (const { attrs, sourceCodeLocation } of elementsIn(nodes)) {
    for (const { name, value } of attrs) {
      const place = sourceCodeLocation?.attrs?.[name];
      if (place && ADDRESS_ATTRIBUTES.has(name))
        yield { name, value, from: place.startOffset, to: place.endOffset };
    }
  }
}

function textOf(nodes: readonly HtmlNode[]): string {
  return nodes
    .map((node) => {
      if ("value" in node) return node.value.replace(/\s+/g, (run) => (/[^\n\r\t ]/.test(run) ? run : " "));
      if (!("childNodes" in node)) return "";
      if (node.nodeName === "br") return "\n";
      if (node.nodeName === "td" || node.nodeName === "th") return `${textOf(node.childNodes)} `;
      const text = textOf(node.childNodes);
      return BLOCKS.has(node.nodeName) ? `\n\n${text}\n\n` : text;
    })
    .join("");
}
