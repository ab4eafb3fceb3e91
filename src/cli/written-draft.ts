import { sanitise } from "./import/content/sanitise.ts";
import type { Draft, ReadContext, SourceDocument } from "./import/draft.ts";
import { frontMatter } from "./import/markdown/front-matter.ts";
import { markdownDocument } from "./import/markdown/markdown-document.ts";
import { htmlPage } from "./import/page/html-page.ts";
import { recognise } from "./import/recognise.ts";
import { decode } from "./import/source/decode.ts";
import { readSource } from "./import/source/read-source.ts";
import { programName } from "./program-name.ts";
import { Refusal } from "./refusal.ts";

/** What an operator wrote: an article whose text is there, and which need not say its title itself. */
export type WrittenDraft = Partial<Draft> & { readonly content: string };

/** The most that a file may hold. */
const MOST = 20_000_000;

/** Reads what an operator wrote in a file, or on standard input where it is named `-`. @throws {Refusal} */
export async function readWritten(name: string, stdin: NodeJS.ReadStream): Promise<SourceDocument> {
  const limits = { maxBytes: MOST, timeout: 0, stdin };
  try {
    const { bytes } =
      name === "-"
        ? await readSource({ kind: "stdin", name: "standard input" }, limits)
        : await readSource({ kind: "file", name, path: name }, limits);
    return { name, text: decode(bytes) };
  } catch (error) {
    throw error instanceof Refusal ? named(name, error) : error;
  }
}

/**
 * Returns the article that an operator wrote: in Markdown, with or without front matter, or in HTML where it
 * begins with a tag.
 *
 * @throws {Refusal} when it has no text, or is no single article
 */
export async function writtenDraft(document: SourceDocument, context: ReadContext): Promise<WrittenDraft> {
  try {
    const draft = await draftOf(document, context);
    if (!draft.content) throw new Refusal("Has no text; write the article");
    return { ...draft, content: draft.content };
  } catch (error) {
    throw error instanceof Refusal ? named(document.name, error) : error;
  }
}

async function draftOf(document: SourceDocument, context: ReadContext): Promise<Partial<Draft>> {
  const { text, url } = document;
  const kind = recognise(document);
  if (kind !== "HTML" && kind !== "Markdown" && kind !== "text")
    throw new Refusal(`Is ${kind}; take its articles in with "${programName()} import"`);
  if (!/^\s*</.test(text)) return markdownDraft(document, context);
  const isPage = /<(?:!doctype|html|head|body)\b/i.test(text);
  if (!isPage) return { content: sanitise(text, url).trim() };
  return (await htmlPage(document, context)).drafts[0] ?? {};
}

/** Markdown without a title is read below one, which is taken away again. */
async function markdownDraft(document: SourceDocument, context: ReadContext): Promise<Partial<Draft>> {
  const whole = await markdownDocument(document, context).catch(() => undefined);
  if (whole?.drafts[0]) return whole.drafts[0];
  const { body } = frontMatter(document.text);
  const above = document.text.slice(0, document.text.length - body.length);
  const { drafts } = await markdownDocument({ ...document, text: `${above}# Untitled\n\n${body}` }, context);
  const { title: _, ...rest } = drafts[0] ?? {};
  return rest;
}

function named(name: string, { message }: Refusal): Refusal {
  return new Refusal(`${name === "-" ? "standard input" : name}: ${message}`);
}
