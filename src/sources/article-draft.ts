import { omitUndefined } from "../domain/omit-undefined.ts";
import type { Draft } from "../importer/draft.ts";
import { isMainAddress } from "../importer/listing/listed-address.ts";
import type { SourceArticle } from "./read-column-source.ts";

/**
 * Returns the draft of an article from its own page and from the list that names it. The page comes first; title,
 * date, authors and tags are those of the list where the page has none, and the ids are those of a feed's entry. The
 * address is that of the list, by which the article is known in the next update.
 */
export function articleDraft(listed: SourceArticle, page: Draft): Draft {
  const entry: Partial<Draft> = listed.draft ?? {};
  const published = page.published ?? entry.published ?? listed.published;
  // What is lost of the parts of an entry that the page replaces does not matter.
  const losses = (page.losses ?? []).filter(({ kind }) => kind !== "date" || published === undefined);
  return omitUndefined<Draft>({
    ...entry,
    ...page,
    authors: page.authors.length > 0 ? page.authors : (entry.authors ?? []),
    editors: page.editors.length > 0 ? page.editors : (entry.editors ?? []),
    tags: page.tags.length > 0 ? page.tags : (entry.tags ?? []),
    published,
    url: page.url !== undefined && isMainAddress(page.url, listed.url) ? page.url : listed.url,
    losses: losses.length > 0 ? losses : undefined,
  });
}
