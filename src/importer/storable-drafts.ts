import type { Person, StoredArticle } from "../domain/article.ts";
import { imageRecord } from "../domain/article-record.ts";
import { formatInstant } from "../domain/format-instant.ts";
import { omitUndefined } from "../domain/omit-undefined.ts";
import type { Column, Site } from "../domain/site.ts";
import type { Transaction } from "../store/article-writer.ts";
import { markupSafeText, singleLine } from "./content/text.ts";
import type { Draft } from "./draft.ts";
import type { FiledDraft } from "./file-drafts.ts";
import type { Loss } from "./loss.ts";
import { ownId } from "./matching/identity.ts";
import { sourceFields } from "./matching/source-fields.ts";

/**
 * Returns `filed` with every draft in the form in which the store can hold it: without the characters that no feed
 * can carry, with tags and names in Unicode's Normalization Form C, and without the values that the store's check
 * would refuse in an article of the draft alone, each of which becomes a loss. Entries of this site's own feeds keep
 * their text.
 */
export async function storableDrafts(
  transaction: Transaction,
  filed: readonly FiledDraft[],
): Promise<readonly FiledDraft[]> {
  const { site, columns, now } = transaction;
  const [column] = columns;
  const normalized = filed.map((one) => ({ ...one, draft: normalizedDraft(one.draft, site) }));
  if (!column) return normalized;

  const articles = normalized.map(({ draft }, index) => articleOf(draft, { id: `${index}`, column, now }));
  const invalid = new Map<string, Set<string>>();
  for (const { article = "", pointer } of await transaction.check(articles))
    invalid.set(article, (invalid.get(article) ?? new Set()).add(pointer));
  return normalized.map((one, index) => {
    const pointers = invalid.get(`${index}`);
    return pointers ? { ...one, draft: withoutInvalid(one.draft, pointers, site.timeZone) } : one;
  });
}

/**
 * Returns `draft` with its texts as a feed can carry them; what says nothing then is absent. An entry of a feed of
 * `site` stays as it is.
 */
export function normalizedDraft(draft: Draft, { authority }: Pick<Site, "authority">): Draft {
  if (ownId(draft.sourceId, authority) !== undefined) return draft;
  const { title, authors, editors, source, summary, tags, ...rest } = draft;
  const sourceName = normalizedName(source?.name);
  return omitUndefined<Draft>({
    ...rest,
    title: singleLine(markupSafeText(title)) ?? "",
    authors: normalizedPeople(authors),
    editors: normalizedPeople(editors),
    source: sourceName === undefined ? undefined : { ...source, name: sourceName },
    summary: normalizedText(summary),
    tags: [...new Set(tags.flatMap((tag) => normalizedName(tag) ?? []))],
  });
}

/** Returns people with normalized names; those whose names were written in two ways are one. */
function normalizedPeople(people: readonly Person[]): Person[] {
  const written = new Map<string, string>();
  return people.flatMap(({ name, about, url }) => {
    const normalized = normalizedName(name);
    if (normalized === undefined || (written.get(normalized) ?? name) !== name) return [];
    written.set(normalized, name);
    return [omitUndefined<Person>({ name: normalized, about: normalizedText(about), url })];
  });
}

function normalizedName(name: string | undefined): string | undefined {
  return singleLine(markupSafeText(name ?? ""))?.normalize("NFC");
}

function normalizedText(text: string | undefined): string | undefined {
  const safe = markupSafeText(text ?? "");
  return safe.trim() === "" ? undefined : safe;
}

interface ArticleContext {
  readonly id: string;
  readonly column: Column;
  readonly now: Date;
}

/** Returns the article that `draft` alone would become, without its content, which readers have sanitised. */
function articleOf(draft: Draft, { id, column: { slug }, now }: ArticleContext): StoredArticle {
  const { content: _, ...fields } = sourceFields(draft);
  const guid = omitUndefined<Pick<StoredArticle, "guid">>({ guid: draft.guid });
  return { authors: [], editors: [], tags: [], ...fields, ...guid, id, column: slug, updated: now };
}

/** Returns `draft` without the values to which `invalid` points; a title is always kept. */
function withoutInvalid(draft: Draft, invalid: ReadonlySet<string>, timeZone: string): Draft {
  const losses: Loss[] = [];
  const valid = <Value>(value: Value, pointer: string, kind: Loss["kind"], text = String(value)) => {
    if (value === undefined || !invalid.has(pointer)) return value;
    losses.push({ kind, text });
    return undefined;
  };
  const person = (named: Person, pointer: string): Person | undefined => {
    if (valid(named.name, `${pointer}/name`, "name") === undefined) return undefined;
    return omitUndefined<Person>({ ...named, url: valid(named.url, `${pointer}/url`, "address") });
  };
  const people = (field: "authors" | "editors") =>
    draft[field].flatMap((one, index) => person(one, `/${field}/${index}`) ?? []);

  const { published, image } = draft;
  const imagePointer = typeof (image && imageRecord(image)) === "object" ? "/image/url" : "/image";
  const kept = omitUndefined<Draft>({
    ...draft,
    guid: valid(draft.guid, "/guid", "guid"),
    authors: people("authors"),
    editors: people("editors"),
    source: draft.source && person(draft.source, "/source"),
    url: valid(draft.url, "/url", "address"),
    published: valid(published, "/published", "date", published && formatInstant(published, timeZone)),
    tags: draft.tags.filter((tag, index) => valid(tag, `/tags/${index}`, "tag") !== undefined),
    language: valid(draft.language, "/language", "language"),
    image: valid(image, imagePointer, "pictures", image?.url),
  });
  return { ...kept, losses: [...(draft.losses ?? []), ...losses] };
}
