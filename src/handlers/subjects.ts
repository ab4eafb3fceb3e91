import type { Column } from "../domain/site.ts";
import { asSlug } from "../domain/slug.ts";
import { authorSubject, columnsSubject, type Subject, siteSubject, tagSubject } from "../domain/subject.ts";
import { Problem } from "../http/problem.ts";
import type { Edition } from "../store/article-store.ts";
import type { Context } from "./handler.ts";
import { excludedOf } from "./parameters.ts";

/** Finds what a request is about. @throws {Problem} `not-found`, `bad-parameter` */
export type FindSubject = (context: Context) => Promise<Subject>;

/** The whole site, without what `exclude` names. */
export async function site({ edition, query }: Context): Promise<Subject> {
  return siteSubject(edition.site, excludedOf(query, edition.columns));
}

/** The columns whose slugs `:columns` joins by `+`. */
export async function columns({ edition, params }: Context): Promise<Subject> {
  const slugs = textOf(params.columns).toLowerCase().split("+");
  return columnsSubject(edition.site, knownColumns(slugs, edition));
}

/** The author whose name is `:author`. */
export async function author({ edition, params }: Context): Promise<Subject> {
  const name = textOf(params.author);
  await requireArticles(edition, { author: name }, `There is no author "${name}"`);
  return authorSubject(edition.site, name);
}

/** The tag `:tag`. */
export async function tag({ edition, params }: Context): Promise<Subject> {
  const name = textOf(params.tag);
  await requireArticles(edition, { tag: name }, `There is no tag "${name}"`);
  return tagSubject(edition.site, name);
}

/** Returns the columns with these slugs, in the order of the slugs. @throws {Problem} `not-found` */
export function knownColumns(slugs: readonly string[], edition: Edition): readonly Column[] {
  return [...new Set(slugs)].sort().map((text) => {
    const column = edition.columns.find(({ slug }) => slug === asSlug(text));
    if (!column) throw new Problem("not-found", `There is no column "${text}"`);
    return column;
  });
}

/** Throws when `selection` holds nothing that is visible. @throws {Problem} `not-found` */
export async function requireArticles(
  edition: Edition,
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
