import { readFile } from "node:fs/promises";
import { type ParseError, parse, printParseErrorCode, visit } from "jsonc-parser";
import { printable } from "../../operator/printable.ts";
import { systemReason } from "../../operator/system-reason.ts";
import { checkStore, type Finding } from "./check-store.ts";
import { jsonPointer } from "./json-pointer.ts";
import { noSuchStore } from "./no-such-store.ts";
import type { StoreDocument } from "./store-document.ts";

/** The store with the very bytes that it was read from and their text, or everything that is wrong with it. */
export type ReadStore =
  | { readonly ok: true; readonly store: StoreDocument; readonly bytes: Buffer; readonly text: string }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Reads and checks the store in `file`; a file that cannot be read or parsed is a finding too. */
export async function readStore(file: string, now: Date): Promise<ReadStore> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return refused(noSuchStore(file));
    return refused(`cannot be read: ${systemReason(error) ?? String(error)}`);
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return refused("is not UTF-8 text; save it in the encoding UTF-8");
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return refused(syntaxProblem(text));
  }
  const repeated = repeatedKeys(text);
  if (repeated.length > 0) return { ok: false, findings: repeated };
  const checked = checkStore(document, now);
  return checked.ok ? { ...checked, bytes, text } : checked;
}

/** Returns the line that tells an operator of `finding`: which file, value and article, what was found, what to do. */
export function findingLine(file: string, { pointer, article, message }: Finding): string {
  const where = `${file}${pointer && ` ${pointer}`}${article === undefined ? "" : ` (article ${article})`}`;
  // What was found may hold line ends and terminal escapes; the line stays one line, and is only read.
  return printable(`${where}: ${message}`);
}

function refused(message: string): ReadStore {
  return { ok: false, findings: [{ pointer: "", message }] };
}

/** JSON.parse keeps the last of two fields with one name, and loses the first without a word. */
function repeatedKeys(text: string): Finding[] {
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

/** Says where `text` is not JSON, which JSON.parse does not on every Node. */
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
