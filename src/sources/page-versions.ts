import { digest } from "../importer/digest.ts";
import type { SourceVersion, Validators } from "../importer/draft.ts";
import type { SourceBytes } from "./source.ts";
import { FurtherPageError, NotFetched, readFailure } from "./source-errors.ts";

/** Fetches an address, or learns that it is as it was when its server sent `validators`. */
export type Fetch = (address: string, validators?: Validators) => Promise<SourceBytes>;

/** Fetches the further pages of an article that were read earlier; tells whether all are as they were. */
export async function arePagesUnchanged({ pages = [] }: SourceVersion, fetch: Fetch): Promise<boolean> {
  for (const [index, { address, validators, digest: before }] of pages.entries()) {
    const { bytes, notModified } = await fetchPage(address, index + 2, (one) => fetch(one, validators));
    if (!notModified && digest(bytes) !== before) return false;
  }
  return true;
}

/** Fetches a further page of an article, or its one-page version, which has no number. */
export async function fetchPage(
  address: string,
  number: number | undefined,
  fetch: Fetch,
): Promise<SourceBytes> {
  try {
    return await fetch(address);
  } catch (error) {
    throw error instanceof NotFetched ? error : furtherPageError(address, number, readFailure(error));
  }
}

/** Returns an error that names the page. */
export function furtherPageError(
  address: string,
  number: number | undefined,
  reason: string,
): FurtherPageError {
  const page = number === undefined ? "Its one-page version" : `Its page ${number}`;
  return new FurtherPageError(`${page}, ${address}: ${reason}`);
}
