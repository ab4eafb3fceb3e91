import type { ArticleHead } from "../domain/article.ts";
import { type Cursor, formatCursor } from "../domain/cursor.ts";
import type { Detail } from "../domain/entry.ts";
import type { FeedScope } from "../domain/feed-scope.ts";
import { type Channel, FEED_MAX_AGE, feedChannel, pageLinks } from "../feed/channel.ts";
import { FEED_FORMATS, type FeedFormat, feedPath, formatAt } from "../feed/feed-format.ts";
import { renderFeed } from "../feed/render-feed.ts";
import { MEDIA_TYPES } from "../http/media-types.ts";
import { Problem } from "../http/problem.ts";
import { withQuery } from "../http/query.ts";
import { previewPage } from "../pages/preview-page.tsx";
import { type HeadPage, MAX_SKIP, type PageRequest } from "../store/snapshot.ts";
import type { FilterValues } from "./filter-parameters.ts";
import { BURST_HOURS, DEFAULT_LIMIT } from "./parameters.ts";
import { pageContext, pageRepresentation, withFeed } from "./representations.ts";
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
    const asked = withDefaults(scope, context);
    const page = await context.snapshot.list(scope.filter, pageRequest(asked.query));
    const content = feedContent(format, scope, page, asked);
    const isSummary = asked.query.content === "summary";
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
  const { snapshot } = context;
  const asked = withDefaults(scope, context);
  const request = pageRequest(asked.query);
  const [{ page, entries }, lastModified] = await Promise.all([
    renderedPage(format, scope, request, asked),
    // What is on a page with a number depends on all that is before it.
    "number" in request ? snapshot.lastModifiedOf(scope.filter) : undefined,
  ]);
  const { channel } = feedContent(format, scope, page, asked);
  return {
    channel,
    body: renderFeed(format, channel, entries),
    // A feed without entries has the date of the whole store.
    lastModified:
      page.heads.length === 0
        ? snapshot.lastModified
        : withFeed(lastModified ?? page.lastModified, scope, snapshot),
  };
}

/** Returns a page of a feed, and its entries as the format has them. */
async function renderedPage(
  format: FeedFormat,
  { filter }: FeedScope,
  request: PageRequest,
  { snapshot, origin, entries, query }: FeedContext,
): Promise<{ readonly page: HeadPage; readonly entries: readonly string[] }> {
  const rendering = { snapshot, origin, format };
  if (query.content === "full") {
    const page = await snapshot.listWhole(filter, request);
    return { page, entries: entries.full(page.heads, rendering) };
  }
  const page = await snapshot.list(filter, request);
  return { page, entries: entries.summaries(page.heads, rendering) };
}

/** What is known of a request for a feed, with what a named feed says where the request says nothing. */
type FeedContext = RouteContext<Params, FeedQuery & { readonly content: Detail }>;

function withDefaults({ feed }: FeedScope, context: RouteContext<Params, FeedQuery>): FeedContext {
  const { limit = feed?.limit, content = feed?.content ?? "full" } = context.query;
  return { ...context, query: { ...context.query, limit, content } };
}

interface FeedContent {
  readonly channel: Channel;
  readonly heads: readonly ArticleHead[];
  /** The query of the feed's own address, with its question mark; empty where it has none. */
  readonly search: string;
  /** The same of this page of it, and of the next page, where there is one. */
  readonly pageSearch: string;
  readonly nextSearch: string | undefined;
}

/** Returns what a page of a feed is made of. @throws {Problem} `not-found` where there is no page of the number asked for */
function feedContent(
  format: FeedFormat,
  scope: FeedScope,
  page: HeadPage,
  { snapshot, origin, query }: FeedContext,
): FeedContent {
  const { limit, content } = query;
  const { heads, next } = page;
  const number = pageNumber(query);
  if (number > 1 && heads.length === 0 && !next) throw noSuchPage(number);
  const after = query.after ?? page.after;
  const searchAfter = (position: Cursor | undefined) => {
    const search = new URLSearchParams(scope.search);
    if (limit !== undefined && limit !== scope.feed?.limit) search.set("limit", String(limit));
    if (content !== (scope.feed?.content ?? "full")) search.set("content", content);
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
  return { channel, heads, search, pageSearch, nextSearch };
}

/**
 * Returns which part of a feed is asked for, by position or by number. The first page has as many articles as `limit`
 * says; where it says nothing, all of a burst besides, because a reader that calls less often would miss what has
 * left the feed.
 *
 * @throws {Problem} `bad-parameter`, `not-found` where a number is beyond what pages are counted to
 */
function pageRequest(query: FeedQuery): PageRequest {
  const { limit, after } = query;
  const number = pageNumber(query);
  const size = limit ?? DEFAULT_LIMIT;
  if (after) return { limit: size, after };
  if ((number - 1) * size > MAX_SKIP) throw noSuchPage(number);
  return {
    limit: size,
    ...(limit === undefined && { withinMs: BURST_HOURS * 3_600_000 }),
    ...(number > 1 && { number }),
  };
}

/** Returns the number of the page that is asked for; 1 where none is. @throws {Problem} `bad-parameter` */
function pageNumber({ after, page, paged = page }: FeedQuery): number {
  const number = page ?? paged;
  if (number !== paged) throw new Problem("bad-parameter", 'Send "page" or "paged", not both');
  if (number !== undefined && after) throw new Problem("bad-parameter", 'Send "after" or "page", not both');
  return number ?? 1;
}

function noSuchPage(number: number): Problem {
  return new Problem(
    "not-found",
    `This feed has no page ${number}; pages have numbers up to article ${MAX_SKIP}, and each links to the next`,
  );
}
