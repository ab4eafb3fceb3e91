import { UserError } from "../../operator/user-error.ts";
import { resolveXmlBase } from "./xml-base.ts";
import type { XmlRoot } from "./xml-root.ts";
import {
  elementsOf,
  hasEndTag,
  localName,
  parseXmlTree,
  serializeXml,
  startTag,
  textOf,
  type XmlDocument,
  type XmlElement,
} from "./xml-tree.ts";

/** An XML feed of which the parser reads every entry. */
interface RegularFeed {
  readonly text: string;
  /** How many entries it has. */
  readonly entries: number;
}

/** What a document has of a feed, wherever it has it. */
interface FeedParts {
  root?: XmlElement;
  channel?: XmlElement;
  readonly metadata: XmlElement[];
  readonly entries: XmlElement[];
}

/**
 * Returns a feed with all its entries where its format has them, also those that broken programs write behind the
 * channel, and without end tags that end nothing. Where an `xml:base` states the base of addresses they are absolute
 * (see {@linkcode resolveXmlBase}), and in RSS `<link href="…"/>` is written as `<link>…</link>`.
 *
 * @throws {UserError} if the document is cut off, or an entry or one of its elements has no end
 */
export function regularFeed(text: string, { name, tag }: XmlRoot, url: string | undefined): RegularFeed {
  const mayHaveBase = text.includes("xml:base");
  const tree = parseXmlTree(text, (element) => mayHaveBase || element === "link");
  const hasBase = mayHaveBase && resolveXmlBase(tree.childNodes, url);
  const parts: FeedParts = { metadata: [], entries: [] };
  collectParts(tree, name, parts);
  const { root, channel, metadata, entries } = parts;
  if (!root || !hasEndTag(root, text)) {
    throw new UserError(`Is cut off: there is no </${tag}>; get the whole feed`);
  }

  const isAtom = name === "feed";
  const partText = (part: XmlElement): string => {
    if (!hasEndTag(part, text)) throw notClosed(part, text);
    if (!isAtom && part.name === "link") return rssLink(part);
    // The list of the items of RDF may lack some.
    if (name === "rdf" && localName(part) === "items") return "";
    return hasBase ? serializeXml(part) : sourceText(part, text);
  };
  const entryText = (entry: XmlElement, index: number): string => {
    const inner = elementsOf(entry);
    const isWithoutEnd = !hasEndTag(entry, text) || inner.some((part) => part.name === entry.name);
    if (isWithoutEnd) throw notClosed(entry, text);
    // The parser leaves out elements that state nothing.
    return `${startTag(entry, { "xml:id": `entry-${index}` })}${inner.map(partText).join("")}</${entry.name}>`;
  };
  const head = metadata.map(partText).join("");
  const body = entries.map(entryText).join("\n");
  const hasChannel = !isAtom && (channel !== undefined || entries.length > 0);
  const inside = hasChannel ? channelText(channel, { head, body, isRdf: name === "rdf" }) : `${head}${body}`;
  return { text: `${startTag(root)}${inside}</${root.name}>`, entries: entries.length };
}

/** Collects what `parent`, the document at first, has of a feed. What follows the root element is no metadata. */
function collectParts(parent: XmlDocument | XmlElement, root: string, parts: FeedParts): void {
  for (const element of elementsOf(parent)) {
    const name = localName(element);
    if (name === (root === "feed" ? "entry" : "item")) parts.entries.push(element);
    else if (name === root) {
      parts.root ??= element;
      collectParts(element, root, parts);
    } else if (name === "channel" && root !== "feed") {
      parts.channel ??= element;
      collectParts(element, root, parts);
    } else if ("attribs" in parent) parts.metadata.push(element);
  }
}

function channelText(
  channel: XmlElement | undefined,
  { head, body, isRdf }: { readonly head: string; readonly body: string; readonly isRdf: boolean },
): string {
  const start = `${channel ? startTag(channel) : "<channel>"}${head}`;
  const end = `</${channel?.name ?? "channel"}>`;
  return isRdf ? `${start}${end}${body}` : `${start}${body}${end}`;
}

/** Returns a `link` as RSS has it, also of one that is written as in Atom; empty if it has no address of a page. */
function rssLink(link: XmlElement): string {
  const text = textOf(link);
  const { rel = "alternate", href = "" } = link.attribs;
  const address = text.trim() === "" && rel === "alternate" ? href.replaceAll("<", "&lt;") : text;
  return address.trim() === "" ? "" : `<link>${address}</link>`;
}

function sourceText({ startIndex, endIndex }: XmlElement, text: string): string {
  return text.slice(startIndex ?? 0, (endIndex ?? 0) + 1);
}

function notClosed({ name, startIndex }: XmlElement, text: string): UserError {
  const line = text.slice(0, startIndex ?? 0).split("\n").length;
  return new UserError(
    `Is not well-formed: the <${name.slice(0, 40)}> of line ${line} has no end tag; validate the feed, or ask its publisher`,
  );
}
