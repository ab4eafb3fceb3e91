import { pinyin } from "pinyin-pro";
import type { Draft } from "./draft.ts";

const LONGEST = 60;
/** A number of the original page that is long enough to be its own, at the end of its path. */
const PAGE_NUMBER = /(\d{5,})(?:_\d+)?(?:\.\w+)?\/?$/;

/** What an id is derived with. */
export interface IdContext {
  readonly authority: string;
  /** The date of publication on the site's own calendar, where it is known. */
  readonly date: string | undefined;
  readonly isTaken: (id: string) => boolean;
}

/** Returns the id that a new article gets, once: its own if it comes from this store, else its date and a name. */
export function articleId(draft: Draft, { authority, date, isTaken }: IdContext): string {
  const own = ownId(draft, authority);
  if (own !== undefined && !isTaken(own)) return own;

  const number = draft.url === undefined ? undefined : PAGE_NUMBER.exec(new URL(draft.url).pathname)?.[1];
  const name = number ?? (slugOf(draft.title) || "article");
  const id = date === undefined ? name : `${date}-${name}`;
  if (!isTaken(id)) return id;
  for (let count = 2; ; count++) {
    if (!isTaken(`${id}-${count}`)) return `${id}-${count}`;
  }
}

/** Returns the id of an entry of this store's own feeds, or `undefined` where it comes from elsewhere. */
export function ownId({ sourceId }: Draft, authority: string): string | undefined {
  const prefix = `tag:${authority}:`;
  const id = sourceId?.startsWith(prefix) ? sourceId.slice(prefix.length) : undefined;
  return id !== undefined && /^[A-Za-z0-9][A-Za-z0-9._~-]*$/.test(id) ? id : undefined;
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
