import type { StoreDocument } from "../../src/store/json-file/store-document.ts";
import type { Snapshot } from "../../src/store/snapshot.ts";
import { bundled } from "./serve.ts";

/** Returns what is visible of `document` at the instant `now`. */
export function aSnapshot(document: StoreDocument, now: Date): Promise<Snapshot> {
  return bundled(document).snapshot(now);
}
