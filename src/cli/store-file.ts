import { readFile } from "node:fs/promises";
import { type ParseError, parse, printParseErrorCode, visit } from "jsonc-parser";
import { type Checked, checkStore, type Finding } from "../domain/check-store.ts";
import { jsonPointer } from "../domain/json-pointer.ts";

/** Reads and checks the store in `file`; a file that cannot be read or parsed is a finding too. */
export async function readStore(file: string, now: Date): Promise<Checked> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what = code === "ENOENT" ? "there is no such file" : `the system says ${code}`;
    return refused(`cannot be read: ${what}; name a file that can be`);
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
  return repeated.length > 0 ? { ok: false, findings: repeated } : checkStore(document, now);
}

/** Returns the line that tells an operator of `finding`: which file, value and article, what was found, what to do. */
export function findingLine(file: string, { pointer, article, message }: Finding): string {
  const where = `${file}${pointer && ` ${pointer}`}${article === undefined ? "" : ` (article ${article})`}`;
  // What was found may hold line ends and terminal escapes; the line stays one line, and is only read.
  return `${where}: ${message}`.replace(/\p{Cc}/gu, escaped);
}

function escaped(control: string): string {
  return `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function refused(message: string): Checked {
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
