import { detectJsonFeed, parseAtomFeed, parseJsonFeed, parseRdfFeed, parseRssFeed } from "feedsmith";
import { SaxesParser } from "saxes";
import { xmlRoot } from "../importer/feed/xml-root.ts";
import type { Answer } from "./send-request.ts";

export type FeedFormat = "RSS" | "RSS 1.0" | "Atom" | "JSON Feed";

/** What a feed states about itself and its entries. */
interface FeedDocument {
  readonly format: FeedFormat;
  /** The id of each entry. */
  readonly ids: readonly (string | undefined)[];
  /** The address that the feed gives for itself. */
  readonly self?: string | undefined;
  /** The minutes for which RSS may be kept, its `ttl`. */
  readonly ttl?: number | undefined;
  /** It was made by this program. */
  readonly isOurs: boolean;
}

/** The body of a response, by what readers can do with it. */
export type Content =
  | { readonly kind: "empty" | "undecodable" | "page" | "no feed" }
  | { readonly kind: "malformed"; readonly format: FeedFormat; readonly reason: string }
  | {
      readonly kind: "feed";
      readonly text: string;
      readonly encoding: Encoding;
      readonly document: FeedDocument;
    };

/** How the bytes of a document are characters. */
export interface Encoding {
  /** The label in `Content-Type`. */
  readonly header: string | undefined;
  /** The label in the XML declaration. */
  readonly declaration: string | undefined;
  /** Some bytes are not valid in the encoding, or the encoding is unknown. */
  readonly isWrong: boolean;
}

/** How each format is parsed once it is known to be well-formed. */
const PARSERS: Readonly<Record<FeedFormat, (text: string) => Omit<FeedDocument, "format">>> = {
  RSS: (text) => {
    const { items, atom, ttl, generator } = parseRssFeed(text);
    return {
      ids: (items ?? []).map(({ guid }) => guid?.value),
      self: selfLink(atom?.links),
      ttl,
      isOurs: generator === "Lanmu",
    };
  },
  "RSS 1.0": (text) => {
    const { items, atom } = parseRdfFeed(text);
    return { ids: (items ?? []).map(({ rdf }) => rdf?.about), self: selfLink(atom?.links), isOurs: false };
  },
  Atom: (text) => {
    const { entries, links, generator } = parseAtomFeed(text);
    return {
      ids: (entries ?? []).map(({ id }) => id),
      self: selfLink(links),
      isOurs: generator?.text === "Lanmu",
    };
  },
  "JSON Feed": (text) => {
    const { items, feed_url } = parseJsonFeed(JSON.parse(text));
    return {
      ids: (items ?? []).map(({ id }) => id),
      self: feed_url,
      isOurs: (items ?? []).length > 0 && text.includes('"_lanmu"'),
    };
  },
};

const XML_FORMATS: Readonly<Record<string, FeedFormat>> = { rss: "RSS", rdf: "RSS 1.0", feed: "Atom" };

/** Reads the body of a response as strictly as the strictest reader. */
export function readContent({ body, headers }: Answer): Content {
  if (!body) return { kind: "undecodable" };
  const { text, ...encoding } = decodeText(body, headers["content-type"] ?? "");
  if (text.trim() === "") return { kind: "empty" };
  const format = formatOf(text);
  if (format === undefined) return { kind: isPage(text) ? "page" : "no feed" };
  const reason = format === "JSON Feed" ? jsonProblem(text) : xmlProblem(text);
  if (reason !== undefined) return { kind: "malformed", format, reason };
  try {
    return { kind: "feed", text, encoding, document: { format, ...PARSERS[format](text) } };
  } catch {
    return { kind: "no feed" };
  }
}

/** Decodes by the byte order mark, `Content-Type` or the XML declaration, in this order (RFC 7303 §3). */
function decodeText(body: Uint8Array, contentType: string): { readonly text: string } & Encoding {
  const start = new TextDecoder("latin1").decode(body.subarray(0, 400));
  const header = /;\s*charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType)?.[1];
  const declaration = /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w:.-]+)/i.exec(start)?.[1];
  const mark = start.startsWith("\xFE\xFF")
    ? "utf-16be"
    : start.startsWith("\xFF\xFE")
      ? "utf-16le"
      : undefined;
  try {
    const decoder = new TextDecoder(mark ?? header ?? declaration ?? "utf-8", { fatal: true });
    return { text: decoder.decode(body), header, declaration, isWrong: false };
  } catch {
    return { text: new TextDecoder().decode(body), header, declaration, isWrong: true };
  }
}

function formatOf(text: string): FeedFormat | undefined {
  if (/^\s*\{/.test(text)) {
    if (/"version"\s*:\s*"https?:\\?\/\\?\/jsonfeed\.org/.test(text)) return "JSON Feed";
    return undefined;
  }
  const root = xmlRoot(text);
  return root && Object.hasOwn(XML_FORMATS, root.name) ? XML_FORMATS[root.name] : undefined;
}

function isPage(text: string): boolean {
  const root = xmlRoot(text);
  return root?.name === "html" || /^\s*html\b/i.test(root?.doctype ?? "") || /<(?:html|body)\b/i.test(text);
}

function jsonProblem(text: string): string | undefined {
  try {
    return detectJsonFeed(JSON.parse(text)) ? undefined : "it has no items";
  } catch (error) {
    return error instanceof Error ? error.message.replace(/\s+/g, " ").slice(0, 120) : "";
  }
}

/** Returns the first error that makes `text` not well-formed (XML 1.0 §2.1, Namespaces in XML §3), with its position. */
function xmlProblem(text: string): string | undefined {
  const parser = new SaxesParser({ xmlns: true });
  let problem: string | undefined;
  parser.on("doctype", (doctype) => {
    for (const [, name = ""] of doctype.matchAll(/<!ENTITY\s+([\w.-]+)/g)) parser.ENTITIES[name] = "";
  });
  parser.on("error", (error) => {
    problem ??= error.message.slice(0, 120);
  });
  parser.write(text).close();
  return problem;
}

interface Link {
  readonly rel?: string;
  readonly href?: string;
}

function selfLink(links: readonly Link[] = []): string | undefined {
  return links.find(({ rel }) => rel === "self")?.href;
}
