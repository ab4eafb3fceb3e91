import type { Filter } from "./filter.ts";
import { authorPath, columnsPath, tagPath } from "./paths.ts";
import type { Column, Site } from "./site.ts";

/** What can be subscribed to: the site, columns, an author or a tag. */
export interface FeedScope {
  /** The path below which its feeds are: empty for the site. */
  readonly path: string;
  /** Its title within the publication. */
  readonly name: string;
  /** Its title anywhere: with the publication's. */
  readonly title: string;
  /** Plain text, where the publication gives one. */
  readonly description?: string;
  readonly filter: Filter;
}

/** Returns the scope of the whole site, without the columns in `exclude`. */
export function siteScope(site: Site, exclude: readonly Column[] = []): FeedScope {
  const filter = exclude.length > 0 ? { notColumns: exclude.map(({ slug }) => slug).sort() } : {};
  return { path: "", name: site.title, title: site.title, description: site.description, filter };
}

/** Returns the scope of one column, or of several together. */
export function columnsScope(site: Site, columns: readonly Column[]): FeedScope {
  const slugs = columns.map(({ slug }) => slug);
  const [column, ...others] = columns;
  const name = column && others.length === 0 ? column.title : joinTitles(columns, site.language);
  const description = others.length === 0 ? column?.description : undefined;
  return {
    path: columnsPath(slugs),
    name,
    title: titleWithin(site, name),
    ...(description !== undefined && { description }),
    filter: { columns: slugs },
  };
}

/** Returns the scope of the articles of one author. */
export function authorScope(site: Site, author: string): FeedScope {
  return {
    path: authorPath(author),
    name: author,
    title: titleWithin(site, author),
    filter: { authors: [author] },
  };
}

/** Returns the scope of the articles with one tag. */
export function tagScope(site: Site, tag: string): FeedScope {
  return { path: tagPath(tag), name: tag, title: titleWithin(site, tag), filter: { tags: [tag] } };
}

function titleWithin({ title }: Site, name: string): string {
  return `${name} - ${title}`;
}

function joinTitles(columns: readonly Column[], language: string): string {
  return new Intl.ListFormat(language, { type: "conjunction", style: "narrow" }).format(
    columns.map(({ title }) => title),
  );
}
