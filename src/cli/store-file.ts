import { readFile } from "node:fs/promises";
import { type Checked, checkStore, type Finding } from "../domain/check-store.ts";

/** Reads and checks the store in `file`; a file that cannot be read or parsed is a finding too. */
export async function readStore(file: string, now: Date): Promise<Checked> {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(await readFile(file));
  } catch (error) {
    return refused(`cannot be read as UTF-8 text: ${(error as Error).message}`);
  }
  try {
    return checkStore(JSON.parse(text), now);
  } catch (error) {
    return refused(`is not JSON: ${(error as Error).message}${place(text, error as Error)}`);
  }
}

/** Returns the line that tells an operator of `finding`: which file, value and article, what was found, what to do. */
export function findingLine(file: string, { pointer, article, message }: Finding): string {
  return `${file}${pointer ? ` ${pointer}` : ""}${article === undefined ? "" : ` (article ${article})`}: ${message}`;
}

function refused(message: string): Checked {
  return { ok: false, findings: [{ pointer: "", message }] };
}

function place(text: string, { message }: Error): string {
  const position = /position (\d+)(?! \(line)/.exec(message)?.[1];
  if (position === undefined) return "";
  const lines = text.slice(0, Number(position)).split("\n");
  return ` (line ${lines.length} column ${(lines.at(-1) ?? "").length + 1})`;
}
