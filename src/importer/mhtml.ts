import { UserError } from "../operator/user-error.ts";
import { webAddress } from "./content/web-address.ts";

/** A page in a MIME message, such as a browser saves with its pictures in one file (MHTML, RFC 2557). */
interface SavedPage {
  /** Without its transfer coding. */
  readonly bytes: Uint8Array;
  /** The `Content-Type` header of its part. */
  readonly contentType: string;
  /** The address that it was saved from. */
  readonly url?: string;
  /** The addresses of its pictures and other parts, by their `Content-ID`. */
  readonly partAddresses: ReadonlyMap<string, string>;
}

/** A part of a message that is not itself made of parts. Its text has a character for each byte. */
interface Part {
  readonly header: Header;
  readonly body: string;
  readonly url: string | undefined;
}

/** Header fields by their names in lower case. */
type Header = ReadonlyMap<string, string>;

const HEADER_LENGTH = 20_000;
const HEADER = /^(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+(?=\r?\n)/;
const PAGE = /^\s*(?:text\/html|application\/xhtml\+xml)\b/i;
const MULTIPART = /^\s*multipart\//i;
/** More than any message has. */
const MAX_DEPTH = 10;

/**
 * Returns the page in a MIME message: the root of a `multipart/related` (RFC 2387 §3.2), or the first part in HTML.
 * Returns `undefined` if `bytes` are no message, or a message in plain text.
 *
 * @throws {UserError} if it is a message of several parts without a page, or the page is cut off
 */
export function savedPage(bytes: Uint8Array): SavedPage | undefined {
  const header = parseHeader(HEADER.exec(messageText(bytes.subarray(0, HEADER_LENGTH)))?.[0] ?? "");
  const type = header.get("content-type") ?? "";
  if (!header.has("mime-version") || !(PAGE.test(type) || MULTIPART.test(type))) return undefined;

  const { parts, isComplete } = messageParts(messageText(bytes), undefined, 0);
  const root = rootPart(parts, header);
  if (!root) throw new UserError("Is a message without a page; save the page as HTML or MHTML");
  if (!isComplete && root === parts.at(-1))
    throw new UserError("Is cut off: the page in it has no end; save the page again");

  const url =
    root.url ??
    webAddress(unfolded(header.get("snapshot-content-location"))) ??
    webAddress(unfolded(header.get("content-location")));
  return {
    bytes: decodeTransfer(root),
    contentType: root.header.get("content-type") ?? "",
    ...(url && { url }),
    partAddresses: new Map(
      parts.flatMap((part) => {
        const id = contentId(part);
        const address = part.url ?? webAddress(unfolded(part.header.get("content-location")), url);
        return id !== undefined && address !== undefined ? [[id, address]] : [];
      }),
    ),
  };
}

/** Replaces the addresses of parts (`cid:`, RFC 2392) in the HTML of a page by the addresses that they come from. */
export function withPartAddresses(html: string, { partAddresses }: Pick<SavedPage, "partAddresses">): string {
  return html.replace(/\bcid:([^"'\s<>)]+)/gi, (address, id: string) => {
    const url = partAddresses.get(id) ?? partAddresses.get(decodedId(id));
    return url?.replace(/["'<>]/g, percentEncoded).replaceAll("&", "&amp;") ?? address;
  });
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function decodedId(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** Returns the parts of a message in their order, and whether the last one has an end. */
function messageParts(
  message: string,
  base: string | undefined,
  depth: number,
): { readonly parts: readonly Part[]; readonly isComplete: boolean } {
  const head = HEADER.exec(message)?.[0] ?? "";
  const header = parseHeader(head);
  const body = message.slice(head.length).replace(/^\r?\n/, "");
  const ownBase = webAddress(unfolded(header.get("content-base")), base) ?? base;
  const url = webAddress(unfolded(header.get("content-location")), ownBase);
  const type = header.get("content-type") ?? "";
  const boundary = parameter(type, "boundary");
  if (!MULTIPART.test(type) || boundary === undefined || depth > MAX_DEPTH)
    return { parts: [{ header, body, url }], isComplete: true };

  const escaped = boundary.replace(/\W/g, "\\$&");
  const delimiter = new RegExp(`(?:^|\\r?\\n)--${escaped}(--)?[ \\t]*(?=\\r?\\n|$)`, "g");
  const delimiters = [...body.matchAll(delimiter)];
  const end = delimiters.findIndex(([, isEnd]) => isEnd);
  const parts = delimiters.slice(0, end === -1 ? undefined : end).flatMap(({ 0: line, index }, position) => {
    const part = body.slice(index + line.length, delimiters[position + 1]?.index).replace(/^\r?\n/, "");
    return messageParts(part, url ?? ownBase, depth + 1).parts;
  });
  return { parts, isComplete: end !== -1 };
}

/** Returns the part that the message names as its root, or that has its address, or else the first page. */
function rootPart(parts: readonly Part[], header: Header): Part | undefined {
  const pages = parts.filter(
    (part) => PAGE.test(part.header.get("content-type") ?? "") && !isAttachment(part),
  );
  const start = parameter(header.get("content-type") ?? "", "start")?.replace(/^<|>$/g, "");
  const address = webAddress(unfolded(header.get("snapshot-content-location")));
  return (
    pages.find((part) => start !== undefined && contentId(part) === start) ??
    pages.find(({ url }) => address !== undefined && url === address) ??
    pages[0]
  );
}

function isAttachment({ header }: Part): boolean {
  return /^\s*attachment\b/i.test(header.get("content-disposition") ?? "");
}

function contentId({ header }: Part): string | undefined {
  return header.get("content-id")?.trim().replace(/^<|>$/g, "");
}

/** Parses header fields (RFC 5322 §2.2); of several with one name, the first is used. */
function parseHeader(text: string): Header {
  const lines = text.replace(/\r?\n(?=[ \t])/g, "").split(/\r?\n/);
  const fields = lines.flatMap((line) => {
    const [, name, value] = /^([!-9;-~]+):(.*)$/s.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trim()] as const];
  });
  return new Map(fields.toReversed());
}

/** Returns a parameter of a header field, without quotes. */
function parameter(value: string, name: string): string | undefined {
  const [, quoted, token] =
    new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;]+))`, "is").exec(value) ?? [];
  return quoted?.replace(/\\(.)/g, "$1") ?? token;
}

/** An address that is too long for one line is folded at spaces that it does not have (RFC 2557 §4.4.2). */
function unfolded(address: string | undefined): string | undefined {
  return address?.replace(/\s+/g, "");
}

/** Returns the bytes of a part without its transfer coding (RFC 2045 §6). */
function decodeTransfer({ header, body }: Part): Uint8Array {
  const coding = header.get("content-transfer-encoding")?.toLowerCase();
  if (coding === "base64") return Buffer.from(body, "base64");
  if (coding !== "quoted-printable") return Buffer.from(body, "latin1");
  const text = body
    .replace(/=[ \t]*\r?\n/g, "")
    .replace(/=([\dA-F]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  return Buffer.from(text, "latin1");
}

/** Returns a message as text with a character for each byte, without a byte order mark and empty lines above it. */
function messageText(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return text.replace(/^(?:\xEF\xBB\xBF)?\s*/, "");
}
