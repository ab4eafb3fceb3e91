import { sanitise } from "../../importer/content/sanitise.ts";
import { decode } from "../../importer/decode.ts";
import { documentKind } from "../../importer/document-kind.ts";
import type { Draft, ReadContext, SourceDocument } from "../../importer/draft.ts";
import type { Loss } from "../../importer/loss.ts";
import { parseFrontMatter } from "../../importer/markdown/front-matter.ts";
import { readMarkdown } from "../../importer/markdown/read-markdown.ts";
import { readPage } from "../../importer/page/read-page.ts";
import { programName } from "../../operator/program-name.ts";
import { UserError } from "../../operator/user-error.ts";
import { readSource } from "../../sources/read-source.ts";
import type { InputStream } from "../terminal/command-context.ts";

/** An article that an operator wrote: it has a text, and perhaps a title. */
export type WrittenDraft = Partial<Draft> & { readonly content: string };

const MAX_BYTES = 20_000_000;

/** Reads a text from a file, or from standard input if `name` is `-`. @throws {UserError} if it cannot be read */
export async function readWritten(name: string, stdin: InputStream): Promise<SourceDocument> {
  const limits = { maxBytes: MAX_BYTES, timeout: 0, stdin };
  try {
    const { bytes } =
      name === "-"
        ? await readSource({ kind: "stdin", name: "standard input" }, limits)
        : await readSource({ kind: "file", name, path: name }, limits);
    return { name, text: decode(bytes).text };
  } catch (error) {
    throw error instanceof UserError ? withName(name, error) : error;
  }
}

/**
 * Parses an article that an operator wrote: in Markdown, with or without front matter, or, if it begins with a tag,
 * in HTML.
 *
 * @throws {UserError} if it has no text, or is another kind of document
 */
export async function writtenDraft(document: SourceDocument, context: ReadContext): Promise<WrittenDraft> {
  try {
    const draft = await draftOf(document, context);
    const { content, losses = [] } = draft;
    if (!content) throw new UserError("Has no text; write the article");
    // The decoder writes this character for what it cannot read.
    const characters = content.split("\uFFFD").length - 1;
    const all: readonly Loss[] =
      characters === 0 ? losses : [...losses, { kind: "characters", count: characters }];
    return { ...draft, content, ...(all.length > 0 && { losses: all }) };
  } catch (error) {
    throw error instanceof UserError ? withName(document.name, error) : error;
  }
}

async function draftOf(document: SourceDocument, context: ReadContext): Promise<Partial<Draft>> {
  const { text, url } = document;
  const kind = documentKind(document);
  if (kind !== "HTML" && kind !== "Markdown" && kind !== "text")
    throw new UserError(`Is ${kind}; import its articles with "${programName()} import"`);
  if (!/^\s*</.test(text)) return markdownDraft(document, context);
  const isPage = /<(?:!doctype|html|head|body)\b/i.test(text);
  if (!isPage) {
    const { html, losses } = sanitise(text, url);
    return { content: html.trim(), ...(losses.length > 0 && { losses }) };
  }
  return (await readPage(document, context)).drafts[0] ?? {};
}

/** Parses Markdown; one without a title gets one for the parser, which is removed again. */
async function markdownDraft(document: SourceDocument, context: ReadContext): Promise<Partial<Draft>> {
  const whole = await readMarkdown(document, context).catch(() => undefined);
  if (whole?.drafts[0]) return whole.drafts[0];
  const { body } = parseFrontMatter(document.text);
  const above = document.text.slice(0, document.text.length - body.length);
  const { drafts } = await readMarkdown({ ...document, text: `${above}# Untitled\n\n${body}` }, context);
  const { title: _, ...rest } = drafts[0] ?? {};
  return rest;
}

function withName(name: string, { message }: UserError): UserError {
  return new UserError(`${name === "-" ? "standard input" : name}: ${message}`);
}
