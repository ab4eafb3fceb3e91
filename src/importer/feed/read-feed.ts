import { UserError } from "../../operator/user-error.ts";
import { webAddress } from "../content/web-address.ts";
import type { Reader } from "../draft.ts";
import { ownId } from "../matching/identity.ts";
import { atomEntries } from "./atom-entries.ts";
import { entryDraft } from "./entry-draft.ts";
import type { FeedEntry, FeedParser, ParsedFeed } from "./feed-entry.ts";
import { jsonEntries } from "./json-entries.ts";
import { rdfEntries, rssEntries } from "./rss-entries.ts";
import { type XmlRoot, xmlRoot } from "./xml-root.ts";

/** The parsers of XML feeds, by the local name of the root element. */
const XML_PARSERS: Readonly<Record<string, FeedParser>> = {
  rss: rssEntries,
  rdf: rdfEntries,
  feed: atomEntries,
};

/** Reads an RSS, Atom or JSON feed; each entry becomes a draft. */
export const readFeed: Reader = async (document, context) => {
  const isOwn = (id: string | undefined) => ownId(id, context.authority) !== undefined;

  const root = xmlRoot(document.text);
  const parser = root ? xmlParser(root, document.text) : jsonEntries;
  let feed: ParsedFeed;
  try {
    feed = parser(document, isOwn);
  } catch (error) {
    throw new UserError(
      `Cannot be read as a feed: ${parserMessage(error)}; validate it, or ask its publisher`,
    );
  }

  const base = webAddress(feed.home, document.url) ?? document.url;
  const drafts = feed.entries.flatMap((entry) => {
    try {
      return entryDraft(entry, { feed, context, isOwn: isOwn(entry.id) || isOwn(entry.otherId), base }) ?? [];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new UserError(`Cannot use the entry "${entryName(entry)}": ${error.message}`);
    }
  });
  const leftOut = feed.entries.length - drafts.length;
  return {
    drafts,
    feedFormat: feed.format,
    ...(leftOut > 0 && { losses: [{ kind: "entries", count: leftOut }] }),
  };
};

function entryName({ title, id = "without a title" }: FeedEntry): string {
  return (title ?? id).replace(/\s+/g, " ").slice(0, 80);
}

function xmlParser({ name, tag, doctype }: XmlRoot, text: string): FeedParser {
  // Entities can expand one kilobyte to one gigabyte; no feed needs any.
  if (/<!ENTITY/i.test(doctype)) {
    throw new UserError("Declares XML entities, which a feed does not need; remove its DOCTYPE");
  }
  const parser = Object.hasOwn(XML_PARSERS, name) ? XML_PARSERS[name] : undefined;
  if (!parser) {
    throw new UserError(`Has the root element <${tag}>, which is no feed; give an RSS, Atom or JSON Feed`);
  }
  // The library returns the part of a truncated feed that it finds, and the rest would be missing without notice.
  if (!text.includes(`</${tag}`)) {
    throw new UserError(`Is cut off: there is no </${tag}>; get the whole feed`);
  }
  return parser;
}

function parserMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message } = error.cause instanceof Error ? error.cause : error;
  return message.replace(/\s+/g, " ").slice(0, 200);
}
