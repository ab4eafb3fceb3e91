import { Feed, type FeedOptions, type Item } from "feed";
import { type Element, xml2js } from "xml-js";
import { element, type XmlElement } from "./xml.ts";

/**
 * Returns a value by which a text or an address travels through the library. It is a URL of letters and
 * digits, so the library can neither change it nor refuse it.
 */
export type Hold = (text: string) => string;

/** What the library is told of a feed: every text and address is held. */
export interface LibraryInput {
  readonly options: FeedOptions;
  readonly items: readonly Item[];
}

/**
 * Returns the document that the library `feed` builds of a feed, as a tree.
 *
 * The library writes text that is not well-formed XML (field notes 4, 5, 15), un-escapes what was meant
 * literally (13), takes plain text for HTML (12) and changes addresses or throws on them (6, 7). So it never
 * sees any: `describe` hands it `slot:` URLs from `hold`, and their texts take their places in the finished
 * tree. It is handed a fresh description each time, because it changes its input (10).
 */
export function libraryDocument(
  format: "rss2" | "atom1",
  describe: (hold: Hold) => LibraryInput,
): XmlElement {
  const texts: string[] = [];
  const hold: Hold = (text) => `slot:${texts.push(text) - 1}`;
  const fill = (value: string) => texts[Number(/^slot:(\d+)$/.exec(value)?.[1])] ?? value;

  const { options, items } = describe(hold);
  const feed = new Feed(options);
  for (const item of items) feed.addItem(item);
  const { elements } = xml2js(feed[format](), { compact: false }) as Element;
  const root = elements?.find(({ type }) => type === "element");
  if (!root) throw new Error(`The library "feed" built no ${format} document`);
  return filled(root, fill);
}

function filled(
  { name = "", attributes = {}, elements = [] }: Element,
  fill: (value: string) => string,
): XmlElement {
  return element(
    name,
    Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, fill(String(value))])),
    ...elements.map((child) => {
      if (child.type === "element") return filled(child, fill);
      return fill(String(child.type === "cdata" ? child.cdata : child.text));
    }),
  );
}
