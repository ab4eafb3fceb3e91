import { derivedStore } from "../../src/store/json-file/json-file-store.ts";
import { parseStore } from "../../src/store/json-file/parse-store.ts";
import type { StoreDocument } from "../../src/store/json-file/store-document.ts";
import type { Snapshot } from "../../src/store/snapshot.ts";

/** Returns what is visible of `document` at the instant `now`. */
export function aSnapshot(document: StoreDocument, now: Date): Promise<Snapshot> {
  return derivedStore(parseStore(document)).snapshot(now);
}
