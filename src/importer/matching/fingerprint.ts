import { digest } from "../changes/digest.ts";

/** Returns what stands for the id that a source gives an entry in the ids of the store. */
export function fingerprint(sourceId: string): string {
  return digest(sourceId).slice(0, 12);
}
