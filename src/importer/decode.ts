import { detect } from "chardet";
import iconv from "iconv-lite";
import { UserError } from "../operator/user-error.ts";

/** Files that are no text, by how they begin. */
const MAGIC: readonly (readonly [string, RegExp])[] = [
  ["a PNG image", /^\x89PNG/],
  ["a JPEG image", /^\xFF\xD8\xFF/],
  ["a GIF image", /^GIF8[79]a/],
  ["a RIFF file (WebP or sound)", /^RIFF.{4}(?:WEBP|WAVE|AVI )/s],
  ["a ZIP archive or Office document", /^PK(?:\x03\x04|\x05\x06|\x07\x08)/],
  ["a gzip archive", /^\x1F\x8B/],
  ["a PDF", /^%PDF-/],
  ["an old Office document", /^\xD0\xCF\x11\xE0/],
  ["a program", /^\x7FELF/],
];

const BYTE_ORDER_MARKS: readonly (readonly [string, RegExp])[] = [
  ["utf-8", /^\xEF\xBB\xBF/],
  ["utf-16le", /^\xFF\xFE/],
  ["utf-16be", /^\xFE\xFF/],
  ["gb18030", /^\x84\x31\x95\x33/],
];

/** Labels that mean more than they say: GB18030 holds GB 2312 and GBK, as browsers read them. */
const LABELS: Readonly<Record<string, string>> = {
  gb2312: "gb18030",
  gb_2312: "gb18030",
  "gb_2312-80": "gb18030",
  "x-gbk": "gb18030",
  gbk: "gb18030",
  "hz-gb-2312": "gb18030",
  "big5-hkscs": "big5",
  "x-x-big5": "big5",
  utf8: "utf-8",
  "utf-16": "utf-16le",
  "iso-8859-1": "windows-1252",
  "us-ascii": "windows-1252",
  ascii: "windows-1252",
};

/** What iconv-lite can read besides the encodings of pages. */
const NO_TEXT = /^(?:utf-?7|utf-?32|ucs-?4|hex|base64|binary|internal|_)/;
const LOST = "\uFFFD";
/** How far a document may be read for what it says about its encoding. */
const HEAD = 4096;

/**
 * Returns the text of `bytes`: by byte order mark, HTTP header, `meta`, XML declaration, then detection.
 *
 * @throws {UserError} when they are no text
 */
export function decode(bytes: Uint8Array, hint: { readonly contentType?: string } = {}): string {
  const head = latin1(bytes.subarray(0, HEAD));
  const kind = MAGIC.find(([, magic]) => magic.test(head))?.[0];
  if (kind) throw new UserError(`Found ${kind}, not text; give a page, a feed or a text`);

  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.test(head))?.[0];
  if (marked) return withoutNul(decoded(bytes, marked));
  if (bytes.includes(0)) return withoutNul(decoded(bytes, wideEncoding(bytes)));

  const said = declared(head, hint.contentType);
  const clean = said.find((encoding) => !decoded(bytes, encoding).includes(LOST));
  return decoded(bytes, clean ?? detected(bytes) ?? said[0] ?? "utf-8");
}

/** The encodings that the header and the document name, those it cannot be in left out. */
function declared(head: string, contentType = ""): string[] {
  const xml = /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w:.-]+)/i.exec(head)?.[1];
  const meta = /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head)?.[1];
  const header = /;\s*charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType)?.[1];
  return [known(header), wide(known(meta)), wide(known(xml))].filter((label) => label !== undefined);
}

/** What could be read to find the label `utf-16` cannot be UTF-16 (HTML, determining the character encoding). */
function wide(encoding: string | undefined): string | undefined {
  return encoding?.startsWith("utf-16") ? "utf-8" : encoding;
}

function known(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  const name = label.toLowerCase();
  const encoding = LABELS[name] ?? name;
  return iconv.encodingExists(encoding) && !NO_TEXT.test(encoding) ? encoding : undefined;
}

function detected(bytes: Uint8Array): string | undefined {
  if (!decoded(bytes, "utf-8").includes(LOST)) return "utf-8";
  return known(detect(bytes) ?? undefined);
}

/** In text of UTF-16 most NULs are the high bytes of Latin letters and markup; and nothing is malformed. */
function wideEncoding(bytes: Uint8Array): "utf-16le" | "utf-16be" {
  const counts: [number, number] = [0, 0];
  for (let at = bytes.indexOf(0); at !== -1; at = bytes.indexOf(0, at + 1)) counts[at % 2 === 0 ? 0 : 1] += 1;
  const encoding = counts[1] > counts[0] ? "utf-16le" : "utf-16be";
  if (bytes.length % 2 === 1 || decoded(bytes, encoding).includes(LOST)) throw binary();
  return encoding;
}

function decoded(bytes: Uint8Array, encoding: string): string {
  // TextDecoder replaces what is malformed in UTF-8 and UTF-16, lone surrogates too; iconv-lite does not.
  return /^utf-(?:8|16)/.test(encoding)
    ? new TextDecoder(encoding).decode(bytes)
    : iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding);
}

function withoutNul(text: string): string {
  if (/[\0-\x08\x0E-\x1A]/.test(text)) throw binary();
  return text;
}

function binary(): UserError {
  return new UserError("Found binary data, not text; give a page, a feed or a text");
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
