import { isDraft } from "../../domain/draft-date.ts";
import { formatInstant } from "../../domain/format-instant.ts";
import { identifierKey, isHomePage, pageKey } from "../../domain/identifier-key.ts";
import { digest } from "../digest.ts";
import type { SourceFields } from "./source-fields.ts";

/** What identifies an article; everything that is not known is absent. */
export interface Identity {
  readonly title: string;
  /** The name of the document that it was read from; absent for an article of the store. */
  readonly from?: string;
  /** The id that the source gives it. */
  readonly sourceId?: string;
  /** The id under which readers know it. */
  readonly guid?: string;
  /** The source's title and date, see {@linkcode titleAndDate}. */
  readonly titleAndDate?: string;
  /** The key of its address; never that of the home page of a site. */
  readonly address?: string;
  /** The key of its page, which the address may name a part of; never that of the home page of a site. */
  readonly page?: string;
  /** The names, one per line. */
  readonly authors?: string;
  /** The instant of publication in milliseconds; absent for a draft of the store. */
  readonly published?: number;
  /** The day of publication in the site's time zone, such as `2020-11-26`. */
  readonly day?: string;
  readonly content?: string;
  readonly summary?: string;
  /** It is the only article in a file. */
  readonly isWholeFile?: boolean;
}

/** What tells an article from a reference to one. */
interface ReferenceFields extends Pick<Identity, "title" | "sourceId" | "content"> {
  readonly published?: unknown;
}

type SourceIdentity = Pick<Identity, "from" | "sourceId" | "guid" | "titleAndDate" | "isWholeFile">;
type IdentifyingFields = "title" | "url" | "authors" | "published" | "content" | "summary";

/** Returns the identity of an article with these `fields`, on a site in `timeZone`. */
export function identityOf(
  { title, url = "", authors = [], published, content, summary }: Pick<SourceFields, IdentifyingFields>,
  timeZone: string,
  source: SourceIdentity = {},
): Identity {
  const [address, page] = [identifierKey(url), pageKey(url)];
  const date = published && !isDraft({ published }) ? published : undefined;
  return {
    title,
    ...source,
    ...(url !== "" && !isHomePage(address) && { address }),
    ...(url !== "" && !isHomePage(page) && { page }),
    ...(authors.length > 0 && { authors: authors.map(({ name }) => name).join("\n") }),
    ...(date && { published: date.getTime(), day: formatInstant(date, timeZone).slice(0, 10) }),
    ...(content !== undefined && { content }),
    ...(summary !== undefined && { summary }),
  };
}

/** Tells whether an article is only referred to, as in a page's list of related articles: it has no id, date or text. */
export function isReference({ sourceId, published, content }: ReferenceFields): boolean {
  return sourceId === undefined && published === undefined && content === undefined;
}

/** Tells whether a source's id is a URI, which is unique everywhere; other ids are unique only within their source. */
export function isUniqueId(sourceId: string | undefined): boolean {
  return (
    sourceId !== undefined &&
    /^[a-z][a-z0-9+.-]*:\S+$/i.test(sourceId) &&
    !isHomePage(identifierKey(sourceId))
  );
}

/** Returns the article's id if `sourceId` is an entry id of this site's own feeds, or `undefined` if it is not. */
export function ownId(sourceId: string | undefined, authority: string): string | undefined {
  const prefix = `tag:${authority}:`;
  const id = sourceId?.startsWith(prefix) ? sourceId.slice(prefix.length) : undefined;
  return id !== undefined && isArticleId(id) ? id : undefined;
}

function isArticleId(text: string): boolean {
  return /^[A-Za-z0-9](?:[A-Za-z0-9._~-]{0,126}[A-Za-z0-9])?$/.test(text) && !text.endsWith(".json");
}

/** Returns the 12 hexadecimal digits that stand for a source's id at the end of an article id, behind a `~`. */
export function sourceIdHash(sourceId: string): string {
  return digest(sourceId).slice(0, 12);
}

/** Returns one key for a source's title and date, made of the digests of these fields. */
export function titleAndDate({ title, published = "undated" }: Readonly<Record<string, string>>): string {
  return `${title} ${published}`;
}

/** Returns one key for the instant and the title of an article; `undefined` where the instant is not known. */
export function instantAndTitle({ title, published }: Identity): string | undefined {
  return published === undefined ? undefined : `${published} ${title}`;
}

/** Returns one key for the day and the title of an article. */
export function dayAndTitle({ title, day = "" }: Identity): string {
  return `${day} ${title}`;
}
