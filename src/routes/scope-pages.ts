import { withMatches } from "../api/article-document.ts";
import type { ArticleDocument } from "../api/documents.ts";
import { scopeDocument } from "../api/scope-document.ts";
import type { Article } from "../domain/article.ts";
import { type Cursor, formatCursor } from "../domain/cursor.ts";
import type { Detail } from "../domain/entry.ts";
import type { FeedScope } from "../domain/feed-scope.ts";
import type { Filter } from "../domain/filter.ts";
import { filterQuery } from "../domain/filter-query.ts";
import { SEARCH_PATH } from "../domain/paths.ts";
import { Problem } from "../http/problem.ts";
import { withQuery } from "../http/query.ts";
import { scopePage } from "../pages/scope-page.tsx";
import { searchPage } from "../pages/search-page.tsx";
import { subscribePage } from "../pages/subscribe-page.tsx";
import type { HeadPage, Order, PageRequest, Snapshot } from "../store/snapshot.ts";
import { articleDocuments } from "./articles.ts";
import type { FilterValues } from "./filter-parameters.ts";
import { foundArticles } from "./found-articles.ts";
import { DEFAULT_LIMIT } from "./parameters.ts";
import { jsonRepresentation, pageContext, pageRepresentation, withFeed } from "./representations.ts";
import type { Handler, RouteContext } from "./route.ts";
import { type ScopeKind, withScope } from "./scopes.ts";

type Params = Readonly<Record<string, string>>;

/** The parameters of a page and of its JSON. */
interface ScopeQuery extends FilterValues {
  readonly order: Order;
  readonly limit?: number;
  readonly content?: Detail;
  readonly after?: Cursor | undefined;
  readonly before?: Cursor | undefined;
}

/** How many articles a page lists: with long titles and summaries, it is below 30,000 bytes with its style. */
const PAGE_SIZE = 15;

/**
 * `GET /columns/:columns`, `/feeds/:feed`, `/authors/:author`, `/tags/:tag`, `/search`, with or without `.json`: what can
 * be subscribed to; of a search also its articles, page by page.
 */
export function scopeAsJson(kind: ScopeKind, suffix: "" | ".json"): Handler<Params, ScopeQuery> {
  const pathOf = (scope: FeedScope) => `${pagePath(scope)}${suffix}`;
  return withScope(kind, pathOf, async (scope, context: RouteContext<Params, ScopeQuery>) => {
    const { snapshot, origin, query } = context;
    const { after, limit = DEFAULT_LIMIT, content = "full" } = query;
    const { filter } = scope;
    const request = { limit, ...orderOf(scope, query), ...(after && { after }) };
    const [[summary], ofArticles, page] = await Promise.all([
      snapshot.summaries([filter]),
      snapshot.lastModifiedOf(filter),
      isSearch(scope) ? listFound(filter, request, snapshot, { isWhole: content === "full" }) : undefined,
    ]);
    const lastModified = withFeed(ofArticles, scope, snapshot);
    const document = scopeDocument(scope, summary ?? { count: 0 }, origin);
    if (!page) return jsonRepresentation(document, { lastModified });
    const items = foundDocuments(page.heads, scope, context);
    if (!page.next) return jsonRepresentation({ ...document, items }, { lastModified });
    const href = origin + nextHref(scope, query, page.next);
    return jsonRepresentation(
      { ...document, items, next_url: href },
      { lastModified, links: [{ rel: "next", href }] },
    );
  });
}

/** Lists articles: whole where that is asked for, or where a part of their texts is shown, because it matches words. */
function listFound(
  filter: Filter,
  request: PageRequest,
  snapshot: Snapshot,
  { isWhole = false } = {},
): Promise<HeadPage> {
  return isWhole || filter.words ? snapshot.listWhole(filter, request) : snapshot.list(filter, request);
}

/** Returns the documents of articles of a scope, with what its words match in them. */
function foundDocuments(
  articles: readonly Article[],
  { filter: { words } }: FeedScope,
  context: RouteContext<Params, ScopeQuery>,
): readonly ArticleDocument[] {
  const documents = articleDocuments(articles, context.query.content ?? "full", context);
  const found = words ? foundArticles(articles, words, context.snapshot) : [];
  return documents.map((document, place) => {
    const one = found[place];
    return one ? withMatches(document, one) : document;
  });
}

function nextHref(
  scope: FeedScope,
  { order, limit = DEFAULT_LIMIT, content = "full" }: ScopeQuery,
  next: Cursor,
): string {
  const query = new URLSearchParams(scope.search);
  if (limit !== DEFAULT_LIMIT) query.set("limit", String(limit));
  if (content !== "full") query.set("content", content);
  if (scope.filter.words && order === "relevance") query.set("order", order);
  query.set("after", formatCursor(next));
  return withQuery(`${pagePath(scope)}.json`, query);
}

/** The same as a page: its articles page by page, newest first if nothing else is asked for. */
export function scopeAsPage(kind: ScopeKind): Handler<Params, ScopeQuery> {
  return withScope(kind, pagePath, async (scope, context: RouteContext<Params, ScopeQuery>) => {
    const { snapshot, path, query } = context;
    const { after, before } = query;
    if (after && before) throw new Problem("bad-parameter", 'Send "after" or "before", not both');
    const limit = PAGE_SIZE;
    const { words, ...others } = scope.filter;
    const ordered = orderOf(scope, query);
    const request = after ? { limit, ...ordered, after } : before ? { limit, ...ordered, before } : undefined;
    const [firstPage, asked, [summary]] = await Promise.all([
      listFound(scope.filter, { limit, ...ordered }, snapshot),
      request && listFound(scope.filter, request, snapshot),
      snapshot.summaries([scope.filter]),
    ]);
    const { count = 0, isMore = false } = summary ?? {};
    // A cursor can outlive the articles beyond it. A redirect would keep the query, and lead here again.
    const page = asked && (asked.heads.length > 0 || asked.next) ? asked : firstPage;
    const { previous, next, isSecond } = page;
    const at = (parameters: Readonly<Record<string, string>>) => {
      const query = [...new URLSearchParams(scope.search), ...Object.entries(parameters)];
      return withQuery(path, new URLSearchParams(query));
    };
    const position = {
      ...(after && { after: formatCursor(after) }),
      ...(before && { before: formatCursor(before) }),
    };
    const first = at(ordered);
    const parts = {
      scope,
      count,
      isMore,
      articles: page.heads,
      here: previous === undefined ? first : at({ ...ordered, ...position }),
      first,
      // The first page has one address, from wherever one comes to it.
      newer: isSecond ? first : previous && at({ ...ordered, before: formatCursor(previous) }),
      older: next && at({ ...ordered, after: formatCursor(next) }),
    };
    if (!isSearch(scope)) return pageRepresentation(scopePage(parts, pageContext(context)));

    return pageRepresentation(
      searchPage(
        {
          ...parts,
          typed: context.search.get("q") ?? "",
          found: words ? foundArticles(page.heads, words, snapshot) : [],
          order: ordered.order ?? "newest",
          inOrder: { newest: at({}), relevance: at({ order: "relevance" }) },
          conditions: otherConditions(others, snapshot.site.timeZone),
          everywhere:
            words && Object.keys(others).length > 0
              ? withQuery(SEARCH_PATH, filterQuery({ words }, snapshot.site.timeZone))
              : undefined,
        },
        pageContext(context),
      ),
    );
  });
}

/** Tells whether the page of a scope is that of a search: where words are looked for, and of the whole site. */
function isSearch({ path, filter }: FeedScope): boolean {
  return path === "" || filter.words !== undefined;
}

/** Returns the order that is asked for, where it is not the usual one. @throws {Problem} where a position is of another */
function orderOf(
  { filter }: FeedScope,
  { order, after, before }: ScopeQuery,
): { readonly order?: "relevance" } {
  const isByRelevance = filter.words !== undefined && order === "relevance";
  for (const [name, position] of Object.entries({ after, before })) {
    if (position && (position.tier !== undefined) !== isByRelevance)
      throw new Problem("bad-parameter", `"${name}" is what the link to that page says, in the same order`);
  }
  return isByRelevance ? { order } : {};
}

/** Returns what the query of `filter` says besides its columns. */
function otherConditions(filter: Filter, timeZone: string): readonly (readonly [string, string])[] {
  return [...filterQuery(filter, timeZone)].filter(([name]) => name !== "column");
}

/** `GET /subscribe`, `/columns/:columns/subscribe` and the like: how to subscribe to a scope. */
export function subscribe(kind: ScopeKind): Handler<Params, FilterValues> {
  return withScope(
    kind,
    ({ path }) => `${path}/subscribe`,
    async (scope, context: RouteContext<Params, FilterValues>) =>
      pageRepresentation(subscribePage(scope, pageContext(context))),
  );
}

/** Returns the path of the page of a scope. */
function pagePath({ path }: FeedScope): string {
  return path || SEARCH_PATH;
}
