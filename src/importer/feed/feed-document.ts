import { UserError } from "../../operator/user-error.ts";
import { webAddress } from "../content/web-address.ts";
import type { Reader } from "../draft.ts";
import { atomEntries } from "./atom-entries.ts";
import { entryDraft } from "./entry-draft.ts";
import type { FeedEntry, FeedParser, FeedParts } from "./feed-entry.ts";
import { jsonEntries } from "./json-entries.ts";
import { rdfStatements } from "./rdf-statements.ts";
import { rdfEntries, rssEntries } from "./rss-entries.ts";
import { type XmlRoot, xmlRoot } from "./xml-root.ts";

/** The formats of feeds, by the name of the first element. */
const XML_PARSERS: Readonly<Record<string, FeedParser>> = {
  rss: rssEntries,
  rdf: rdfEntries,
  feed: atomEntries,
};

/** Reads a feed in RSS, Atom or JSON Feed: each entry is a draft. */
export const feedDocument: Reader = async (document, context) => {
  const own = `tag:${context.authority}:`;
  const isOwn = (id: string | undefined) => id?.startsWith(own) ?? false;

  const root = xmlRoot(document.text);
  const parser = root ? parserOf(root, document.text) : jsonEntries;
  let feed: FeedParts;
  try {
    feed = parser(document, isOwn);
  } catch (error) {
    throw new UserError(`Cannot be read as a feed: ${reasonOf(error)}; validate it, or ask its publisher`);
  }

  const statements = root ? rdfStatements(document.text) : undefined;
  const base = webAddress(feed.home, document.url) ?? document.url;
  const drafts = feed.entries.flatMap((parts) => {
    const entry = { ...parts, ...statements?.get(parts.id ?? "") };
    try {
      return entryDraft(entry, { feed, context, isOwn: isOwn(entry.id), base }) ?? [];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new UserError(`Cannot use the entry "${nameOf(entry)}": ${error.message}`);
    }
  });
  return { drafts };
};

function nameOf({ title, id = "without a title" }: FeedEntry): string {
  return (title ?? id).replace(/\s+/g, " ").slice(0, 80);
}

function parserOf({ name, tag, doctype }: XmlRoot, text: string): FeedParser {
  // Entities are how a document of one kilobyte becomes one of gigabytes; no feed needs any.
  if (/<!ENTITY/i.test(doctype)) {
    throw new UserError("Declares XML entities, which a feed does not need; take its DOCTYPE away");
  }
  const parser = Object.hasOwn(XML_PARSERS, name) ? XML_PARSERS[name] : undefined;
  if (!parser) throw new UserError(`Begins with <${tag}>, which is no feed; give an RSS, Atom or JSON Feed`);
  // The library takes what there is of a feed that was cut off, and the rest would be missed silently.
  if (!text.includes(`</${tag}`)) {
    throw new UserError(`Is cut off: there is no </${tag}>; get the whole feed`);
  }
  return parser;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message } = error.cause instanceof Error ? error.cause : error;
  return message.replace(/\s+/g, " ").slice(0, 200);
}
