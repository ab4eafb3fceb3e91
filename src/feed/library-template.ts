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

/**
 * Fills `elements` in their order: one that `lists` names once for each of its values, and any other once, with
 * `values`.
 */
export function fillElements(
  elements: readonly ElementTemplate[],
  values: Values,
  lists: Readonly<Record<string, readonly Values[]>> = {},
): string {
  let filled = "";
  for (const element of elements) {
    for (const each of lists[element.name] ?? [values]) filled += element.fill(each);
  }
  return filled;
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

/** Each placeholder is three groups, of which one matches: CDATA, attribute, text. */
const PLACEHOLDER = /<!\[CDATA\[slot:(\w+)\]\]>|"slot:(\w+)"|slot:(\w+)/g;

function compile(xml: string): ElementTemplate {
  const name = /^<([\w:]+)/.exec(xml)?.[1] ?? "";
  const dated = Object.entries(PLACEHOLDER_DATES).reduce(
    (text, [key, date]) =>
      text.replace(date.toUTCString(), placeholder(key)).replace(date.toISOString(), placeholder(key)),
    xml.replace(/\n +/g, "\n"),
  );
  const lines = dated.split("\n").map(compileLine);
  const names = lines.flatMap(({ slots }) => slots.map((slot) => slot.name));
  return {
    name,
    fill(values) {
      if (names.length > 0 && names.every((key) => values[key] === undefined)) return "";
      let filled = "";
      for (const line of lines) filled += fillLine(line, values);
      return filled;
    },
  };
}

/** A line with placeholders. */
interface LineTemplate {
  /** What is before the first placeholder. */
  readonly start: string;
  readonly slots: readonly Slot[];
}

/** A placeholder, and what follows it. */
interface Slot {
  readonly name: string;
  readonly isAttribute: boolean;
  readonly after: string;
}

function compileLine(line: string): LineTemplate {
  const [start = "", ...parts] = line.split(PLACEHOLDER);
  const slots: Slot[] = [];
  for (let index = 0; index < parts.length; index += 4) {
    const [cdata, attribute, text, after = ""] = parts.slice(index, index + 4);
    slots.push({ name: cdata ?? attribute ?? text ?? "", isAttribute: attribute !== undefined, after });
  }
  return { start, slots };
}

/** Fills the placeholders of one line, or returns `""` where a value is absent. */
function fillLine({ start, slots }: LineTemplate, values: Values): string {
  let filled = start;
  for (const { name, isAttribute, after } of slots) {
    const value = values[name];
    if (value === undefined) return "";
    filled += isAttribute ? `"${escapeAttribute(value)}"` : escapeText(value);
    filled += after;
  }
  return `${filled}\n`;
}
