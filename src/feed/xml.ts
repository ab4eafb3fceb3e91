/** An element of an XML document: what it holds is text and elements, as they are meant, not as they are written. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

/** Returns an element. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (XmlElement | string)[]
): XmlElement {
  return { name, attributes, children };
}

/**
 * Returns the document whose root is `root`, an element a line.
 *
 * White space is never added inside an element that holds text, since readers take it for part of the text.
 */
export function serialize(root: XmlElement): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${written(root)}\n`;
}

function written({ name, attributes, children }: XmlElement): string {
  const head = Object.entries(attributes).reduce(
    (tag, [key, value]) => `${tag} ${key}="${escapeAttribute(value)}"`,
    name,
  );
  if (children.length === 0) return `<${head}/>`;
  const hasText = children.some((child) => typeof child === "string");
  const body = children.map((child) => (typeof child === "string" ? escapeText(child) : written(child)));
  return hasText ? `<${head}>${body.join("")}</${name}>` : `<${head}>\n${body.join("\n")}\n</${name}>`;
}

// The RSS Board's profile asks for hexadecimal references in titles; they mean the same in any text.
// A carriage return that is not referenced is read as a line feed (XML 1.0 §2.11).
const IN_TEXT: Readonly<Record<string, string>> = {
  "&": "&#x26;",
  "<": "&#x3C;",
  ">": "&#x3E;",
  "\r": "&#xD;",
};

// In attributes some readers decode only the names. White space there becomes a space unless it is
// referenced (XML 1.0 §3.3.3).
const IN_ATTRIBUTES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#x9;",
  "\n": "&#xA;",
  "\r": "&#xD;",
};

function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, (character) => IN_TEXT[character] ?? character);
}

function escapeAttribute(value: string): string {
  return value.replace(/[&<>"\t\n\r]/g, (character) => IN_ATTRIBUTES[character] ?? character);
}
