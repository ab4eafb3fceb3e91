import { scopeDocument } from "../api/scope-document.ts";
import { type Cursor, formatCursor } from "../domain/cursor.ts";
import type { FeedScope } from "../domain/feed-scope.ts";
import { SEARCH_PATH } from "../domain/paths.ts";
import { Problem } from "../http/problem.ts";
import { withQuery } from "../http/query.ts";
import { scopePage } from "../pages/scope-page.tsx";
import { subscribePage } from "../pages/subscribe-page.tsx";
import type { FilterValues } from "./filter-parameters.ts";
import { jsonRepresentation, pageContext, pageRepresentation } from "./representations.ts";
import type { Handler, RouteContext } from "./route.ts";
import { type ScopeKind, withScope } from "./scopes.ts";

type Params = Readonly<Record<string, string>>;

interface PageQuery extends FilterValues {
  readonly after?: Cursor | undefined;
  readonly before?: Cursor | undefined;
}

/** How many articles a page lists: with long titles and summaries, it is below 30,000 bytes with its style. */
const PAGE_SIZE = 15;

/** `GET /columns/:columns`, `/feeds/:feed`, `/authors/:author`, `/tags/:tag`, `/search`, with or without `.json`: what can be subscribed to. */
export function scopeAsJson(kind: ScopeKind, suffix: "" | ".json"): Handler<Params, PageQuery> {
  const pathOf = (scope: FeedScope) => `${pagePath(scope)}${suffix}`;
  return withScope(kind, pathOf, async (scope, { snapshot, origin }: RouteContext<Params, PageQuery>) => {
    const [[summary], lastModified] = await Promise.all([
      snapshot.summaries([scope.filter]),
      snapshot.lastModifiedOf(scope.filter, undefined, scope.feed?.slug),
    ]);
    return jsonRepresentation(scopeDocument(scope, summary ?? { count: 0 }, origin), { lastModified });
  });
}

/** The same as a page: its articles, newest first, page by page. */
export function scopeAsPage(kind: ScopeKind): Handler<Params, PageQuery> {
  return withScope(kind, pagePath, async (scope, context: RouteContext<Params, PageQuery>) => {
    const { snapshot, path, query } = context;
    const { after, before } = query;
    if (after && before) throw new Problem("bad-parameter", 'Send "after" or "before", not both');
    const position = {
      ...(after && { after: formatCursor(after) }),
      ...(before && { before: formatCursor(before) }),
    };
    const limit = PAGE_SIZE;
    const request = after ? { limit, after } : before ? { limit, before } : { limit };
    const [asked, [summary]] = await Promise.all([
      snapshot.list(scope.filter, request),
      snapshot.summaries([scope.filter]),
    ]);
    const count = summary?.count ?? 0;
    // A cursor can outlive the articles beyond it. A redirect would keep the query, and lead here again.
    const page = asked.heads.length === 0 && count > 0 ? await snapshot.list(scope.filter, { limit }) : asked;
    const { previous, next, isSecond } = page;
    const at = (parameters: Readonly<Record<string, string>>) => {
      const query = [...new URLSearchParams(scope.search), ...Object.entries(parameters)];
      return withQuery(path, new URLSearchParams(query));
    };
    const first = at({});
    return pageRepresentation(
      scopePage(
        {
          scope,
          count,
          articles: page.heads,
          here: previous === undefined ? first : at(position),
          first,
          // The first page has one address, from wherever one comes to it.
          newer: isSecond ? first : previous && at({ before: formatCursor(previous) }),
          older: next && at({ after: formatCursor(next) }),
        },
        pageContext(context),
      ),
    );
  });
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
