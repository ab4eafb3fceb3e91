import { createHash } from "node:crypto";

/** Returns a hash of `data` for comparing versions: the first 32 hexadecimal digits of its SHA-256. */
export function digest(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex").slice(0, 32);
}
