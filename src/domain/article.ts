import type { Slug } from "./slug.ts";

/** Somebody named by an article: an author or an editor. */
export interface Person {
  readonly name: string;
  /** Role or affiliation, as the source gives it. */
  readonly about?: string;
  readonly url?: string;
}

/** Where an article first appeared. */
export interface ArticleSource {
  readonly name: string;
  readonly url?: string;
}

/** A picture that stands for an article. What is not known is absent. */
export interface ArticleImage {
  readonly url: string;
  /** In pixels. */
  readonly width?: number;
  /** In pixels. */
  readonly height?: number;
  /** Its media type. */
  readonly type?: string;
  /** What it shows, for those who do not see it. */
  readonly alt?: string;
}

/** The fields of an article that are written, without its text. What is not known is absent. */
interface ArticleFields {
  readonly id: string;
  /** The id under which readers know the entry from the feed that the article came from. It never changes. */
  readonly guid?: string;
  readonly title: string;
  readonly column: Slug;
  readonly authors: readonly Person[];
  readonly editors: readonly Person[];
  readonly source?: ArticleSource;
  /** The original page. */
  readonly url?: string;
  readonly published?: Date;
  readonly updated: Date;
  /** When an article without `published` came into the store, by which it is ordered. */
  readonly added?: Date;
  /** Plain text. */
  readonly summary?: string;
  readonly tags: readonly string[];
  /** BCP 47; the site's language when absent. */
  readonly language?: string;
  readonly image?: ArticleImage;
}

/** An article as operators and imports write it. */
export interface StoredArticle extends ArticleFields {
  /** HTML as it was written; relative links are relative to `url`. */
  readonly content?: string;
}

/** What lists need of an article: its fields, and what was derived of them and its body when it was published. */
export interface ArticleHead extends ArticleFields {
  /** The dates as the publication's readers write them, in its language and time zone. */
  readonly dateTexts: {
    readonly published?: string;
    /** That of the last change, as {@linkcode lastChange} returns it. */
    readonly changed: string;
  };
  /** The beginning of the body as plain text; absent without a body, and where the body shows no text. */
  readonly excerpt?: string | undefined;
  readonly hasBody: boolean;
}

/** The content of an article in every form that is served, derived when it was published. */
export interface ArticleBody {
  /** HTML with absolute links, as feeds carry it. */
  readonly html: string;
  /** Plain text, paragraphs on lines of their own. */
  readonly text: string;
  /** HTML as the article's own page shows it. */
  readonly pageHtml: string;
}

/** A whole published article. */
export interface Article extends ArticleHead {
  /** Absent where only a summary is known. */
  readonly body?: ArticleBody;
}

/** The dates that decide an article's place in lists. */
export type ArticleDates = Pick<ArticleFields, "published" | "updated" | "added">;

/** Returns when readers last saw `article` change: its edit, or its publication if that came later. */
export function lastChange({ published, updated }: ArticleDates): Date {
  // Numbers compare ten times as fast as dates, and a sitemap compares those of every article.
  return published && published.getTime() > updated.getTime() ? published : updated;
}

/**
 * Returns the instant by which `article` is ordered: its publication; where that is unknown, when it came into the
 * store; and where that was not recorded, its last edit.
 */
export function sortInstant({ published, added, updated }: ArticleDates): Date {
  return published ?? added ?? updated;
}
