import { detect } from "chardet";
import iconv from "iconv-lite";
import { UserError } from "../operator/user-error.ts";

/** The first bytes of files that are not text. */
const BINARY_SIGNATURES: readonly (readonly [string, RegExp])[] = [
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

/** The encodings for labels that pages use loosely, as in browsers: GB 18030 includes GB 2312 and GBK. */
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

/** What iconv-lite can decode although no page may be encoded in it. */
const UNSUPPORTED = /^(?:utf-?7|utf-?32|ucs-?4|hex|base64|binary|internal|_)/;
const REPLACEMENT_CHARACTER = "\uFFFD";
const SNIFF_BYTES = 4096;

/**
 * Decodes `bytes`. The encoding is that of the byte order mark, or else the first that fits of the one in the
 * `Content-Type` header, in a `meta` element, in the XML declaration, and the one that the bytes suggest.
 *
 * @throws {UserError} if they are not text
 */
export function decode(bytes: Uint8Array, contentType = ""): string {
  const start = asLatin1(bytes.subarray(0, SNIFF_BYTES));
  const binary = BINARY_SIGNATURES.find(([, signature]) => signature.test(start))?.[0];
  if (binary) throw new UserError(`Found ${binary}, not text; give a page, a feed or a text`);

  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.test(start))?.[0];
  if (marked) return refuseControlCharacters(decodeAs(bytes, marked));
  if (bytes.includes(0)) return refuseControlCharacters(decodeAs(bytes, utf16Encoding(bytes)));

  const declared = declaredEncodings(start, contentType);
  const fitting = declared.find((encoding) => !decodeAs(bytes, encoding).includes(REPLACEMENT_CHARACTER));
  return decodeAs(bytes, fitting ?? detectedEncoding(bytes) ?? declared[0] ?? "utf-8");
}

/** Returns the encodings that the header, `meta` and the XML declaration name, without unknown and impossible ones. */
function declaredEncodings(start: string, contentType: string): string[] {
  const header = /;\s*charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType)?.[1];
  const meta = /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w:.-]+)/i.exec(start)?.[1];
  const xml = /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w:.-]+)/i.exec(start)?.[1];
  const encodings = [
    encodingOfLabel(header),
    asciiCompatible(encodingOfLabel(meta)),
    asciiCompatible(encodingOfLabel(xml)),
  ];
  return encodings.filter((encoding) => encoding !== undefined);
}

/** A declaration that was found in the bytes cannot be right about UTF-16 (HTML §13.2.3.2). */
function asciiCompatible(encoding: string | undefined): string | undefined {
  return encoding?.startsWith("utf-16") ? "utf-8" : encoding;
}

function encodingOfLabel(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  const name = label.toLowerCase();
  const encoding = LABELS[name] ?? name;
  return iconv.encodingExists(encoding) && !UNSUPPORTED.test(encoding) ? encoding : undefined;
}

function detectedEncoding(bytes: Uint8Array): string | undefined {
  if (!decodeAs(bytes, "utf-8").includes(REPLACEMENT_CHARACTER)) return "utf-8";
  return encodingOfLabel(detect(bytes) ?? undefined);
}

/** In UTF-16, most zero bytes are the high bytes of ASCII characters; and the whole text is valid. */
function utf16Encoding(bytes: Uint8Array): "utf-16le" | "utf-16be" {
  const zeroBytes = { even: 0, odd: 0 };
  for (let index = bytes.indexOf(0); index !== -1; index = bytes.indexOf(0, index + 1))
    zeroBytes[index % 2 === 0 ? "even" : "odd"] += 1;
  const encoding = zeroBytes.odd > zeroBytes.even ? "utf-16le" : "utf-16be";
  if (bytes.length % 2 === 1 || decodeAs(bytes, encoding).includes(REPLACEMENT_CHARACTER)) throw binaryData();
  return encoding;
}

function decodeAs(bytes: Uint8Array, encoding: string): string {
  // iconv-lite leaves malformed UTF-8 and UTF-16 (lone surrogates) in the text; TextDecoder replaces it.
  return /^utf-(?:8|16)/.test(encoding)
    ? new TextDecoder(encoding).decode(bytes)
    : iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding);
}

function refuseControlCharacters(text: string): string {
  if (/[\0-\x08\x0E-\x1A]/.test(text)) throw binaryData();
  return text;
}

function binaryData(): UserError {
  return new UserError("Found binary data, not text; give a page, a feed or a text");
}

function asLatin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
