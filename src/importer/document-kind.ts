import { detectJsonFeed } from "feedsmith";
import { ELEMENTS } from "../html/content-policy.ts";
import { UserError } from "../operator/user-error.ts";
import type { SourceDocument } from "./draft.ts";
import { xmlRoot } from "./feed/xml-root.ts";

/** The kinds of documents that articles are read from. */
export type Kind = "JSON Feed" | "XML feed" | "OPML" | "HTML" | "Markdown" | "text";

const XML_KINDS: Readonly<Record<string, Kind>> = {
  rss: "XML feed",
  rdf: "XML feed",
  feed: "XML feed",
  opml: "OPML",
};
const PAGE_ELEMENTS = new Set(
  "html head body title base meta link style script noscript main nav header footer aside form iframe center font template".split(
    " ",
  ),
);
/** How much of a document is looked at where it does not say at once what it is. */
const BEGINNING = 20_000;

/** Tells the kind of a document by its content, whatever its name. @throws {UserError} when it is of none */
export function recognise({ text }: SourceDocument): Kind {
  const beginning = text.slice(0, BEGINNING).replace(/^[\s\uFEFF]+/, "");
  if (beginning === "" && text.trim() === "")
    throw new UserError("Is empty; give a page, a feed, Markdown or text");
  if (text.includes("\0")) throw new UserError("Is not text; give a page, a feed, Markdown or text");

  if (/^[{[]/.test(beginning)) {
    const kind = jsonKind(text);
    if (kind) return kind;
  }
  if (beginning.startsWith("<")) return markupKind(text);
  if (/<(?:!doctype\s+html|html|body)\b/i.test(beginning)) return "HTML";
  if (hasFrontMatter(text)) return "Markdown";
  if (hasHeading(beginning)) return "Markdown";
  return /<\/(?:p|div|article|section|h[1-6]|ul|table)>/i.test(beginning) ? "HTML" : "text";
}

/** Text may begin with a bracket too; then it is not JSON. */
function jsonKind(text: string): Kind | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    if (!/^\s*\{\s*"/.test(text)) return undefined;
    throw new UserError("Begins like JSON and is not; correct it, or give a JSON Feed");
  }
  if (detectJsonFeed(json)) return "JSON Feed";
  throw new UserError('Is JSON and no feed: "version" names no JSON Feed; give a JSON Feed');
}

function markupKind(text: string): Kind {
  const root = xmlRoot(text);
  if (!root) return "HTML";
  const kind = Object.hasOwn(XML_KINDS, root.name) ? XML_KINDS[root.name] : undefined;
  if (kind) return kind;
  if (
    /^\s*html\b/i.test(root.doctype) ||
    PAGE_ELEMENTS.has(root.name) ||
    Object.hasOwn(ELEMENTS, root.name)
  ) {
    return "HTML";
  }
  throw new UserError(
    `Is XML that begins with <${root.tag}>, which is no feed; give RSS, Atom, OPML or a page`,
  );
}

/** Front matter is fields between two lines, above everything else, however long it is. */
function hasFrontMatter(text: string): boolean {
  const first = /^[\s\uFEFF]*---[^\S\n]*\r?\n/.exec(text)?.[0];
  const rest = text.slice(first?.length ?? 0);
  const end = first === undefined ? -1 : rest.search(/^(?:---|\.\.\.)[^\S\n]*\r?$/m);
  return end > 0 && /^["']?[A-Za-z][\w-]*["']?\s*:/m.test(rest.slice(0, end));
}

/** Markdown says itself by a heading: near its beginning, so that no `#` in a page's text is taken for one. */
function hasHeading(beginning: string): boolean {
  const lines = beginning.split(/\r?\n/).filter((line) => line.trim() !== "");
  return lines.slice(0, 5).some((line, index) => {
    return /^#{1,6}[^\S\n]+\S/.test(line) || (index > 0 && /^={3,}\s*$/.test(line));
  });
}
