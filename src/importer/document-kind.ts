import { detectJsonFeed } from "feedsmith";
import { ELEMENTS } from "../html/content-policy.ts";
import { UserError } from "../operator/user-error.ts";
import type { SourceDocument } from "./draft.ts";
import { xmlRoot } from "./feed/xml-root.ts";

/** The kinds of documents that articles are read from. */
export type DocumentKind = "JSON Feed" | "XML feed" | "OPML" | "HTML" | "Markdown" | "text";

const XML_KINDS: Readonly<Record<string, DocumentKind>> = {
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
/** How much of a document is looked at if its first characters do not show its kind. */
const SNIFF_LENGTH = 20_000;

const CODE_NAME = /\.(?:css|scss|less|[mc]?[jt]s|[jt]sx|map)(?:[?#].*)?$/i;
const COMMENT = /\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$)|^[^\S\n]*\/\/.*$/gm;
/** The end of a statement or rule, or an operator without spaces, which prose does not have. */
const STATEMENT = /[;{}][^\S\n]*$|[;}]\w|\w=\S|\w[({]/m;
const CODE_SYMBOLS = /[{}[\];=<>|&$\\_`]/g;
/** Prose has about 2 such symbols in 100 characters, code about 10. */
const CODE_SYMBOL_SHARE = 0.06;

/** Returns the kind of a document by its content, whatever its name is. @throws {UserError} if it is none of the kinds */
export function documentKind({ text }: Pick<SourceDocument, "text">): DocumentKind {
  const start = text.slice(0, SNIFF_LENGTH).replace(/^[\s\uFEFF]+/, "");
  if (start === "" && text.trim() === "")
    throw new UserError("Is empty; give a page, a feed, Markdown or text");
  if (text.includes("\0")) throw new UserError("Is not text; give a page, a feed, Markdown or text");

  if (/^[{[]/.test(start)) {
    const kind = jsonKind(text);
    if (kind) return kind;
  }
  if (start.startsWith("<")) return markupKind(text);
  if (/<(?:!doctype\s+html|html|body)\b/i.test(start)) return "HTML";
  if (hasFrontMatter(text)) return "Markdown";
  if (hasHeading(start)) return "Markdown";
  return /<\/(?:p|div|article|section|h[1-6]|ul|table)>/i.test(start) ? "HTML" : "text";
}

/** Tells whether a document of this kind is a script or a style sheet, by its name or by its symbols. */
export function isCode({ name, text }: SourceDocument, kind: DocumentKind): boolean {
  if (/^\s*</.test(text) || !["text", "Markdown", "HTML"].includes(kind)) return false;
  if (CODE_NAME.test(name) || /^\uFEFF?#!/.test(text)) return true;
  // Markdown and HTML may show code.
  if (kind !== "text") return false;
  const withoutComments = text.slice(0, SNIFF_LENGTH).replace(COMMENT, "");
  if (withoutComments.trim() === "") return true;
  const characters = withoutComments.replace(/\s+/g, "").length;
  const symbols = withoutComments.match(CODE_SYMBOLS)?.length ?? 0;
  return (
    STATEMENT.test(withoutComments) &&
    /[{}=]/.test(withoutComments) &&
    symbols / characters > CODE_SYMBOL_SHARE
  );
}

/** Returns `undefined` for text that only starts with a bracket. */
function jsonKind(text: string): DocumentKind | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    if (!/^\s*\{\s*"/.test(text)) return undefined;
    throw new UserError("Looks like JSON and is not valid; correct it, or give a JSON Feed");
  }
  if (detectJsonFeed(json)) return "JSON Feed";
  throw new UserError('Is JSON but not a JSON Feed, which its "version" must name; give a JSON Feed');
}

function markupKind(text: string): DocumentKind {
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
    `Is XML with the root element <${root.tag}>, which is no feed; give RSS, Atom, OPML or a page`,
  );
}

/** Tells whether the text starts with YAML fields between two lines of `---`, however many they are. */
function hasFrontMatter(text: string): boolean {
  const firstLine = /^[\s\uFEFF]*---[^\S\n]*\r?\n/.exec(text)?.[0];
  const rest = text.slice(firstLine?.length ?? 0);
  const end = firstLine === undefined ? -1 : rest.search(/^(?:---|\.\.\.)[^\S\n]*\r?$/m);
  return end > 0 && /^["']?[A-Za-z][\w-]*["']?\s*:/m.test(rest.slice(0, end));
}

/** Tells whether one of the first lines is a Markdown heading; a `#` further down may stand in any text. */
function hasHeading(start: string): boolean {
  const lines = start.split(/\r?\n/).filter((line) => line.trim() !== "");
  return lines.slice(0, 5).some((line, index) => {
    return /^#{1,6}[^\S\n]+\S/.test(line) || (index > 0 && /^={3,}\s*$/.test(line));
  });
}
