import type { ArticleHead } from "../domain/article.ts";
import { type Cursor, formatCursor } from "../domain/cursor.ts";
import type { Detail } from "../domain/entry.ts";
import type { FeedScope } from "../domain/feed-scope.ts";
import type { Filter } from "../domain/filter.ts";
import { type Channel, FEED_MAX_AGE, feedChannel, pageLinks } from "../feed/channel.ts";
import { FEED_FORMATS, type FeedFormat, feedPath, formatAt } from "../feed/feed-format.ts";
import { renderFeed } from "../feed/render-feed.ts";
import { MEDIA_TYPES } from "../http/media-types.ts";
import { Problem } from "../http/problem.ts";
import { withQuery } from "../http/query.ts";
import { previewPage } from "../pages/preview-page.tsx";
import type { PageRequest, ShownArticles, Snapshot } from "../store/snapshot.ts";
import type { FilterValues } from "./filter-parameters.ts";
import { BURST_HOURS, DEFAULT_LIMIT } from "./parameters.ts";
import { pageContext, pageRepresentation } from "./representations.ts";
import type { Handler, RouteContext } from "./route.ts";
import { redirectToScope, type ScopeKind, withScope } from "./scopes.ts";

type Params = Readonly<Record<string, string>>;

/** The parameters of a feed. */
interface FeedQuery extends FilterValues {
  readonly limit: number | undefined;
  readonly content: Detail | undefined;
  readonly after: Cursor | undefined;
  readonly page: number | undefined;
  readonly paged: number | undefined;
}

type FeedHandler = Handler<Params, FeedQuery>;

/** `GET …/rss.xml`, `…/atom.xml`, `…/feed.json`: the newest articles of a scope, and page by page the others. */
export function feed(format: FeedFormat, kind: ScopeKind): FeedHandler {
  const { type } = FEED_FORMATS[format];
  const pathOf = ({ path }: FeedScope) => feedPath(path, format);
  return withScope(kind, pathOf, async (scope, context: RouteContext<Params, FeedQuery>) => {
    const { channel, ...document } = await feedDocument(format, scope, context);
    return {
      ...document,
      mediaType: `${type}; charset=utf-8`,
      maxAge: FEED_MAX_AGE,
      links: [
        { rel: "self", href: channel.self, type },
        ...(channel.hub === undefined ? [] : [{ rel: "hub", href: channel.hub }]),
        ...pageLinks(channel),
      ],
    };
  });
}

/** `GET …/rss.xml.txt` and the like: the bytes of a feed as plain text, which every browser shows as it is. */
export function feedSource(format: FeedFormat, kind: ScopeKind): FeedHandler {
  const pathOf = ({ path }: FeedScope) => `${feedPath(path, format)}.txt`;
  return withScope(kind, pathOf, async (scope, context: RouteContext<Params, FeedQuery>) => {
    const { body, lastModified } = await feedDocument(format, scope, context);
    return { mediaType: MEDIA_TYPES.text, body, lastModified, maxAge: FEED_MAX_AGE, noIndex: true };
  });
}

/** `GET …/rss.xml` and the like in a browser: the same feed as a page. */
export function feedPreview(format: FeedFormat, kind: ScopeKind): FeedHandler {
  const pathOf = ({ path }: FeedScope) => feedPath(path, format);
  return withScope(kind, pathOf, async (scope, context: RouteContext<Params, FeedQuery>) => {
    const content = await feedContent(format, scope, context);
    const isSummary = content.detail === "summary";
    return pageRepresentation(previewPage({ format, scope, ...content, isSummary }, pageContext(context)));
  });
}

/** `GET …/feed`, `…/rss`, `…/atom` and the like: moved permanently to the feed of that scope. */
export function feedAlias(kind: ScopeKind): Handler<Params, FilterValues> {
  return async (context) => {
    const format = formatAt(context.params.alias ?? "");
    if (!format) throw new Problem("not-found", "See / for what there is");
    return redirectToScope(kind, ({ path }) => feedPath(path, format), context);
  };
}

async function feedDocument(
  format: FeedFormat,
  scope: FeedScope,
  context: RouteContext<Params, FeedQuery>,
): Promise<{ readonly channel: Channel; readonly body: string; readonly lastModified: Date }> {
  const { snapshot, origin, entries } = context;
  const { channel, heads, next, detail } = await feedContent(format, scope, context);
  const [rendered, lastModified] = await Promise.all([
    entries.render(heads, { snapshot, origin, format, detail }),
    lastModifiedOf(scope, { heads, next }, context),
  ]);
  return { channel, body: renderFeed(format, channel, rendered), lastModified };
}

/** Returns when a page of a feed last changed. */
async function lastModifiedOf(
  { filter, feed }: FeedScope,
  shown: ShownArticles,
  { snapshot, query }: RouteContext<Params, FeedQuery>,
): Promise<Date> {
  // A feed without entries has the date of the whole store.
  if (shown.heads.length === 0) return snapshot.lastModified;
  // What is on a page with a number depends on all that is before it.
  const all = (query.page ?? query.paged) !== undefined;
  return snapshot.lastModifiedOf(filter, all ? undefined : shown, feed?.slug);
}

interface FeedContent {
  readonly channel: Channel;
  readonly heads: readonly ArticleHead[];
  /** How much of each article it has. */
  readonly detail: Detail;
  /** The position after which the next page begins, where there is one. */
  readonly next: Cursor | undefined;
  /** The query of the feed's own address, with its question mark; empty where it has none. */
  readonly search: string;
  /** The same of this page of it, and of the next page, where there is one. */
  readonly pageSearch: string;
  readonly nextSearch: string | undefined;
}

async function feedContent(
  format: FeedFormat,
  scope: FeedScope,
  { snapshot, origin, query }: RouteContext<Params, FeedQuery>,
): Promise<FeedContent> {
  const { limit = scope.feed?.limit } = query;
  const usual = scope.feed?.content ?? "full";
  const { content: detail = usual } = query;
  const after = await pagePosition(snapshot, scope.filter, { ...query, limit });
  const { heads, next } = await snapshot.list(
    scope.filter,
    after ? { limit: limit ?? DEFAULT_LIMIT, after } : firstPage(limit),
  );
  const searchAfter = (position: Cursor | undefined) => {
    const search = new URLSearchParams(scope.search);
    if (limit !== undefined && limit !== scope.feed?.limit) search.set("limit", String(limit));
    if (detail !== usual) search.set("content", detail);
    if (position) search.set("after", formatCursor(position));
    return withQuery("", search);
  };
  const [search, pageSearch] = [searchAfter(undefined), searchAfter(after)];
  const nextSearch = next && searchAfter(next);
  const { site, lastChange } = snapshot;
  const address = `${origin}${feedPath(scope.path, format)}`;
  const channel = feedChannel({
    scope,
    articles: heads,
    self: address + pageSearch,
    first: after && address + search,
    next: nextSearch && address + nextSearch,
    site,
    origin,
    lastChange,
  });
  return { channel, heads, detail, next, search, pageSearch, nextSearch };
}

/**
 * Asks for the first page of a feed: the newest articles, as many as `limit` says; where it says nothing, all of a
 * burst besides, because a reader that calls less often would miss what has left the feed.
 */
function firstPage(limit: number | undefined): PageRequest {
  return limit === undefined ? { limit: DEFAULT_LIMIT, withinMs: BURST_HOURS * 3_600_000 } : { limit };
}

/**
 * Returns the position after which the page that is asked for begins, by position or by number; `undefined` for the
 * first page. @throws {Problem} `not-found` where there is no page of that number
 */
async function pagePosition(
  snapshot: Snapshot,
  filter: Filter,
  { limit, after, page, paged = page }: FeedQuery,
): Promise<Cursor | undefined> {
  const number = page ?? paged;
  if (number !== paged) throw new Problem("bad-parameter", 'Send "page" or "paged", not both');
  if (number === undefined) return after;
  if (after) throw new Problem("bad-parameter", 'Send "after" or "page", not both');
  if (number === 1) return undefined;

  const first = await snapshot.list(filter, firstPage(limit));
  const before = first.heads.length + (number - 2) * (limit ?? DEFAULT_LIMIT);
  const { next } = first.next ? await snapshot.list(filter, { limit: 1, skip: before - 1 }) : first;
  if (!next) throw new Problem("not-found", `This feed has no page ${number}`);
  return next;
}
