/** The root element and document type of an XML or HTML document. */
export interface XmlRoot {
  /** The name of the root element as it is written, such as `rdf:RDF`. */
  readonly tag: string;
  /** The same without its prefix, in lower case. */
  readonly name: string;
  /** The text of the document type declaration after `<!DOCTYPE`; empty if there is none. */
  readonly doctype: string;
  /** The index of the root element. */
  readonly start: number;
}

/** Returns the root element of `text`, or `undefined` if it does not start with markup. Takes linear time. */
export function xmlRoot(text: string): XmlRoot | undefined {
  let doctype = "";
  let index = 0;
  for (;;) {
    while (/[\s\uFEFF]/.test(text.charAt(index))) index++;
    if (text.startsWith("<?", index)) index = indexAfter(text, "?>", index);
    else if (text.startsWith("<!--", index)) index = indexAfter(text, "-->", index);
    else if (/^<!doctype/i.test(text.slice(index, index + 9))) {
      const end = doctypeEnd(text, index + 9);
      doctype = text.slice(index + 9, end);
      index = end + 1;
    } else break;
  }
  const tag = /^<([A-Za-z_][\w.:-]{0,100})/.exec(text.slice(index, index + 110))?.[1];
  return tag === undefined
    ? undefined
    : { tag, name: tag.replace(/^.*:/, "").toLowerCase(), doctype, start: index };
}

function indexAfter(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from);
  return found === -1 ? text.length : found + end.length;
}

/** Returns the index of the `>` that ends a document type: one that is not in quotes or brackets. */
function doctypeEnd(text: string, from: number): number {
  let quote = "";
  let isInSubset = false;
  for (let index = from; index < text.length; index++) {
    const character = text.charAt(index);
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === "[") isInSubset = true;
    else if (character === "]") isInSubset = false;
    else if (character === ">" && !isInSubset) return index;
  }
  return text.length;
}
