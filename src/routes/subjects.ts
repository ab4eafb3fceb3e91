import { authorScope, columnsScope, type FeedScope, siteScope, tagScope } from "../domain/feed-scope.ts";
import type { Column } from "../domain/site.ts";
import { parseSlug } from "../domain/slug.ts";
import { Problem } from "../http/problem.ts";
import type { Snapshot } from "../store/article-store.ts";
import type { Context } from "./handler.ts";
import { excludedOf } from "./parameters.ts";

/** Finds what a request is about. @throws {Problem} `not-found`, `bad-parameter` */
export type FindSubject = (context: Context) => Promise<FeedScope>;

/** The whole site, without what `exclude` names. */
export async function site({ edition, query }: Context): Promise<FeedScope> {
  return siteScope(edition.site, excludedOf(query, edition.columns));
}

/** The columns whose slugs `:columns` joins by `+`. */
export async function columns({ edition, params }: Context): Promise<FeedScope> {
  const slugs = textOf(params.columns).toLowerCase().split("+");
  return columnsScope(edition.site, knownColumns(slugs, edition));
}

/** The author whose name is `:author`. */
export async function author({ edition, params }: Context): Promise<FeedScope> {
  const name = textOf(params.author);
  await requireArticles(edition, { author: name }, `There is no author "${name}"`);
  return authorScope(edition.site, name);
}

/** The tag `:tag`. */
export async function tag({ edition, params }: Context): Promise<FeedScope> {
  const name = textOf(params.tag);
  await requireArticles(edition, { tag: name }, `There is no tag "${name}"`);
  return tagScope(edition.site, name);
}

/** Returns the columns with these slugs, in the order of the slugs. @throws {Problem} `not-found` */
export function knownColumns(slugs: readonly string[], edition: Snapshot): readonly Column[] {
  return [...new Set(slugs)].sort().map((text) => {
    const column = edition.columns.find(({ slug }) => slug === parseSlug(text));
    if (!column) throw new Problem("not-found", `There is no column "${text}"`);
    return column;
  });
}

/** Throws when `selection` holds nothing that is visible. @throws {Problem} `not-found` */
export async function requireArticles(
  edition: Snapshot,
  selection: { author: string } | { tag: string },
  complaint: string,
): Promise<void> {
  const { count } = await edition.tally(selection);
  if (count === 0) throw new Problem("not-found", complaint);
}

/** The canonical path has been decoded before, so this cannot fail. */
function textOf(param: string | undefined): string {
  return decodeURIComponent(param ?? "");
}
