import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type ParseError, parse, printParseErrorCode, visit } from "jsonc-parser";
import { jsonPointer, listAt } from "../../domain/json-pointer.ts";
import { programName } from "../../operator/program-name.ts";
import { errorCode, systemReason } from "../../operator/system-reason.ts";
import { type Finding, findingLine, InvalidStoreError } from "../invalid-store-error.ts";
import { unusedNames } from "./check-feeds.ts";
import { checkStore } from "./check-store.ts";
import type { StoreDocument } from "./store-document.ts";

/** The text of a file. */
interface FileText {
  /** Without a byte order mark. */
  readonly text: string;
  readonly hasByteOrderMark: boolean;
  /** The digest of its bytes, see {@linkcode storeDigest}. */
  readonly digest: string;
}

/** A valid store with the text it was read from. */
export interface StoreFile extends FileText {
  readonly store: StoreDocument;
}

/** Some editors write it, and it is kept. */
export const BYTE_ORDER_MARK = Buffer.from("\uFEFF");

/** The store, or everything that is wrong with it. */
type ReadStore =
  | ({ readonly ok: true } & StoreFile)
  | { readonly ok: false; readonly findings: readonly Finding[] };

/**
 * Reads and checks the store in `file`; a file that cannot be read or parsed is a finding too. Where the file has the
 * digest `valid`, it was found valid before, and only what depends on the time is checked.
 */
export async function readStore(file: string, now: Date, valid?: string): Promise<ReadStore> {
  const read = await readText(file);
  if (typeof read === "string") return invalid(read);
  const { text, digest } = read;
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return invalid(syntaxProblem(text));
  }
  const isKnown = digest === valid;
  const repeated = isKnown ? [] : repeatedKeys(text);
  if (repeated.length > 0) return { ok: false, findings: repeated };
  const checked = checkStore(document, now, isKnown ? new Set(listAt(document, ["articles"])) : undefined);
  return checked.ok ? { ...checked, ...read } : checked;
}

/** Reads the text of `file`, or returns why it cannot be read. The bytes, of which there may be many, are not kept. */
async function readText(file: string): Promise<FileText | string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return noSuchStore(file);
    return `cannot be read: ${systemReason(error) ?? String(error)}`;
  }
  if (!isUtf8(bytes)) return "is not UTF-8 text; save it in the encoding UTF-8";
  const hasByteOrderMark = bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  const text = bytes.toString("utf8", hasByteOrderMark ? BYTE_ORDER_MARK.length : 0);
  return { text, hasByteOrderMark, digest: storeDigest(bytes) };
}

/**
 * Reads the store in `file`, as {@linkcode readStore} does.
 *
 * @throws {InvalidStoreError} if it cannot be read or does not pass its check
 */
export async function loadStore(file: string, now: Date, valid?: string): Promise<StoreFile> {
  const read = await readStore(file, now, valid);
  if (read.ok) return read;
  throw new InvalidStoreError(file, read.findings);
}

/** Returns the digest by which a file is recognised that was found valid. */
export function storeDigest(data: Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

/** Describes the result of a check to an operator: every problem on a line, or that there is none. */
export function checkReport(file: string, read: ReadStore): string {
  if (read.ok) {
    const { columns, articles } = read.store;
    return storeSummary(file, { columns: columns.length, articles: articles.length });
  }
  return [
    ...read.findings.map((finding) => findingLine(file, finding)),
    `${file}: ${read.findings.length} problem(s); nothing is served or deployed until they are fixed`,
  ].join("\n");
}

/** Describes a store without problems that has so many columns and articles. */
export function storeSummary(
  name: string,
  { columns, articles }: { readonly columns: number; readonly articles: number },
): string {
  return `${name}: ${columns} columns, ${articles} articles, no problems`;
}

/** Describes what may be a mistake in a store that has no problems, a line each. */
export function checkWarnings(file: string, { store }: StoreFile): readonly string[] {
  return unusedNames(store).map((finding) => findingLine(file, finding));
}

/** Tells an operator that there is no store in `file`, and how to make one. */
export function noSuchStore(file: string): string {
  return `there is no such file; name the store with --store, or make one with "${programName()} --store ${file} init"`;
}

function invalid(message: string): ReadStore {
  return { ok: false, findings: [{ pointer: "", message }] };
}

/** Finds fields that an object has twice: JSON.parse keeps the last of them, and drops the first silently. */
export function repeatedKeys(text: string): Finding[] {
  const seen = new Set<string>();
  const findings: Finding[] = [];
  visit(text, {
    onObjectProperty: (name, _offset, _length, line, _character, path) => {
      const pointer = jsonPointer([...path(), name]);
      if (seen.has(pointer))
        findings.push({ pointer, message: `found twice, again in line ${line + 1}; take one out` });
      seen.add(pointer);
    },
  });
  return findings;
}

/** Says where `text` is not JSON, which the error of JSON.parse does not in every version of Node. */
function syntaxProblem(text: string): string {
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  const [first] = errors;
  if (!first) return "is not JSON; correct it";
  const lines = text.slice(0, first.offset).split(/\r?\n/);
  const what = printParseErrorCode(first.error)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return `is not JSON: ${what} at line ${lines.length} column ${(lines.at(-1) ?? "").length + 1}; correct it there`;
}
