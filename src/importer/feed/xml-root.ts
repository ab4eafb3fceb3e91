/** How an XML or HTML document begins. */
export interface XmlRoot {
  /** The name of its first element as it is written, such as `rdf:RDF`. */
  readonly tag: string;
  /** The same without its prefix, in lower case. */
  readonly name: string;
  /** What stands between `<!DOCTYPE` and its end; empty where there is none. */
  readonly doctype: string;
}

/** Returns how `text` begins, or `undefined` when it does not begin with markup; each character is read once. */
export function xmlRoot(text: string): XmlRoot | undefined {
  let doctype = "";
  let index = 0;
  for (;;) {
    while (/[\s\uFEFF]/.test(text.charAt(index))) index++;
    if (text.startsWith("<?", index)) index = after(text, "?>", index);
    else if (text.startsWith("<!--", index)) index = after(text, "-->", index);
    else if (/^<!doctype/i.test(text.slice(index, index + 9))) {
      const end = doctypeEnd(text, index + 9);
      doctype = text.slice(index + 9, end);
      index = end + 1;
    } else break;
  }
  const tag = /^<([A-Za-z_][\w.:-]{0,100})/.exec(text.slice(index, index + 110))?.[1];
  return tag === undefined ? undefined : { tag, name: tag.replace(/^.*:/, "").toLowerCase(), doctype };
}

function after(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from);
  return found === -1 ? text.length : found + end.length;
}

/** Where a document type ends: at a `>` that stands neither in its brackets nor in quotes. */
function doctypeEnd(text: string, from: number): number {
  let quote = "";
  let isInside = false;
  for (let index = from; index < text.length; index++) {
    const character = text.charAt(index);
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === "[") isInside = true;
    else if (character === "]") isInside = false;
    else if (character === ">" && !isInside) return index;
  }
  return text.length;
}
