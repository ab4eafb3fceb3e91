import { pinyin } from "pinyin-pro";
import { fingerprint } from "./matching/fingerprint.ts";
import type { Identity } from "./matching/identity.ts";
import { ownId } from "./matching/own-id.ts";

const LONGEST = 60;
/** A number of the original page that is long enough to be its own, at the end of its path. */
const PAGE_NUMBER = /(\d{5,})(?:_\d+)?(?:\.\w+)?\/?$/;

/** What an id is derived with. */
export interface IdContext {
  readonly authority: string;
  readonly isTaken: (id: string) => boolean;
}

/**
 * Returns the id that a new article gets, once: its own if it comes from this store, else its date and a name.
 * What has no page of its own to be known by, and an id that its source gives, is known by that: its id ends
 * with `~` and the fingerprint of it.
 */
export function articleId(article: Identity, { authority, isTaken }: IdContext): string {
  const { title, address, day, sourceId } = article;
  const own = ownId(sourceId, authority);
  if (own !== undefined && !isTaken(own)) return own;

  const number = address === undefined ? undefined : PAGE_NUMBER.exec(new URL(address).pathname)?.[1];
  const name = number ?? (slugOf(title) || "article");
  const dated = day === undefined ? name : `${day}-${name}`;
  const isNumbered = address === undefined && sourceId !== undefined && own === undefined;
  const id = isNumbered ? `${dated}~${fingerprint(sourceId)}` : dated;
  if (!isTaken(id)) return id;
  for (let count = 2; ; count++) {
    if (!isTaken(`${id}-${count}`)) return `${id}-${count}`;
  }
}

/** Returns a title in the letters of a slug: Chinese in pinyin, cut between syllables. */
function slugOf(title: string): string {
  const syllables = pinyin(title, { toneType: "none", type: "array", nonZh: "consecutive", v: true });
  const slug = syllables
    .join(" ")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  if (slug.length <= LONGEST) return slug;
  const cut = slug.slice(0, LONGEST + 1);
  return cut.includes("-") ? cut.slice(0, cut.lastIndexOf("-")) : cut.slice(0, LONGEST);
}
