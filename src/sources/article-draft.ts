import { omitUndefined } from "../domain/omit-undefined.ts";
import type { Draft } from "../importer/draft.ts";
import { isMainAddress } from "../importer/listing/listed-address.ts";
import type { SourceArticle } from "./read-column-source.ts";

/**
 * Returns the draft of an article from its own page and from the list that names it. The page comes first; title,
 * date, authors and tags are those of the list where the page has none. The address is that of the list, by which the
 * article is known in the next update.
 */
export function articleDraft(listed: SourceArticle, page: Draft): Draft {
  const entry: Partial<Draft> = listed.draft ?? {};
  return omitUndefined<Draft>({
    ...entry,
    ...page,
    title: page.title,
    authors: page.authors.length > 0 ? page.authors : (entry.authors ?? []),
    editors: page.editors.length > 0 ? page.editors : (entry.editors ?? []),
    tags: page.tags.length > 0 ? page.tags : (entry.tags ?? []),
    published: page.published ?? entry.published ?? listed.published,
    url: page.url !== undefined && isMainAddress(page.url, listed.url) ? page.url : listed.url,
  });
}
