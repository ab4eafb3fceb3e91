import type { StoredArticle } from "../../../domain/article.ts";
import { formatInstant } from "../../../domain/format-instant.ts";
import { pageKey } from "../../../domain/identifier-key.ts";
import { fieldDigests, type SourceFields, sourceFields } from "../../../importer/matching/source-fields.ts";
import { removedArticle } from "./claim-articles.ts";
import type { ReadArticle, Reading } from "./source-work.ts";
import { textDigest } from "./text-digest.ts";
import type { UpdateContext } from "./update-context.ts";

/** The fields that {@linkcode textDigest} compares without what changes with each visit. */
const TEXT_FIELDS: readonly string[] = ["content", "image"];

/**
 * Returns a function that tells whether an article has changed since it was last read from the same document, or is
 * new and was not removed from the store. Fields that the store has from elsewhere stay until the document changes,
 * since the operator may have corrected them; only fields that the store lacks are taken from it.
 */
export function changeDetector(
  context: UpdateContext,
): (article: ReadArticle, reading: Reading) => Promise<boolean> {
  const { load } = context.known;
  const { state, importState } = context;
  const { timeZone } = context.readContext;

  /** Returns the fields that differ. */
  function changedFields(
    before: Readonly<Record<string, string>>,
    after: Readonly<Record<string, string>>,
    hasSameText: boolean,
  ): string[] {
    const isSame = (field: string) =>
      before[field] === after[field] || (hasSameText && TEXT_FIELDS.includes(field) && field in before);
    return Object.keys(after).filter((field) => !isSame(field));
  }

  /** Records the fields that the store has already as those of the document; returns their digests. */
  function adoptFields(
    stored: StoredArticle,
    fields: SourceFields,
    { from, work }: Reading,
  ): Readonly<Record<string, string>> {
    const values = new Map<string, unknown>(Object.entries(stored));
    const isInStore = (field: string) => [values.get(field) ?? []].flat().length > 0;
    const shared = Object.keys(fields).filter(isInStore);
    const digestsOf = (record: object) =>
      fieldDigests(
        Object.fromEntries(Object.entries(record).filter(([field]) => shared.includes(field))),
        timeZone,
      );
    const digests = digestsOf(fields);
    const isSameText = textDigest(stored) === textDigest(fields);
    const differing = changedFields(digestsOf(stored), digests, isSameText);
    if (differing.length > 0) work.differing.push(stored.id);
    const before = importState.get(from);
    const record = { updated: formatInstant(stored.updated, timeZone), fields: digests };
    importState.set(from, { ...before, articles: { ...before?.articles, [stored.id]: record } });
    return digests;
  }

  return async ({ listed, draft, known }, reading) => {
    const fields = sourceFields(draft);
    if (!known) return removedArticle(listed, context) === undefined;
    const hasSameText = state.articles[pageKey(listed.url)]?.text === textDigest(fields);
    let before = importState.get(reading.from)?.articles[known.id]?.fields;
    if (!before) {
      const stored = await load(known);
      if (!stored) return true;
      before = adoptFields(stored, fields, reading);
    }
    return changedFields(before, fieldDigests(fields, timeZone), hasSameText).length > 0;
  };
}
