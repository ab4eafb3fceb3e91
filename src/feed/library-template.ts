import { Feed, type FeedOptions, type Item } from "feed";
import { escapeAttribute, escapeText } from "./xml.ts";

/**
 * The values that fill a template, by the names of its placeholders. If a value is absent, its line is left out; if
 * all values of an element are absent, the element is left out.
 */
type Values = Readonly<Record<string, string | undefined>>;

/** A feed as the library writes it, with placeholders for everything that differs between feeds. */
interface FeedTemplate {
  /** The elements of the channel, in their order. */
  readonly channel: readonly ElementTemplate[];
  /** The elements of an entry, in their order. */
  readonly entry: readonly ElementTemplate[];
}

/** An element with placeholders. */
interface ElementTemplate {
  readonly name: string;
  /** Returns the element with its placeholders replaced, or `""` where it has placeholders and no value for them. */
  fill(values: Values): string;
}

/** Dates that the library is given; what it writes of them is replaced. */
export const PLACEHOLDER_DATES = {
  updated: new Date("2001-01-01T00:00:00Z"),
  published: new Date("2002-02-02T00:00:00Z"),
} as const;

/** Returns the placeholder of the value with this name. It parses as a URL, so the library keeps it as it is. */
export function placeholder(name: string): string {
  return `slot:${name}`;
}

/** What a template is made from: a feed with one entry, in which every optional field has a placeholder. */
interface Sample {
  readonly format: "rss2" | "atom1";
  readonly options: FeedOptions;
  readonly item: Item;
  /** Corrects an element that the library writes. */
  readonly correct: (xml: string) => string;
}

/**
 * Has the library `feed` write a sample, and returns its document as a template.
 *
 * The library decides which elements there are, their names and their order. It never sees a text, an address
 * or a date of the publication, because it does not keep them as they are (all seen in version 6.0.0, each with a
 * test in `test/feed/library-faults.node.test.ts`): control characters and, in attributes, `<` and `&` make a
 * document that is not well-formed; a literal `&amp;` in a text becomes `&`; plain text in Atom is marked as HTML
 * and not escaped; Atom ids and addresses go through `new URL()`, which changes or refuses them; an absent date
 * becomes the time of day or throws; rendering changes its input. The template is therefore written once, and
 * every feed is written by filling it.
 */
export function libraryTemplate({ format, options, item, correct }: Sample): FeedTemplate {
  const feed = new Feed(options);
  feed.addItem(item);
  const [depth, entryName] = format === "rss2" ? [2, "item"] : [1, "entry"];
  const elements = elementsAt(depth, feed[format]());
  const isEntry = (xml: string) => xml.startsWith(`<${entryName}>`);
  const compiled = (xml: string) => compile(correct(xml));
  return {
    channel: elements.filter((xml) => !isEntry(xml)).map(compiled),
    entry: elements
      .filter(isEntry)
      .flatMap((xml) => elementsAt(depth + 1, xml))
      .map(compiled),
  };
}

/**
 * Returns the elements that are `depth` levels deep in a document. The library indents each level by four spaces,
 * and no value that it was given holds a line end.
 */
function elementsAt(depth: number, xml: string): string[] {
  const [, ...elements] = xml.split(new RegExp(`\\n {${4 * depth}}(?=<[^/])`));
  // The last one is followed by the end tags of what is around it.
  const endTags = new RegExp(`\\n {0,${4 * depth - 4}}</[^]*$`);
  return elements.map((element) => element.replace(endTags, ""));
}

const PLACEHOLDER = /<!\[CDATA\[slot:(\w+)\]\]>|"slot:(\w+)"|slot:(\w+)/;

function compile(xml: string): ElementTemplate {
  const name = /^<([\w:]+)/.exec(xml)?.[1] ?? "";
  const dated = Object.entries(PLACEHOLDER_DATES).reduce(
    (text, [key, date]) =>
      text.replace(date.toUTCString(), placeholder(key)).replace(date.toISOString(), placeholder(key)),
    xml.replace(/\n +/g, "\n"),
  );
  const lines = dated.split("\n").map(compileLine);
  const names = [...dated.matchAll(new RegExp(PLACEHOLDER, "g"))].map(
    ([, cdata, attribute, text]) => cdata ?? attribute ?? text ?? "",
  );
  return {
    name,
    fill(values) {
      if (names.length > 0 && names.every((key) => values[key] === undefined)) return "";
      let filled = "";
      for (const line of lines) filled += line(values);
      return filled;
    },
  };
}

/** Returns a function that fills the placeholders of one line, or returns `""` where a value is absent. */
function compileLine(line: string): (values: Values) => string {
  const parts = line.split(new RegExp(PLACEHOLDER, "g"));
  // Each placeholder is three groups, of which one matched: CDATA, attribute, text.
  return (values) => {
    let filled = parts[0] ?? "";
    for (let index = 1; index < parts.length; index += 4) {
      const [cdata, attribute, text] = parts.slice(index, index + 3);
      const value = values[cdata ?? attribute ?? text ?? ""];
      if (value === undefined) return "";
      filled += attribute === undefined ? escapeText(value) : `"${escapeAttribute(value)}"`;
      filled += parts[index + 3] ?? "";
    }
    return `${filled}\n`;
  };
}
