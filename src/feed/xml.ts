/** An element of an XML document. Texts are as they are meant, not as XML writes them. */
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

/** Returns the document whose root is `root`. */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${xmlOf(root)}\n`;
}

/**
 * Returns `element` as XML, one element a line. White space is never added to an element that holds text, since
 * readers take it for part of the text.
 */
export function xmlOf({ name, attributes, children }: XmlElement): string {
  let tag = name;
  for (const [key, value] of Object.entries(attributes)) tag += ` ${key}="${escapeAttribute(value)}"`;
  if (children.length === 0) return `<${tag}/>`;
  const hasText = children.some((child) => typeof child === "string");
  const content = children.map((child) => (typeof child === "string" ? escapeText(child) : xmlOf(child)));
  return hasText ? `<${tag}>${content.join("")}</${name}>` : `<${tag}>\n${content.join("\n")}\n</${name}>`;
}

/**
 * Escapes `text` as the content of an element. The RSS Board's profile asks for hexadecimal references in
 * titles; they mean the same in any text. A carriage return that is not a reference is read as a line feed (XML
 * 1.0 §2.11).
 */
export function escapeText(text: string): string {
  return text
    .replaceAll("&", "&#x26;")
    .replaceAll("<", "&#x3C;")
    .replaceAll(">", "&#x3E;")
    .replaceAll("\r", "&#xD;");
}

/**
 * Escapes `value` as the value of an attribute in double quotes. Some readers decode only named references
 * there. White space becomes a space unless it is a reference (XML 1.0 §3.3.3).
 */
export function escapeAttribute(value: string): string {
  return value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\t", "&#x9;")
    .replaceAll("\n", "&#xA;")
    .replaceAll("\r", "&#xD;");
}
