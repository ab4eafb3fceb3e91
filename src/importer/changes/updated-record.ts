import { isDeepStrictEqual } from "node:util";
import { DRAFT_DATE } from "../../domain/draft-date.ts";
import { toUri } from "../../domain/uri.ts";
import type { ArticleRecord } from "../../store/json-file/store-document.ts";
import type { SourceFields } from "../draft-record.ts";

/** What is meant by fields that can be written in several ways. */
const MEANINGS = new Map<string, (text: string) => unknown>([
  ["published", (text) => Date.parse(text)],
  ["url", (text) => toUri(text)],
  ["image", (text) => toUri(text)],
]);

/**
 * Returns `old` with what is said of it now, changed at `instant`; `old` itself where it says that already.
 * What waits goes on waiting.
 */
export function updatedRecord(
  old: ArticleRecord,
  said: Partial<SourceFields>,
  instant: string,
): ArticleRecord {
  const before = new Map<string, unknown>(Object.entries(old));
  const isWaiting = old.published === DRAFT_DATE;
  const changes = Object.entries({ ...said, ...withWhatIsKnown(old, said) }).filter(
    ([field, value]) => !(isWaiting && field === "published") && !isSame(field, before.get(field), value),
  );
  return changes.length === 0 ? old : { ...old, ...Object.fromEntries(changes), updated: instant };
}

/** A source that names somebody without the office or address that is known takes neither away. */
function withWhatIsKnown(
  old: ArticleRecord,
  { authors, editors, source }: Partial<SourceFields>,
): Partial<SourceFields> {
  const kept = (before: ArticleRecord["authors"], people: NonNullable<ArticleRecord["authors"]>) =>
    people.map((person) => ({ ...before?.find(({ name }) => name === person.name), ...person }));
  return {
    ...(authors && { authors: kept(old.authors, authors) }),
    ...(editors && { editors: kept(old.editors, editors) }),
    ...(source && { source: { ...(old.source?.name === source.name && old.source), ...source } }),
  };
}

function isSame(field: string, before: unknown, after: unknown): boolean {
  const meaning = MEANINGS.get(field);
  if (!meaning || typeof before !== "string") return isDeepStrictEqual(before, after);
  return meaning(before) === meaning(String(after));
}
