import { omitUndefined } from "../domain/omit-undefined.ts";
import { UserError } from "../operator/user-error.ts";
import { decode } from "./decode.ts";
import { type Kind, recognise } from "./document-kind.ts";
import type { ReadContext, Reader, ReadResult } from "./draft.ts";
import { feedDocument } from "./feed/feed-document.ts";
import { opmlDocument } from "./feed/opml-document.ts";
import { isCode } from "./is-code.ts";
import { markdownDocument } from "./markdown/markdown-document.ts";
import { articlePage } from "./page/article-page.ts";
import { pageText } from "./text/page-text.ts";

/** What reads each kind of document. */
const READERS = {
  "JSON Feed": feedDocument,
  "XML feed": feedDocument,
  OPML: opmlDocument,
  HTML: articlePage,
  Markdown: markdownDocument,
  text: pageText,
} as const satisfies Record<Kind, Reader>;

/** A document as it came. */
export interface EncodedDocument {
  /** What it is called in messages: a file, an address, or `standard input`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The `Content-Type` header. */
  readonly contentType?: string | undefined;
  /** The address it was fetched from. */
  readonly url?: string | undefined;
}

/** Reads a document as the kind that its content says it is. @throws {UserError} when it cannot be used */
export async function readDocument(
  { name, bytes, contentType, url }: EncodedDocument,
  context: ReadContext,
): Promise<ReadResult> {
  const text = decode(bytes, omitUndefined<{ contentType?: string }>({ contentType }));
  const document = { name, text, ...omitUndefined<{ url?: string }>({ url }) };
  const kind = recognise(document);
  if (isCode(document, kind))
    throw new UserError("Is a script or a style; give a page, a feed, Markdown or text");
  return READERS[kind](document, context);
}
