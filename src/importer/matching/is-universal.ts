import { isOrigin } from "./is-origin.ts";

/** Tells whether an id that a source gives is a URI, which is one entry's anywhere; any other may be given twice. */
export function isUniversal(sourceId: string | undefined): boolean {
  return sourceId !== undefined && /^[a-z][a-z0-9+.-]*:\S+$/i.test(sourceId) && !isOrigin(sourceId);
}
