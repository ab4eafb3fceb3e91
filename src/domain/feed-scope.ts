import type { Filter } from "./filter.ts";
import { authorPath, columnsPath, tagPath } from "./paths.ts";
import type { Column, Site } from "./site.ts";

/** What a reader can subscribe to: the site, columns, an author or a tag. */
export interface FeedScope {
  /** Below which its feeds are: empty for the site. */
  readonly path: string;
  /** What it is called within the publication. */
  readonly name: string;
  /** What it is called anywhere: with the publication's title. */
  readonly title: string;
  /** Plain text, where the publication says it. */
  readonly description?: string;
  readonly selection: Filter;
}

/** The whole site, without the columns in `exclude`. */
export function siteScope(site: Site, exclude: readonly Column[]): FeedScope {
  const selection = exclude.length > 0 ? { exclude: exclude.map(({ slug }) => slug).sort() } : {};
  return { path: "", name: site.title, title: site.title, description: site.description, selection };
}

/** One column, or several together. */
export function columnsScope(site: Site, columns: readonly Column[]): FeedScope {
  const slugs = columns.map(({ slug }) => slug);
  const name = listed(columns, site.language);
  const description = columns.length === 1 ? columns[0]?.description : undefined;
  return {
    path: columnsPath(slugs),
    name,
    title: within(site, name),
    ...(description !== undefined && { description }),
    selection: { columns: slugs },
  };
}

function within({ title }: Site, name: string): string {
  return `${name} - ${title}`;
}

function listed(columns: readonly Column[], language: string): string {
  return new Intl.ListFormat(language, { type: "conjunction", style: "narrow" }).format(
    columns.map(({ title }) => title),
  );
}

/** The articles of one author. */
export function authorScope(site: Site, author: string): FeedScope {
  return { path: authorPath(author), name: author, title: within(site, author), selection: { author } };
}

/** The articles with one tag. */
export function tagScope(site: Site, tag: string): FeedScope {
  return { path: tagPath(tag), name: tag, title: within(site, tag), selection: { tag } };
}
