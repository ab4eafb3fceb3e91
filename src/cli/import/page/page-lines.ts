import { isElement, type PageElement } from "./page-dom.ts";

const UNSEEN = new Set("script style noscript template select textarea svg iframe object head".split(" "));
const INLINE = new Set(
  "a abbr b bdi bdo big cite code del dfn em font i img ins kbd label mark q rp rt ruby s samp small span strong sub sup time tt u var wbr".split(
    " ",
  ),
);

/** Returns the text of `element` as a page shows it, a block a line, none empty. */
export function pageLines(element: PageElement): string[] {
  const parts: string[] = [];
  write(element, parts);
  return parts
    .join("")
    .split("\n")
    .map((line) =>
      line.replace(/[^\S\u3000]*\u3000[^\S\u3000]*/g, "\u3000").replace(/^[\s\u200B]+|[\s\u200B]+$/g, ""),
    )
    .filter((line) => line !== "");
}

function write(element: PageElement, parts: string[]): void {
  for (const node of element.childNodes) {
    if (node.nodeType === 3) parts.push(node.textContent.replace(/[\n\r\t ]+/g, " "));
    if (!isElement(node) || UNSEEN.has(node.localName)) continue;
    if (/display\s*:\s*none/i.test(node.getAttribute("style") ?? "")) continue;
    // Labels set apart by elements stay apart: <span>来源：…</span><span>作者：…</span>
    const edge = INLINE.has(node.localName) ? (node.localName === "span" ? "   " : "") : "\n";
    parts.push(edge);
    write(node, parts);
    parts.push(edge);
  }
}
