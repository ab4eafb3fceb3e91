import { type Identity, ownId, sourceIdHash } from "./matching/identity.ts";

const MAX_SLUG_LENGTH = 60;
/** A number at the end of the path of the original page that is long enough to be unique on its site. */
const PAGE_NUMBER = /(\d{5,})(?:_\d+)?(?:\.\w+)?\/?$/;

interface ArticleIdContext {
  readonly authority: string;
  readonly isTaken: (id: string) => Promise<boolean>;
}

/**
 * Returns the id for a new article: the one that it had in this site's own feeds, or else its date and the number
 * of its page or its title. An article with a source id and no page also gets the hash of that id, behind a `~`.
 */
export async function articleId(
  identity: Identity,
  { authority, isTaken }: ArticleIdContext,
): Promise<string> {
  const { title, address, day, sourceId } = identity;
  const own = ownId(sourceId, authority);
  if (own !== undefined && !(await isTaken(own))) return own;

  const number = address === undefined ? undefined : PAGE_NUMBER.exec(new URL(address).pathname)?.[1];
  const name = number ?? ((await titleSlug(title)) || "article");
  const datedName = day === undefined ? name : `${day}-${name}`;
  const needsHash = address === undefined && sourceId !== undefined && own === undefined;
  const id = needsHash ? `${datedName}~${sourceIdHash(sourceId)}` : datedName;
  if (!(await isTaken(id))) return id;
  for (let count = 2; ; count++) {
    if (!(await isTaken(`${id}-${count}`))) return `${id}-${count}`;
  }
}

/** Returns a title as a slug, Chinese in pinyin; a long one is cut between syllables. */
async function titleSlug(title: string): Promise<string> {
  // Loaded when it is needed: its dictionary takes much memory, and most pages have a number.
  const { pinyin } = await import("pinyin-pro");
  const syllables = pinyin(title, { toneType: "none", type: "array", nonZh: "consecutive", v: true });
  const slug = syllables
    .join(" ")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  if (slug.length <= MAX_SLUG_LENGTH) return slug;
  const start = slug.slice(0, MAX_SLUG_LENGTH + 1);
  return start.includes("-") ? start.slice(0, start.lastIndexOf("-")) : start.slice(0, MAX_SLUG_LENGTH);
}
