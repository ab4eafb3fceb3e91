import { createHash } from "node:crypto";
import type { StoredArticle } from "../../domain/article.ts";
import { isDraft } from "../../domain/draft-date.ts";
import { identifierKey, pageKey } from "../../domain/identifier-key.ts";
import type { RemovedArticle } from "../../domain/removed-article.ts";
import { sourceIdHashIn } from "../../domain/source-id-hash-in.ts";
import type { ArticleKeys, RemovedArticleKeys } from "../article-writer.ts";

/** Returns the hashes of the keys of `article`. */
export function articleHashes(article: StoredArticle): readonly number[] {
  return [...identityHashes(article), hashOf("title and day", article.title, dayOf(article))];
}

/** Returns the hashes of the keys of a removed article. */
export function removedHashes(article: RemovedArticle): readonly number[] {
  return identityHashes(article);
}

/**
 * Returns the hashes of `keys`; those of ids are not among them. Of a title and a day, they find also the articles of the
 * day before and the day after.
 */
export function lookUpHashes({
  guids = [],
  addresses = [],
  sourceIdHashes = [],
  titles = [],
}: ArticleKeys | RemovedArticleKeys): readonly number[] {
  const hashes = new Set<number>();
  for (const guid of guids) hashes.add(hashOf("guid", guid));
  for (const address of addresses) hashes.add(hashOf("address", address));
  for (const hash of sourceIdHashes) hashes.add(hashOf("source id", hash));
  for (const { title, ...on } of titles) {
    if ("day" in on && on.day !== undefined) {
      // Drafts, and articles whose date is not known, match every day.
      for (const day of ["", ...daysAround(on.day)]) hashes.add(hashOf("title and day", title, day));
    } else hashes.add(hashOf("title", title));
  }
  return [...hashes];
}

function identityHashes({ id, guid, url, title }: StoredArticle | RemovedArticle): readonly number[] {
  const sourceIdHash = sourceIdHashIn(id);
  return [
    hashOf("title", title),
    ...(guid === undefined ? [] : [hashOf("guid", identifierKey(guid))]),
    ...(url === undefined ? [] : [hashOf("address", pageKey(url))]),
    ...(sourceIdHash === undefined ? [] : [hashOf("source id", sourceIdHash)]),
  ];
}

/**
 * Returns the day of publication in UTC, so that it stays the same when the site's time zone changes; an empty text for
 * drafts and where it is not known.
 */
function dayOf({ published }: StoredArticle): string {
  return published === undefined || isDraft({ published }) ? "" : utcDay(published);
}

/** Returns the days in UTC that a day on any calendar may be part of. */
function daysAround(day: string): readonly string[] {
  const start = Date.parse(day);
  if (Number.isNaN(start)) return [];
  return [-1, 0, 1].map((days) => utcDay(new Date(start + days * DAY_MS)));
}

const DAY_MS = 86_400_000;

function utcDay(instant: Date): string {
  return instant.toISOString().slice(0, -"T00:00:00.000Z".length);
}

/** The size of a hash in bytes: small keys, integers that JavaScript has exactly, and hardly ever one hash of two keys. */
const HASH_BYTES = 6;

function hashOf(kind: string, ...key: readonly string[]): number {
  return createHash("sha256")
    .update([kind, ...key].join("\0"))
    .digest()
    .readUIntBE(0, HASH_BYTES);
}
