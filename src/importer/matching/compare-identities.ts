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
 * Tells whether two drafts of one import are the same article: id, title and day are compatible, and they have
 * more in common than the title. If in doubt they are two articles, so that neither overwrites the other.
 */
export function isSameArticle(one: Identity, other: Identity): boolean {
  if (!isCompatible(one.sourceId, other.sourceId)) return false;
  const hasSameId = one.sourceId !== undefined && one.sourceId === other.sourceId;
  const hasSameAddress = one.address !== undefined && one.address === other.address;
  if (one.from !== other.from) {
    // One of two documents may be older, and a page may refer to another by a shorter title.
    if (hasSameId && (hasSameAddress || isUniqueId(one.sourceId))) return true;
    if (hasSameAddress && isReference(one) !== isReference(other)) return true;
  }
  if (one.title !== other.title || !isCompatible(one.day, other.day)) return false;
  if (hasSameId || hasSameAddress) return true;
  return (
    isCompatible(one.address, other.address) &&
    isCompatible(one.authors, other.authors) &&
    (isCompatible(one.content, other.content) ||
      (one.published !== undefined && one.published === other.published))
  );
}

/** Tells whether one text is a revision of the other: they have at least half of their words in common. */
export function isRevision(one: Identity, other: Identity): boolean {
  const [words, otherWords] = [wordsOf(one), wordsOf(other)];
  const common = [...words].filter((word) => otherWords.has(word)).length;
  return common > 0 && 4 * common >= words.size + otherWords.size;
}

/** The words of the text, or of the title if there is no text. */
function wordsOf({ title, content }: Identity): Set<string> {
  const text = content === undefined ? title : plainText(content);
  const segments = [...segmenter.segment(text.toLowerCase())];
  return new Set(segments.flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : [])));
}
