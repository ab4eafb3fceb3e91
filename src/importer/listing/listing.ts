/** An article that a column page, feed or sitemap lists. */
export interface ListedArticle {
  /** The address of its own page, absolute, without a fragment and without tracking parameters. */
  readonly url: string;
  readonly title?: string;
  readonly published?: Date;
}

/** Returns the first of the articles of each address. */
export function uniqueArticles<Article extends ListedArticle>(articles: readonly Article[]): Article[] {
  const first = new Map<string, Article>();
  for (const article of articles) if (!first.has(article.url)) first.set(article.url, article);
  return [...first.values()];
}

/** Why links of a page are not articles of its column. */
export const LEFT_OUT_REASONS = {
  navigation: "navigation",
  pager: "links to other pages of the list",
  ranking: "rankings and recommendations",
  "other list": "other lists of the page",
  "other host": "other hosts",
  footer: "links in the footer, and to friends",
  file: "files that are no pages, such as PDF",
  script: "links that only a script opens",
  "no title": "links without a title",
  "no match": "addresses that do not match the pattern",
} as const satisfies Record<string, string>;

/** A reason why links are not articles of the column. */
export type LeftOutReason = keyof typeof LEFT_OUT_REASONS;

/** Links of a page that are not articles of its column, for one reason. */
export interface LeftOut {
  readonly reason: LeftOutReason;
  readonly count: number;
  /** The text of the first, or its address where it has none. */
  readonly example: string;
}

/** A link that is no article of the column. */
export interface LeftOutLink {
  readonly reason: LeftOutReason;
  readonly url: string;
  readonly text: string;
}

/** Returns the number of addresses that were left out for each reason, and an example. */
export function countReasons(links: readonly LeftOutLink[]): LeftOut[] {
  const byReason = new Map<LeftOutReason, Map<string, string>>();
  for (const { reason, url, text } of links)
    byReason.set(reason, (byReason.get(reason) ?? new Map<string, string>()).set(url, text));
  return [...byReason].map(([reason, texts]) => ({
    reason,
    count: texts.size,
    example: [...texts.values()][0] ?? "",
  }));
}

/** The articles that a document lists, in its order. */
export interface Listing {
  readonly articles: readonly ListedArticle[];
  readonly leftOut: readonly LeftOut[];
  /** The address of the next page of the list. */
  readonly next?: string;
}

/** What an operator says of a source, to correct what would be found otherwise. */
export interface ListingOptions {
  /** A CSS selector of the elements that hold the links, or of the links. */
  readonly select?: string;
  /** A pattern of the addresses of articles, in which `*` stands for any characters. */
  readonly match?: string;
}
