import { parseFragment } from "parse5";
import { ELEMENTS, GLOBAL_ATTRIBUTES, SCHEMES } from "./content-policy.ts";
import { ADDRESS_ATTRIBUTES, isAbsolute } from "./markup.ts";
import { tagsOf } from "./markup-tags.ts";
import { elementsIn, type HtmlElement, type HtmlNode } from "./nodes.ts";

const VOID = new Set(["br", "col", "hr", "img", "source", "wbr"]);
/** Elements whose end tag may be left out (HTML, "Optional tags"). */
const END_OPTIONAL = new Set("caption colgroup dd dt li p rp rt tbody td tfoot th thead tr".split(" "));

/** Checks the HTML of an article's content; returns a sentence for each problem, and none where it can be served. */
export function contentProblems(html: string, hasBase: boolean): string[] {
  const problems: string[] = [];
  const fragment = parseFragment(html, {
    sourceCodeLocationInfo: true,
    onParseError: ({ code, startLine, startCol }) => {
      problems.push(`broken markup at ${startLine}:${startCol} (${code}); write well-formed HTML`);
    },
  });
  problems.push(...nodeProblems(fragment.childNodes, hasBase));
  problems.push(...lostTags(html, fragment.childNodes));
  return problems;
}

function nodeProblems(nodes: readonly HtmlNode[], hasBase: boolean): string[] {
  return nodes.flatMap((node) => {
    if (node.nodeName === "#text") return [];
    if (!("tagName" in node)) return ["found a comment or declaration; take it out"];
    return [...elementProblems(node, hasBase), ...nodeProblems(node.childNodes, hasBase)];
  });
}

function elementProblems(element: HtmlElement, hasBase: boolean): string[] {
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

/**
 * Finds tags that are in the text and not in the tree: the parser drops an end tag that closes nothing, and a
 * start tag where HTML does not allow it (`<body>`, a cell without its table).
 */
function lostTags(html: string, nodes: readonly HtmlNode[]): string[] {
  const { starts, ends, hasDoctype } = tagsOf(html);
  for (const { sourceCodeLocation } of elementsIn(nodes)) {
    if (sourceCodeLocation?.startTag) starts.delete(sourceCodeLocation.startTag.startOffset);
    if (sourceCodeLocation?.endTag) ends.delete(sourceCodeLocation.endTag.startOffset);
  }
  return [
    ...(hasDoctype ? ["found a document type; take it out"] : []),
    ...[...starts.values()].map((name) => `found <${name}> where HTML has no place for it; take it out`),
    ...[...ends.values()].map((name) => `found </${name}> without its beginning; take it out`),
  ];
}
