import { type DefaultTreeAdapterTypes, parseFragment, serialize } from "parse5";
import { uri } from "./uri.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;

/** Attributes that hold an address, in the markup that the store admits. */
export const ADDRESS_ATTRIBUTES: ReadonlySet<string> = new Set(["href", "src", "poster", "cite"]);

const MENTIONS_ADDRESS = /\b(?:href|src|poster|cite)\s*=/i;
const BLOCKS = new Set(
  "address article blockquote dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section table tr ul".split(
    " ",
  ),
);

/**
 * Returns `html` with every address as an absolute URI, relative ones resolved against `base`; untouched
 * where they all are.
 */
export function absoluteMarkup(html: string, base: string): string {
  if (!MENTIONS_ADDRESS.test(html)) return html;

  const fragment = parseFragment(html);
  let changed = false;
  for (const attribute of addresses(fragment.childNodes)) {
    if (!URL.canParse(attribute.value, base) || !/^https?:$/.test(new URL(attribute.value, base).protocol))
      continue;
    const absolute = uri(attribute.value, base);
    changed ||= absolute !== attribute.value;
    attribute.value = absolute;
  }
  return changed ? serialize(fragment) : html;
}

/** Returns the text that a reader of `html` sees: paragraphs on lines of their own, no markup. */
export function plainText(html: string): string {
  return textOf(parseFragment(html).childNodes)
    .replace(/[^\S\n]*\n[^\S\n]*/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Tells whether `address` begins with a scheme (RFC 3986 §4.3). */
export function isAbsolute(address: string): boolean {
  return /^\s*[a-z][a-z0-9+.-]*:/i.test(address);
}

function* addresses(nodes: readonly Node[]): Generator<{ value: string }> {
  for (const node of nodes) {
    if (!("attrs" in node)) continue;
    yield* node.attrs.filter(({ name }) => ADDRESS_ATTRIBUTES.has(name));
    yield* addresses(node.childNodes);
  }
}

function textOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if ("value" in node) return node.value.replace(/\s+/g, (run) => (/[^\n\r\t ]/.test(run) ? run : " "));
      if (!("childNodes" in node)) return "";
      if (node.nodeName === "br") return "\n";
      const text = textOf(node.childNodes);
      return BLOCKS.has(node.nodeName) ? `\n\n${text}\n\n` : text;
    })
    .join("");
}
