import type { Person } from "./article.ts";
import type { Slug } from "./slug.ts";

/** The publication as a whole. */
export interface Site {
  readonly title: string;
  readonly description: string;
  readonly language: string;
  /** The publication's own home page. */
  readonly url: string;
  readonly publisher: Person;
  readonly rights?: string;
  /** RFC 4151 tagging entity, such as `example.org,2020`. */
  readonly authority: string;
  /** IANA name, such as `Asia/Shanghai`. */
  readonly timeZone: string;
  readonly image?: string;
  /** The WebSub hub that is told of changes. */
  readonly hub?: string;
}

/** Where the new articles of a column come from: the page of the column, a feed, or a sitemap. */
export interface ColumnSource {
  readonly url: string;
  /** A CSS selector of the elements of the page that hold the links to the articles. */
  readonly select?: string;
  /** A pattern of the addresses of the articles, in which `*` stands for any characters. */
  readonly match?: string;
}

/** A column of the publication. */
export interface Column {
  readonly slug: Slug;
  readonly title: string;
  readonly description?: string;
  /** Where `update` looks for new articles. */
  readonly sources?: readonly ColumnSource[];
}

/** Returns the `tag:` URI (RFC 4151 §2) of `specific`: it never changes, whatever the host or the format. */
export function tagUri({ authority }: Site, specific: string): string {
  return `tag:${authority}:${specific}`;
}
