import { XmlDocument } from "libxml2-wasm";

const NAMESPACES = {
  atom: "http://www.w3.org/2005/Atom",
  content: "http://purl.org/rss/1.0/modules/content/",
  dc: "http://purl.org/dc/elements/1.1/",
  media: "http://search.yahoo.com/mrss/",
};

/** Returns the texts of the elements or attributes that an XPath selects. */
export type Find = (path: string) => string[];

/** Reads `document` with libxml2 and asks it. @throws {XmlParseError} where it is not well-formed */
export function inDocument<Answer>(document: string, ask: (find: Find) => Answer): Answer {
  const tree = XmlDocument.fromString(document);
  try {
    return ask((path) => tree.find(path, NAMESPACES).map((node) => node.content));
  } finally {
    tree.dispose();
  }
}
