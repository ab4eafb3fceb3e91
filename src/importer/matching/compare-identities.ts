import { identifierKey, pageKey } from "../../domain/identifier-key.ts";
import { plainText } from "../../html/markup.ts";
import { type Identity, isReference, isUniqueId } from "./identity.ts";

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** Tells whether two values are equal, or at least one of them is not known. */
export function isCompatible<Value>(one: Value | undefined, other: Value | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}

/** Tells whether the title, the instant of publication or the text is the same: enough where the id or address is. */
export function isSimilar(one: Identity, other: Identity): boolean {
  return (
    one.title === other.title ||
    (one.published !== undefined && one.published === other.published) ||
    (one.content !== undefined && one.content === other.content)
  );
}

/**
 * Tells whether title, instant of publication and text are the same, whatever the ids are; without a text, the
 * addresses are not different either.
 */
export function isEqual(one: Identity, other: Identity): boolean {
  if (one.title !== other.title || one.published === undefined || one.published !== other.published)
    return false;
  const text = textOf(one);
  return text === textOf(other) && (text !== "" || isCompatible(one.address, other.address));
}

/**
 * Tells whether two articles whose addresses differ in the fragment are the same: one has none, and the instant or
 * the title is the same, or all but the fragments is.
 */
export function isOnSamePage(one: Identity, other: Identity): boolean {
  if (one.page === undefined || one.page !== other.page) return false;
  if (one.address !== one.page && other.address !== other.page) return isEqual(one, other);
  const hasSameInstant = one.published !== undefined && one.published === other.published;
  return hasSameInstant || (one.title === other.title && isCompatible(one.day, other.day));
}

/** Tells whether two ids are the same, or addresses of one page of which at most one has a fragment. */
export function isSameId(one: string, other: string): boolean {
  const [key, otherKey, page] = [identifierKey(one), identifierKey(other), pageKey(one)];
  return key === otherKey || (page === pageKey(other) && (key === page || otherKey === page));
}

/**
 * Tells whether two drafts of one import are the same article: id, title and day are compatible, and they have
 * more in common than the title. If in doubt they are two articles, so that neither overwrites the other.
 */
export function isSameArticle(one: Identity, other: Identity): boolean {
  if (one.from !== other.from && isEqual(one, other)) return true;
  const [id, otherId] = [one.sourceId, other.sourceId];
  const hasIds = id !== undefined && otherId !== undefined;
  const hasSameId = hasIds && identifierKey(id) === identifierKey(otherId);
  if (hasIds && !hasSameId && (one.from === other.from || !isSameId(id, otherId))) return false;
  const hasSameAddress = one.address !== undefined && one.address === other.address;
  if (one.from !== other.from) {
    // One of two documents may be older, and a page may refer to another by a shorter title.
    if (hasSameId && (hasSameAddress || isUniqueId(one.sourceId))) return true;
    if (hasSameAddress && isReference(one) !== isReference(other)) return true;
  }
  if (one.title !== other.title || !isCompatible(one.day, other.day)) return false;
  if (hasSameId || hasSameAddress) return true;
  return (
    (isCompatible(one.address, other.address) || (one.from !== other.from && isOnSamePage(one, other))) &&
    isCompatible(one.authors, other.authors) &&
    (isCompatible(one.content, other.content) ||
      (one.published !== undefined && one.published === other.published))
  );
}

/** Tells whether two articles with the same title can be the same one. */
export function isConsistent(one: Identity, other: Identity): boolean {
  return (
    isCompatible(one.authors, other.authors) &&
    isCompatible(one.day, other.day) &&
    isCompatible(one.address, other.address)
  );
}

/** Tells whether instant and text are the same, as far as both are known. */
export function hasSameText(one: Identity, other: Identity): boolean {
  return isCompatible(one.published, other.published) && isCompatible(one.content, other.content);
}

/** Tells whether one text is a revision of the other: they have at least half of their words in common. */
export function isRevision(one: Identity, other: Identity): boolean {
  return commonShare(one, other) >= 0.5;
}

/** Tells whether two texts differ only in what one page has around the article and the other does not. */
export function isNearlySame(one: Identity, other: Identity): boolean {
  return one.content !== undefined && other.content !== undefined && commonShare(one, other) >= 0.9;
}

/** Returns the share of words that two texts have in common, from 0 to 1. */
function commonShare(one: Identity, other: Identity): number {
  const [words, otherWords] = [wordsOf(one), wordsOf(other)];
  const common = [...words].filter((word) => otherWords.has(word)).length;
  return common === 0 ? 0 : (2 * common) / (words.size + otherWords.size);
}

/** The text as a reader sees it, or the summary if there is no text. */
function textOf({ content, summary = "" }: Identity): string {
  return (content === undefined ? summary : plainText(content)).trim();
}

/** The words of the text, or of the title if there is no text. */
function wordsOf({ title, content }: Identity): Set<string> {
  const text = content === undefined ? title : plainText(content);
  const segments = [...segmenter.segment(text.toLowerCase())];
  return new Set(segments.flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : [])));
}
