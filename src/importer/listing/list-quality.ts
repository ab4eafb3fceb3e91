import type { DateMark } from "./date-text.ts";
import type { LinkGroup } from "./link-group.ts";
import { itemElements } from "./list-items.ts";
import { isDatedAddress, isInFolderOf, isSameKindOfPage } from "./listed-address.ts";
import type { PageLink } from "./page-link.ts";

/** How much a group of links is like a list of articles. */
export interface ListQuality {
  /** It can be a list of articles. */
  readonly isList: boolean;
  readonly score: number;
  /** How much the texts of the links are like titles, by which one of several links in each item is chosen. */
  readonly titleScore: number;
  /** The share of links whose addresses look like those of articles, from 0 to 1. */
  readonly articleShare: number;
  /** The share of links with a date beside. */
  readonly dateShare: number;
  /** The number of addresses. */
  readonly size: number;
  /** The most frequent form of their addresses. */
  readonly form: string;
  /** All are in the folder of the page, where that is a column's. */
  readonly isInFolder: boolean;
}

/** Most titles have more words than the names of columns. */
const MIN_TITLE_WEIGHT = 7;
const LONG_TITLE_WEIGHT = 10;
const MIN_EXCERPT_LENGTH = 15;
const MAX_COUNTED_WEIGHT = 20;
const MAX_COUNTED_LINKS = 40;

/** Returns how much a group of links of the page at `address` is like a list of articles. */
export function listQuality(
  group: LinkGroup,
  dates: ReadonlyMap<string, DateMark>,
  address: string,
): ListQuality {
  const { links } = group;
  const unique = [...new Map(links.toReversed().map((link) => [link.url, link])).values()];
  const size = unique.length;
  const share = (test: (link: PageLink) => boolean) => unique.filter(test).length / size;
  const weights = unique.map((link) => link.weight).sort((a, b) => a - b);
  const weight = Math.min(weights[Math.floor(size / 2)] ?? 0, MAX_COUNTED_WEIGHT);
  const articleShare = share((link) => link.isArticle && !isSameKindOfPage(link.url, address));
  const dateShare = share(({ url }) => dates.has(url));
  const excerptShare = shareWithText(group, size);
  const datedAddresses = share(({ url }) => isDatedAddress(url));
  const isInFolder = unique.every(({ url }) => isInFolderOf(address, url));
  const forms = new Map<string, number>();
  for (const link of unique) forms.set(link.form, (forms.get(link.form) ?? 0) + 1);
  const [form = "", count = 0] = [...forms].sort((a, b) => b[1] - a[1])[0] ?? [];
  const formShare = count / size;
  const titles = new Set(unique.map(({ title }) => title)).size;

  const isDated = dateShare >= 0.5 || datedAddresses >= 0.6;
  const isArticles = articleShare >= 0.6;
  const hasTitles = weight >= MIN_TITLE_WEIGHT || (weights.at(-1) ?? 0) >= LONG_TITLE_WEIGHT;
  const isList =
    size === 1
      ? (isArticles && (isDated || isInFolder)) || (isInFolder && dateShare === 1)
      : isDated ||
        (isArticles && (hasTitles || isInFolder)) ||
        (formShare >= 0.8 && size >= 3 && (weight >= LONG_TITLE_WEIGHT || excerptShare >= 0.6));
  // The same text at every address is a label, such as "comments", unless a date tells the articles apart.
  const isLabel = size > 2 && titles < size / 2 && !isDated;
  const isHeading = share((link) => link.isHeading) >= 0.5;
  const titleScore = weight * (isHeading ? 2 : 1) * (1 + articleShare / 3) * (isLabel ? 0.1 : 1);
  const score =
    Math.sqrt(Math.min(size, MAX_COUNTED_LINKS)) *
    weight *
    (0.2 + articleShare) *
    (0.4 + dateShare) *
    (0.4 + formShare) *
    (1 + excerptShare / 2) *
    (isInFolder ? 2 : 1);
  return { isList: isList && !isLabel, score, titleScore, articleShare, dateShare, size, form, isInFolder };
}

/** Returns the share of items with more text than a title, such as an excerpt. */
function shareWithText(group: LinkGroup, size: number): number {
  const items = [...itemElements(group)];
  const withText = items.filter(
    ([item, { title }]) => item.textContent.trim().length >= title.length + MIN_EXCERPT_LENGTH,
  );
  return Math.min(withText.length / size, 1);
}
