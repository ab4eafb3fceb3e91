import { createMultibyteEncoder } from "@exodus/bytes/multi-byte.js";

/** Returns `text` in an encoding of the Encoding Standard; UTF-16 without a byte order mark. */
export function encodeText(text: string, encoding: string): Uint8Array {
  if (encoding === "utf-8") return Buffer.from(text);
  if (encoding === "utf-16le") return Buffer.from(text, "utf16le");
  if (encoding === "utf-16be") return Buffer.from(text, "utf16le").swap16();
  return createMultibyteEncoder(encoding)(text);
}
