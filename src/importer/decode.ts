import { normalizeEncoding, TextDecoder } from "@exodus/bytes/encoding.js";
import { detect } from "chardet";
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

/** The encodings for labels that the Encoding Standard does not have, or not as pages mean them. */
const LABELS: Readonly<Record<string, string>> = {
  cp936: "gbk",
  ms936: "gbk",
  "euc-cn": "gbk",
  cp950: "big5",
  cp932: "shift_jis",
  cp949: "euc-kr",
  "x-user-defined": "windows-1252",
};
/** Labels of ASCII alone, which cannot be right about other bytes. */
const ASCII_LABEL = /^(?:us-?)?ascii$|^ansi_x3\.4-1968$/;
/** Encodings of several bytes in a character; others have a character for every byte, so that any bytes fit. */
const MULTI_BYTE = /^(?:utf-8|gb|big5|euc|shift|iso-2022)/;

/** Encodings in 7 bits that browsers do not read (Encoding Standard §14.1): name, labels, and how their text shows. */
const UNSUPPORTED: readonly (readonly [name: string, label: RegExp, sign: RegExp])[] = [
  ["HZ-GB-2312", /^hz/, /~\{/],
  ["ISO-2022-KR", /^(?:cs)?iso-?2022-?kr/, /[\x0E\x1B]/],
  ["ISO-2022-CN", /^(?:cs)?iso-?2022-?cn/, /[\x0E\x1B]/],
  ["UTF-7", /utf-?7$/, /\+[A-Za-z\d+/]{2}/],
];
/** Text in HZ that does not declare itself: several characters of two bytes, between `~{` and `~}` (RFC 1843). */
const HZ = /~\{(?:[!-w][!-~]){3,}~\}/;
const ESCAPE = "\x1B";
const REPLACEMENT_CHARACTER = "\uFFFD";
/** An encoding fits if it has at least so many characters outside ASCII for each that it does not have. */
const MIN_READ_PER_REPLACED = 3;
/** Text may have a few control characters by mistake. */
const MAX_CONTROL_SHARE = 0.01;
const SNIFF_BYTES = 4096;

/** The text of a document. */
interface DecodedText {
  readonly text: string;
  /** Bytes that are no characters in the encoding were replaced by U+FFFD. */
  readonly isDamaged: boolean;
}

/** The text of a document in one encoding, with the numbers of its characters outside ASCII. */
interface Decoding extends DecodedText {
  readonly read: number;
  readonly replaced: number;
}

/**
 * Decodes `bytes`. The encoding is that of the byte order mark; else UTF-8 if the bytes are that, whatever is
 * declared; else the first that fits of the one in the `Content-Type` header, in a `meta` element and in the XML
 * declaration; else the one that the bytes suggest. An encoding fits although some bytes are wrong: each of those
 * becomes U+FFFD (Encoding Standard §4.1).
 *
 * @throws {UserError} if they are not text, or in an encoding that cannot be read
 */
export function decode(bytes: Uint8Array, contentType = ""): DecodedText {
  const start = asLatin1(bytes.subarray(0, SNIFF_BYTES));
  const binary = BINARY_SIGNATURES.find(([, signature]) => signature.test(start))?.[0];
  if (binary) throw new UserError(`Found ${binary}, not text; give a page, a feed or a text`);

  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.test(start))?.[0];
  if (marked) return refuseControlCharacters(decodeAs(bytes, marked));
  const nulls = countNulls(bytes);
  // Markup in UTF-16 would have one beside its first character.
  if (nulls > 0 && /^\s*<[!?a-z]/i.test(start) && nulls < bytes.length * MAX_CONTROL_SHARE)
    return decode(
      bytes.filter((byte) => byte !== 0),
      contentType,
    );
  if (nulls > 0) return refuseControlCharacters(decodeAs(bytes, utf16Encoding(bytes)));

  const utf8 = decodeAs(bytes, "utf-8");
  const labels = declaredLabels(start, contentType);
  if (utf8.read + utf8.replaced === 0) return decode7Bit(bytes, utf8, Object.values(labels));
  if (utf8.read > 0 && fits(utf8)) return utf8;

  const header = encodingOfLabel(labels.header);
  // Servers that are not told the encoding declare every text to be in Latin-1.
  const isServerDefault = header === "windows-1252";
  const encodings = [
    isServerDefault ? undefined : header,
    encodingInside(labels.meta),
    encodingInside(labels.xml),
  ];
  const declared = [...new Set(encodings)]
    .filter((encoding) => encoding !== undefined)
    .map((encoding) => (encoding === "utf-8" ? utf8 : decodeAs(bytes, encoding)));
  const fitting =
    declared.find(({ isDamaged }) => !isDamaged) ??
    declared.find((decoding) => decoding.replaced === 1 || fits(decoding));
  if (fitting) return fitting;

  const detected = encodingOfLabel(detect(bytes) ?? undefined);
  const isDetected = detected !== undefined && (!isServerDefault || MULTI_BYTE.test(detected));
  if (isDetected) return decodeAs(bytes, detected);
  return isServerDefault ? decodeAs(bytes, header) : (declared[0] ?? utf8);
}

function fits({ read, replaced }: Decoding): boolean {
  return read >= MIN_READ_PER_REPLACED * replaced;
}

/** Decodes bytes that are all ASCII characters: the text itself, or an encoding that switches with escape sequences. */
function decode7Bit(
  bytes: Uint8Array,
  ascii: Decoding,
  declared: readonly (string | undefined)[],
): DecodedText {
  const hasEscape = ascii.text.includes(ESCAPE);
  const recognised = HZ.test(ascii.text)
    ? "hz-gb-2312"
    : hasEscape
      ? (detect(bytes) ?? undefined)
      : undefined;
  const labels = [...declared, recognised]
    .filter((label) => label !== undefined)
    .map((label) => label.toLowerCase());
  const unsupported = UNSUPPORTED.find(
    ([, pattern, sign]) => labels.some((label) => pattern.test(label)) && sign.test(ascii.text),
  )?.[0];
  if (unsupported)
    throw new UserError(`Is in the encoding ${unsupported}, which browsers do not read; save it as UTF-8`);
  const isJapanese = hasEscape && labels.some((label) => encodingOfLabel(label) === "iso-2022-jp");
  return isJapanese ? decodeAs(bytes, "iso-2022-jp") : ascii;
}

/** Returns the labels of encodings in the header, `meta` and the XML declaration. */
function declaredLabels(start: string, contentType: string) {
  return {
    header: /;\s*charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType)?.[1],
    meta: /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w:.-]+)/i.exec(start)?.[1],
    xml: /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w:.-]+)/i.exec(start)?.[1],
  };
}

/** A declaration that was found in the bytes cannot be right about UTF-16 (HTML §13.2.3.2). */
function encodingInside(label: string | undefined): string | undefined {
  const encoding = encodingOfLabel(label);
  return encoding?.startsWith("utf-16") ? "utf-8" : encoding;
}

/** Returns the encoding that a label means, or `undefined` for an unknown label, ASCII, and an unsupported encoding. */
function encodingOfLabel(label: string | undefined): string | undefined {
  const name = label?.toLowerCase() ?? "";
  const encoding = LABELS[name] ?? normalizeEncoding(name) ?? undefined;
  return encoding === "replacement" || ASCII_LABEL.test(name) ? undefined : encoding;
}

/** In UTF-16, most zero bytes are the high bytes of ASCII characters; and the whole text is valid. */
function utf16Encoding(bytes: Uint8Array): "utf-16le" | "utf-16be" {
  const zeroBytes = { even: 0, odd: 0 };
  for (let index = bytes.indexOf(0); index !== -1; index = bytes.indexOf(0, index + 1))
    zeroBytes[index % 2 === 0 ? "even" : "odd"] += 1;
  const encoding = zeroBytes.odd > zeroBytes.even ? "utf-16le" : "utf-16be";
  if (bytes.length % 2 === 1 || decodeAs(bytes, encoding).isDamaged) throw binaryData();
  return encoding;
}

function decodeAs(bytes: Uint8Array, encoding: string): Decoding {
  const valid = decodeValid(bytes, encoding);
  const text = valid ?? new TextDecoder(encoding).decode(bytes);
  let [read, replaced] = [0, 0];
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) < 0x80) continue;
    if (valid === undefined && text.charAt(index) === REPLACEMENT_CHARACTER) replaced += 1;
    else read += 1;
  }
  return { text: text.replace(/^\uFEFF/, ""), isDamaged: replaced > 0, read, replaced };
}

/** Returns `undefined` if some of the bytes are not in the encoding. */
function decodeValid(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function refuseControlCharacters(decoding: Decoding): DecodedText {
  const controls = decoding.text.match(/[\0-\x08\x0E-\x1A]/g)?.length ?? 0;
  if (controls > decoding.text.length * MAX_CONTROL_SHARE) throw binaryData();
  return decoding;
}

function countNulls(bytes: Uint8Array): number {
  let count = 0;
  for (let index = bytes.indexOf(0); index !== -1; index = bytes.indexOf(0, index + 1)) count += 1;
  return count;
}

function binaryData(): UserError {
  return new UserError("Found binary data, not text; give a page, a feed or a text");
}

function asLatin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
