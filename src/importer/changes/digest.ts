import { createHash } from "node:crypto";

/** Returns what stands for `data` where only its sameness matters: 32 hexadecimal digits. */
export function digest(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex").slice(0, 32);
}
