import { type DefaultTreeAdapterTypes, parseFragment, serialize } from "parse5";
import { ELEMENTS, GLOBAL_ATTRIBUTES, SCHEMES } from "./content-policy.ts";
import { ADDRESS_ATTRIBUTES, isAbsolute } from "./markup.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

const VOID = new Set(["br", "col", "hr", "img", "source", "wbr"]);
/** Elements whose end tag HTML lets an author leave out. */
const END_OPTIONAL = new Set("caption colgroup dd dt li p rp rt tbody td tfoot th thead tr".split(" "));

/** Returns what is wrong with the HTML of an article's `content`, a sentence each; nothing when it is safe. */
export function contentProblems(html: string, hasBase: boolean): string[] {
  const problems: string[] = [];
  const fragment = parseFragment(html, {
    sourceCodeLocationInfo: true,
    onParseError: ({ code, startLine, startCol }) => {
      problems.push(`broken markup at ${startLine}:${startCol} (${code}); write well-formed HTML`);
    },
  });
  problems.push(...nodeProblems(fragment.childNodes, hasBase));
  problems.push(...strayEndTags(html, serialize(fragment)));
  return problems;
}

function nodeProblems(nodes: readonly Node[], hasBase: boolean): string[] {
  return nodes.flatMap((node) => {
    if (node.nodeName === "#text") return [];
    if (!("tagName" in node)) return ["found a comment or declaration; take it out"];
    return [...elementProblems(node, hasBase), ...nodeProblems(node.childNodes, hasBase)];
  });
}

function elementProblems(element: Element, hasBase: boolean): string[] {
  const { tagName, attrs, sourceCodeLocation } = element;
  const own = Object.hasOwn(ELEMENTS, tagName) ? ELEMENTS[tagName] : undefined;
  if (!own) return [`found <${tagName}>; take it out, readers do not show it safely`];

  const isOpen = sourceCodeLocation?.startTag && !sourceCodeLocation.endTag;
  const unclosed = isOpen && !VOID.has(tagName) && !END_OPTIONAL.has(tagName);
  return [
    ...(unclosed ? [`found <${tagName}> without its end; add </${tagName}>`] : []),
    ...attrs.flatMap(({ name, value }) => {
      if (!own.includes(name) && !GLOBAL_ATTRIBUTES.includes(name)) {
        return [`found the attribute ${name} on <${tagName}>; take it out`];
      }
      return ADDRESS_ATTRIBUTES.has(name) ? addressProblems(`${name} on <${tagName}>`, value, hasBase) : [];
    }),
  ];
}

function addressProblems(where: string, address: string, hasBase: boolean): string[] {
  const base = "https://base.invalid/";
  if (!URL.canParse(address, base))
    return [`found the address "${address}" in ${where}; write one that is well-formed`];
  if (!SCHEMES.includes(new URL(address, base).protocol)) {
    return [`found the address "${address}" in ${where}; write an http, https, mailto or tel address`];
  }
  if (!isAbsolute(address) && !hasBase) {
    return [
      `found the relative address "${address}" in ${where}; write it in full, or give the article a url`,
    ];
  }
  return [];
}

// The tree does not keep an end tag that closes nothing, so it is missed where the tree is written out.
function strayEndTags(source: string, written: string): string[] {
  const kept = endTags(written);
  return [...endTags(source)]
    .filter(([name, count]) => count > (kept.get(name) ?? 0))
    .map(([name]) => `found </${name}> without its beginning; take it out`);
}

function endTags(html: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, name = ""] of html.matchAll(/<\/([a-z][a-z0-9]*)/gi)) {
    counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
  }
  return counts;
}
