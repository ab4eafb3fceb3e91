import { DomHandler, DomUtils, Parser, type parseDocument } from "htmlparser2";
import { UserError } from "../../operator/user-error.ts";

/** A parsed XML document. Text and attributes are as the document has them, with their references. */
export type XmlDocument = ReturnType<typeof parseDocument>;
export type XmlNode = XmlDocument["childNodes"][number];
export type XmlElement = Extract<XmlNode, { readonly attribs: unknown }>;

/** Far more than any real feed has, and far less than what overflows the stack of a recursive function. */
const MAX_DEPTH = 1000;
const RAW = { xmlMode: true, decodeEntities: false } as const;

/** Builds the tree without comments, and without text that is not needed, which takes most of the time. */
class TreeBuilder extends DomHandler {
  readonly #keepsText: (name: string) => boolean;

  constructor(keepsText: (name: string) => boolean) {
    super(undefined, { ...RAW, withStartIndices: true, withEndIndices: true });
    this.#keepsText = keepsText;
  }

  override onopentag(name: string, attributes: Record<string, string>): void {
    super.onopentag(name, attributes);
    if (this.tagStack.length > MAX_DEPTH) {
      throw new UserError(
        `Found elements nested more than ${MAX_DEPTH} levels deep; get the feed in another way`,
      );
    }
  }
  override ontext(text: string): void {
    if (this.#isTextKept()) super.ontext(text);
  }
  override oncdatastart(): void {
    if (this.#isTextKept()) super.oncdatastart();
  }
  override oncdataend(): void {
    if (this.#isTextKept()) super.oncdataend();
  }
  override oncomment(): void {}
  override oncommentend(): void {}

  #isTextKept(): boolean {
    const element = this.tagStack.at(-1);
    return element !== undefined && (!("name" in element) || this.#keepsText(element.name));
  }
}

/**
 * Parses XML, also if it is not well-formed: an element without an end tag ends with the element that it is in, and
 * an end tag without a start tag is left out. The tree has the text of the elements whose names `keepsText`.
 *
 * @throws {UserError} if it is nested too deeply
 */
export function parseXmlTree(text: string, keepsText: (name: string) => boolean = () => true): XmlDocument {
  const builder = new TreeBuilder(keepsText);
  new Parser(builder, RAW).end(text);
  return builder.root;
}

export function serializeXml(node: XmlNode): string {
  return DomUtils.getOuterHTML(node, RAW);
}

/** Returns the start tag of an element, with `more` attributes. */
export function startTag({ name, attribs }: XmlElement, more: Readonly<Record<string, string>> = {}): string {
  const attributes = Object.entries({ ...attribs, ...more }).map(
    ([key, value]) => ` ${key}="${value.replaceAll('"', "&quot;")}"`,
  );
  return `<${name}${attributes.join("")}>`;
}

/** Tells whether an element has an end tag of its own in `text`, or needs none. */
export function hasEndTag({ name, endIndex, childNodes }: XmlElement, text: string): boolean {
  // The parser counts spaces in an end tag as text behind it, except for the first.
  const end = (endIndex ?? 0) + 1;
  return (
    text.startsWith(`</${name}`, end - name.length - 3) ||
    (childNodes.length === 0 && text.startsWith("/>", end - 2))
  );
}

export function elementsOf({ childNodes }: { readonly childNodes: readonly XmlNode[] }): XmlElement[] {
  return childNodes.filter(isElement);
}

export function isElement(node: XmlNode): node is XmlElement {
  return "attribs" in node;
}

/** Returns the text of an element with its references, CDATA sections included. */
export function textOf(element: XmlElement): string {
  return element.childNodes
    .map((node) => (DomUtils.isText(node) || DomUtils.isCDATA(node) ? serializeXml(node) : ""))
    .join("");
}

/** Returns the name without its prefix, in lower case. */
export function localName({ name }: XmlElement): string {
  return name.slice(name.indexOf(":") + 1).toLowerCase();
}
