import writeFileAtomic from "write-file-atomic";
import { systemReason } from "./system-reason.ts";
import { UserError } from "./user-error.ts";

/** Writes `text` to `file`: the whole of it, or nothing. @throws {UserError} when the system does not let it */
export async function writeWhole(file: string, text: string): Promise<void> {
  try {
    await writeFileAtomic(file, text);
  } catch (error) {
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    // The error names the temporary file, which nobody knows.
    throw new UserError(`${file}: cannot be written: ${reason}`);
  }
}
