import { type ArticleDates, lastChange, type Person } from "../domain/article.ts";
import { type FeedScope, pageHref } from "../domain/feed-scope.ts";
import { type Site, tagUri } from "../domain/site.ts";

/** How long a feed is fresh, in seconds: its `max-age` and its RSS `ttl`, since readers take the longer. */
export const FEED_MAX_AGE = 900;

/** A feed's title, links and dates: with its entries, the neutral model that every feed format renders. */
export interface Channel {
  /** A `tag:` URI: the same in every format. */
  readonly id: string;
  readonly title: string;
  /** Plain text. */
  readonly description: string;
  readonly language: string;
  /** The page that the feed is of. */
  readonly home: string;
  /** The feed's own address. */
  readonly self: string;
  /** The feed that this page of it belongs to (RFC 5005 §3); absent on the first page, which is the feed itself. */
  readonly first?: string | undefined;
  /** The next page (RFC 5005 §3), where older articles follow. */
  readonly next?: string | undefined;
  /** The last change of its entries, so that a change elsewhere leaves the document as it is. */
  readonly updated: Date;
  readonly publisher: Person;
  readonly rights?: string;
  readonly image?: string;
  readonly hub?: string;
}

/** What a channel is made of. */
interface ChannelParts {
  readonly scope: FeedScope;
  /** The articles of its entries. */
  readonly articles: readonly ArticleDates[];
  readonly self: string;
  readonly first?: string | undefined;
  readonly next?: string | undefined;
  readonly site: Site;
  /** Scheme and host of every address in the feed. */
  readonly origin: string;
  /** The date of a channel without entries. */
  readonly lastChange: Date;
}

/** Returns the channel of a feed scope. */
export function feedChannel({ scope, articles, site, origin, ...parts }: ChannelParts): Channel {
  const { rights, image, hub } = site;
  const changes = articles.map((article) => lastChange(article).getTime());
  return {
    id: tagUri(site, `feeds${scope.path || "/"}${searchInId(scope)}`),
    title: scope.title,
    description: scope.description ?? scope.title,
    language: site.language,
    home: `${origin}${pageHref(scope)}`,
    self: parts.self,
    first: parts.first,
    next: parts.next,
    updated: changes.length > 0 ? new Date(Math.max(...changes)) : parts.lastChange,
    publisher: site.publisher,
    ...(rights !== undefined && { rights }),
    ...(image !== undefined && { image }),
    ...(hub !== undefined && { hub }),
  };
}

/** Returns the links to other pages of a feed, with their relations (RFC 5005 §3). */
export function pageLinks({
  first,
  next,
}: Channel): readonly { readonly rel: string; readonly href: string }[] {
  return [
    ...(first === undefined ? [] : [{ rel: "first", href: first }]),
    ...(next === undefined ? [] : [{ rel: "next", href: next }]),
  ];
}

/** Each filter is a feed of its own, so it has its own id; those without some columns had theirs before all others. */
function searchInId({ path, search, filter }: FeedScope): string {
  const { notColumns, ...others } = filter;
  const onlyExcludes = path === "" && notColumns && Object.keys(others).length === 0;
  return onlyExcludes ? `?exclude=${notColumns.join(",")}` : search;
}
