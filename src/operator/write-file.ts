import writeFileAtomic from "write-file-atomic";
import { systemReason } from "./system-reason.ts";
import { UserError } from "./user-error.ts";

/** Writes `data` to `file` atomically: all of it or nothing. @throws {UserError} where the file cannot be written */
export async function writeWhole(file: string, data: string | Uint8Array): Promise<void> {
  try {
    await writeFileAtomic(file, typeof data === "string" || Buffer.isBuffer(data) ? data : Buffer.from(data));
  } catch (error) {
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    // The error names the temporary file, which nobody knows.
    throw new UserError(`${file}: cannot be written: ${reason}`);
  }
}
