import { parseStore } from "../store/json-file/parse-store.ts";
import { checkReport, checkWarnings, readStore, type StoreFile } from "../store/json-file/store-file.ts";
import { sizeReport, workerSize } from "../store/json-file/worker-size.ts";

/** Where a check prints, and the instant that it compares the store's dates with. */
export interface CheckOptions {
  readonly stdout: Pick<NodeJS.WritableStream, "write">;
  readonly stderr: Pick<NodeJS.WritableStream, "write">;
  readonly now: Date;
}

/**
 * Prints every problem of the store in `file`, one on each line, or how large the Worker would be with it; resolves with
 * the exit code: 0 for no problem, else 1.
 */
export async function checkFile(file: string, options: CheckOptions): Promise<0 | 1> {
  const read = await readStore(file, options.now);
  if (!read.ok) {
    options.stderr.write(`${checkReport(file, read)}\n`);
    return 1;
  }
  printChecked(file, read, workerSize(parseStore(read.store)), options);
  return 0;
}

/** Prints the report of a store without problems, what may be a mistake in it, and the size of the Worker with it. */
export function printChecked(
  file: string,
  read: { readonly ok: true } & StoreFile,
  workerBytes: number,
  { stdout, stderr }: Pick<CheckOptions, "stdout" | "stderr">,
): void {
  const { line, warning } = sizeReport(workerBytes);
  stdout.write(`${checkReport(file, read)}\n`);
  for (const line of checkWarnings(file, read)) stderr.write(`${line}\n`);
  if (warning === undefined) stdout.write(`${line}\n`);
  else stderr.write(`${warning}\n`);
}
