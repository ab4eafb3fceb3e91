import { DRAFT_DATE } from "../../domain/draft-date.ts";
import { formatInstant } from "../../domain/format-instant.ts";
import { toUri } from "../../domain/uri.ts";
import type { SourceFields } from "../draft-record.ts";
import { isOrigin } from "./is-origin.ts";

/** What tells an article from others, as far as it is said. */
export interface Identity {
  readonly title: string;
  /** The document that says so; absent where the store does. */
  readonly from?: string;
  /** What its source calls it. */
  readonly sourceId?: string;
  /** Stands for the title and the date as the source says them. */
  readonly heading?: string;
  /** Of its own page, as a URI; what is only the address of a site is none. */
  readonly address?: string;
  /** The names, a line each. */
  readonly authors?: string;
  /** The instant of publication; of what waits it is not known. */
  readonly published?: number;
  /** The day of publication on the calendar of the site. */
  readonly day?: string;
  readonly content?: string;
  /** It is all that there is in a file. */
  readonly isWholeFile?: boolean;
}

/** Returns what `fields` say of the identity of an article of a site in `timeZone`. */
export function identityOf(
  { title, url, authors = [], published, content }: Pick<SourceFields, "title"> & Partial<SourceFields>,
  timeZone: string,
  said: Pick<Identity, "from" | "sourceId" | "heading" | "isWholeFile"> = {},
): Identity {
  const address = url === undefined ? undefined : toUri(url);
  const date = published === undefined || published === DRAFT_DATE ? undefined : new Date(published);
  return {
    title,
    ...said,
    ...(address !== undefined && !isOrigin(address) && { address }),
    ...(authors.length > 0 && { authors: authors.map(({ name }) => name).join("\n") }),
    ...(date && { published: date.getTime(), day: formatInstant(date, timeZone).slice(0, 10) }),
    ...(content !== undefined && { content }),
  };
}
