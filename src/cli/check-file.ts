import { checkReport, readStore } from "../store/json-file/store-file.ts";

/** Where a check prints, and the instant that it compares the store's dates with. */
export interface CheckOptions {
  readonly stdout: Pick<NodeJS.WritableStream, "write">;
  readonly stderr: Pick<NodeJS.WritableStream, "write">;
  readonly now: Date;
}

/** Prints every problem of the store in `file`, one on each line; resolves with the exit code: 0 for none, else 1. */
export async function checkFile(file: string, { stdout, stderr, now }: CheckOptions): Promise<0 | 1> {
  const read = await readStore(file, now);
  const report = `${checkReport(file, read)}\n`;
  if (read.ok) stdout.write(report);
  else stderr.write(report);
  return read.ok ? 0 : 1;
}
