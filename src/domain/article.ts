import type { ArticleRecord } from "../store/json-file/store-document.ts";
import type { Slug } from "./slug.ts";

/** Somebody named by an article: an author or an editor. */
export interface Person {
  readonly name: string;
  /** Office or affiliation, as the source says it. */
  readonly about?: string;
  readonly url?: string;
}

/** An article of the publication. What the source does not say is absent. */
export interface Article {
  readonly id: string;
  readonly title: string;
  readonly column: Slug;
  readonly authors: readonly Person[];
  readonly editors: readonly Person[];
  readonly source?: { readonly name: string; readonly url?: string };
  /** The original page. */
  readonly url?: string;
  readonly published?: Date;
  readonly updated: Date;
  /** Plain text. */
  readonly summary?: string;
  /** HTML. */
  readonly content?: string;
  readonly tags: readonly string[];
  readonly language?: string;
  readonly image?: string;
}

/** Returns the article that a checked `record` of the store describes. */
export function articleOf(record: ArticleRecord): Article {
  const { authors, editors, tags, column, published, updated, ...rest } = record;
  // The store's check has seen every column's slug and every field that is spread here; the cast also
  // drops the schema's `| undefined`, which a parsed JSON document cannot hold.
  return {
    ...rest,
    column: column as Slug,
    authors: authors ?? [],
    editors: editors ?? [],
    tags: tags ?? [],
    updated: new Date(updated),
    ...(published && { published: new Date(published) }),
  } as Article;
}

/** When readers first saw or last saw a change of `article`: its edit, or its publication if that came later. */
export function lastChange({ published, updated }: Article): Date {
  // Numbers compare ten times as fast as dates, and a sitemap compares those of every article.
  return published && published.getTime() > updated.getTime() ? published : updated;
}

/** The instant by which `article` is ordered: its publication, or its last edit where that is not known. */
export function sortInstant({ published, updated }: Article): Date {
  return published ?? updated;
}

/** Orders articles newest first, ties by id. */
export function newestFirst(a: Article, b: Article): number {
  return sortInstant(b).getTime() - sortInstant(a).getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
