import { type Article, lastChange, type Person } from "../domain/article.ts";
import { type Detail, type Entry, type EntryContext, entryOf } from "../domain/entry.ts";
import type { FeedScope } from "../domain/feed-scope.ts";
import type { Filter } from "../domain/filter.ts";
import { tagUri } from "../domain/site.ts";
import { xmlSafeText } from "../domain/text.ts";
import { toUri } from "../domain/uri.ts";

/** How long a feed is fresh, in seconds: its `max-age` and its RSS `ttl`, since readers take the longer. */
export const FEED_MAX_AGE = 900;

/** A selection with its title, links and dates: the neutral model that every feed format renders. */
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
  /** The last change of what is listed, so that a change elsewhere leaves the document as it is. */
  readonly updated: Date;
  readonly publisher: Person;
  readonly rights?: string;
  readonly image?: string;
  readonly hub?: string;
  readonly entries: readonly Entry[];
}

/** What a channel is made of. */
export interface ChannelParts extends EntryContext {
  readonly subject: FeedScope;
  readonly articles: readonly Article[];
  readonly detail: Detail;
  readonly self: string;
  /** When an empty channel was last changed. */
  readonly lastChange: Date;
}

/** Returns the channel of a subject's articles. */
export function channel({ subject, articles, detail, self, ...context }: ChannelParts): Channel {
  const { site, origin } = context;
  const changes = articles.map((article) => lastChange(article).getTime());
  return {
    id: tagUri(site, `feeds${subject.path || "/"}${without(subject.selection)}`),
    title: xmlSafeText(subject.title),
    description: xmlSafeText(subject.description ?? subject.title),
    language: site.language,
    home: `${origin}${subject.path || "/"}`,
    self,
    updated: changes.length > 0 ? new Date(Math.max(...changes)) : context.lastChange,
    publisher: site.publisher,
    ...(site.rights !== undefined && { rights: xmlSafeText(site.rights) }),
    ...(site.image !== undefined && { image: toUri(site.image) }),
    ...(site.hub !== undefined && { hub: toUri(site.hub) }),
    entries: articles.map((article) => entryOf(article, detail, context)),
  };
}

/** A site feed without some columns is a feed of its own, so its id is its own too. */
function without({ exclude }: Filter): string {
  return exclude ? `?exclude=${exclude.join(",")}` : "";
}
