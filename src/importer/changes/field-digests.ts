import { digest } from "./digest.ts";

/** Returns a digest of each field, by which it can be told whether a source says the same again. */
export function fieldDigests(fields: object): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, digest(JSON.stringify(value))]),
  );
}
