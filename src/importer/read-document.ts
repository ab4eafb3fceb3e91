import { omitUndefined } from "../domain/omit-undefined.ts";
import { UserError } from "../operator/user-error.ts";
import { decode } from "./decode.ts";
import { type DocumentKind, documentKind, isCode } from "./document-kind.ts";
import type { Draft, ReadContext, Reader, ReadResult } from "./draft.ts";
import { readFeed } from "./feed/read-feed.ts";
import { readOpml } from "./feed/read-opml.ts";
import { readMarkdown } from "./markdown/read-markdown.ts";
import { savedPage, withPartAddresses } from "./mhtml.ts";
import type { FirstPage } from "./page/article-pages.ts";
import { readArticlePage } from "./page/read-page.ts";
import { readText } from "./text/read-text.ts";

/** The reader of each kind of document. */
const READERS = {
  "JSON Feed": readFeed,
  "XML feed": readFeed,
  OPML: readOpml,
  HTML: readArticlePage,
  Markdown: readMarkdown,
  text: readText,
} as const satisfies Record<DocumentKind, Reader>;

/** A document as it was received. */
interface EncodedDocument {
  /** Its name in messages: a file, an address, or `standard input`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The `Content-Type` header. */
  readonly contentType?: string | undefined;
  /** The address that it was fetched from. */
  readonly url?: string | undefined;
  /** The title of the article as the list that led here has it, for a page that states none. */
  readonly listedTitle?: string | undefined;
  /** The first page of the article of which this is a further page. */
  readonly firstPage?: FirstPage | undefined;
}

/** Decodes a document, which may be in a MIME message (MHTML), detects its kind by its content, and reads it. @throws {UserError} if it cannot be used */
export async function readDocument(
  { name, bytes, contentType, url, listedTitle, firstPage }: EncodedDocument,
  context: ReadContext,
): Promise<ReadResult> {
  const saved = savedPage(bytes);
  const { text, isDamaged } = saved ? decode(saved.bytes, saved.contentType) : decode(bytes, contentType);
  const document = {
    name,
    text: saved ? withPartAddresses(text, saved) : text,
    listedTitle,
    firstPage,
    ...omitUndefined<{ url?: string }>({ url: saved?.url ?? url }),
  };
  const kind = documentKind(document);
  if (isCode(document, kind))
    throw new UserError("Is a script or a style sheet; give a page, a feed, Markdown or text");
  const result = await READERS[kind](document, context);
  return isDamaged ? { ...result, drafts: result.drafts.map(withReplacedCharacters) } : result;
}

/** Adds the number of characters that could not be decoded to the losses of a draft. */
function withReplacedCharacters(draft: Draft): Draft {
  const { losses = [], ...fields } = draft;
  const count = JSON.stringify(fields).split("\uFFFD").length - 1;
  return count === 0 ? draft : { ...draft, losses: [...losses, { kind: "characters", count }] };
}
