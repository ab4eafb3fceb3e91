import { beginningOf } from "../../domain/graphemes.ts";
import { xmlSafeText } from "../../domain/text.ts";
import { UserError } from "../../operator/user-error.ts";
import { repairReferences } from "../content/text.ts";
import { webAddress } from "../content/web-address.ts";
import type { Reader, SourceDocument } from "../draft.ts";
import { ownId } from "../matching/identity.ts";
import { atomEntries } from "./atom-entries.ts";
import { entryDraft } from "./entry-draft.ts";
import type { FeedEntry, FeedParser, ParsedFeed } from "./feed-entry.ts";
import { jsonEntries } from "./json-entries.ts";
import { regularFeed } from "./regular-feed.ts";
import { rdfEntries, rssEntries } from "./rss-entries.ts";
import { withoutDoctype } from "./xml-entities.ts";
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

  const feed = parsedFeed(document, isOwn);
  const base = webAddress(feed.home, document.url) ?? document.url;
  const entries = feed.entries.filter(isStated);
  const drafts = entries.flatMap((entry) => {
    try {
      return entryDraft(entry, { feed, context, isOwn: isOwn(entry.id) || isOwn(entry.otherId), base }) ?? [];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new UserError(`Cannot use the entry "${entryName(entry)}": ${error.message}`);
    }
  });
  const leftOut = entries.length - drafts.length;
  return {
    drafts,
    feedFormat: feed.format,
    ...(leftOut > 0 && { losses: [{ kind: "entries", count: leftOut }] }),
  };
};

function parsedFeed(document: SourceDocument, isOwn: (id: string | undefined) => boolean): ParsedFeed {
  const text = repairReferences(xmlSafeText(document.text));
  const root = xmlRoot(text);
  if (!root) return parsed(jsonEntries, document, isOwn);
  const parser = xmlParser(root);
  const regular = regularFeed(withoutDoctype(text, root), root, document.url);
  const feed = parsed(parser, { ...document, text: regular.text }, isOwn);
  // The library returns what it finds, and the rest would be missing without notice.
  if (feed.entries.length !== regular.entries) {
    throw new UserError(
      `Is not well-formed: only ${feed.entries.length} of its ${regular.entries} entries can be read; validate it, or ask its publisher`,
    );
  }
  return feed;
}

function parsed(
  parser: FeedParser,
  document: SourceDocument,
  isOwn: (id: string | undefined) => boolean,
): ParsedFeed {
  try {
    return parser(document, isOwn);
  } catch (error) {
    throw new UserError(
      `Cannot be read as a feed: ${parserMessage(error)}; validate it, or ask its publisher`,
    );
  }
}

function xmlParser({ name, tag }: XmlRoot): FeedParser {
  const parser = Object.hasOwn(XML_PARSERS, name) ? XML_PARSERS[name] : undefined;
  if (!parser) {
    throw new UserError(`Has the root element <${tag}>, which is no feed; give an RSS, Atom or JSON Feed`);
  }
  return parser;
}

/** Tells whether a feed states anything of an entry. */
function isStated(entry: FeedEntry): boolean {
  return Object.values(entry).some((value) => !Array.isArray(value) || value.length > 0);
}

function entryName({ title, id = "without a title" }: FeedEntry): string {
  return beginningOf((title ?? id).replace(/\s+/g, " "), 80);
}

function parserMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message } = error.cause instanceof Error ? error.cause : error;
  return beginningOf(message.replace(/\s+/g, " "), 200);
}
