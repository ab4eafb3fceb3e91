import type { Filter } from "./filter.ts";
import { type FilterParameter, filterQuery } from "./filter-query.ts";
import type { NamedFeed } from "./named-feed.ts";
import { authorPath, columnsPath, namedFeedPath, SEARCH_PATH, tagPath } from "./paths.ts";
import type { Column, Site } from "./site.ts";

/** What can be subscribed to: the site, columns, an author, a tag, a named feed, or what a filter leaves of one of these. */
export interface FeedScope {
  /** The path below which its feeds are: empty for the site. */
  readonly path: string;
  /** The query of all of its addresses, with its question mark: what the path does not say of the filter. */
  readonly search: string;
  /** Its title within the publication. */
  readonly name: string;
  /** Its title anywhere: with the publication's. */
  readonly title: string;
  /** Plain text, where the publication gives one. */
  readonly description?: string;
  readonly filter: Filter;
  /** The named feed that this is, or that it is a part of. */
  readonly feed?: NamedFeed;
}

/** Returns the path and query of the page of a scope. */
export function pageHref({ path, search }: Pick<FeedScope, "path" | "search">): string {
  return path === "" && search === "" ? "/" : `${path || SEARCH_PATH}${search}`;
}

/** Returns the scope of the whole site. */
export function siteScope({ title, description }: Site): FeedScope {
  return { path: "", search: "", name: title, title, description, filter: {} };
}

/** Returns the scope of one column, or of several together. */
export function columnsScope(site: Site, columns: readonly Column[]): FeedScope {
  const slugs = columns.map(({ slug }) => slug);
  const titles = columns.map(({ title }) => title);
  const name = joinNames(titles, site.language);
  const description = columns.length === 1 ? columns[0]?.description : undefined;
  return {
    path: columnsPath(slugs),
    search: "",
    name,
    title: titleWithin(site, name),
    ...(description !== undefined && { description }),
    filter: { columns: slugs },
  };
}

/** Returns the scope of the articles of one author. */
export function authorScope(site: Site, author: string): FeedScope {
  return nameScope(site, author, authorPath(author), { authors: [author] });
}

/** Returns the scope of the articles with one tag. */
function tagScope(site: Site, tag: string): FeedScope {
  return nameScope(site, tag, tagPath(tag), { tags: [tag] });
}

/** Returns the scope of a named feed. */
export function namedFeedScope(site: Site, feed: NamedFeed): FeedScope {
  const { slug, title, description, filter } = feed;
  return {
    path: namedFeedPath(slug),
    search: "",
    name: title,
    title: titleWithin(site, title),
    ...(description !== undefined && { description }),
    filter: { within: filter },
    feed,
  };
}

function nameScope(site: Site, name: string, path: string, filter: Filter): FeedScope {
  return { path, search: "", name, title: titleWithin(site, name), filter };
}

/** What a filter selects from. */
interface FilterContext {
  readonly site: Site;
  readonly columns: readonly Column[];
  /** Where only its articles are selected from. */
  readonly feed?: NamedFeed | undefined;
}

/**
 * Returns the scope of the articles that match `filter`. Its path is that of the named feed whose articles it selects
 * from; or else that of the columns of the filter; or else of its author, if it is one; or else of its tag, if it is one;
 * or else of the site. `narrow` adds to a text what the query says of the filter, in words.
 */
export function filterScope(
  filter: Filter,
  { site, columns, feed }: FilterContext,
  narrow: (text: string, query: URLSearchParams) => string,
): FeedScope {
  const { scope, said } = feed
    ? { scope: namedFeedScope(site, feed), said: undefined }
    : scopeOfPath(filter, site, columns);
  const query = filterQuery(filter, site.timeZone);
  if (said) query.delete(said);
  if (query.size === 0) return scope;

  const { path, description } = scope;
  const name = narrow(scope.name, query);
  return {
    ...scope,
    search: `?${query}`,
    name,
    title: path === "" ? name : titleWithin(site, name),
    ...(description !== undefined && { description: narrow(description, query) }),
    filter: { ...filter, ...(feed && { within: feed.filter }) },
  };
}

/** Returns the scope whose path says a part of `filter`, and the parameter that it says. */
function scopeOfPath(
  { columns: slugs = [], authors = [], tags = [] }: Filter,
  site: Site,
  columns: readonly Column[],
): { readonly scope: FeedScope; readonly said?: FilterParameter } {
  if (slugs.length > 0) {
    const found = slugs.flatMap((slug) => columns.find((column) => column.slug === slug) ?? []);
    return { scope: columnsScope(site, found), said: "column" };
  }
  const [[author, ...otherAuthors], [tag, ...otherTags]] = [authors, tags];
  if (author !== undefined && otherAuthors.length === 0)
    return { scope: authorScope(site, author), said: "author" };
  if (tag !== undefined && otherTags.length === 0) return { scope: tagScope(site, tag), said: "tag" };
  return { scope: siteScope(site) };
}

function titleWithin({ title }: Site, name: string): string {
  return `${name} - ${title}`;
}

/** Returns `names` as a list in a language, such as "A, B". */
export function joinNames(names: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: "conjunction", style: "narrow" }).format(names);
}
