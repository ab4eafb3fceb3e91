import { scopeDocument } from "../api/scope-document.ts";
import { type Cursor, formatCursor } from "../domain/cursor.ts";
import { Problem } from "../http/problem.ts";
import { scopePage } from "../pages/scope-page.tsx";
import { subscribePage } from "../pages/subscribe-page.tsx";
import { jsonRepresentation, pageContext, pageRepresentation } from "./representations.ts";
import type { Handler, RouteContext } from "./route.ts";
import { type ScopeKind, withScope } from "./scopes.ts";

type Params = Readonly<Record<string, string>>;

interface PageQuery {
  readonly after?: Cursor | undefined;
  readonly before?: Cursor | undefined;
}

/** How many articles a page lists: with long titles and summaries, it is below 30,000 bytes with its style. */
const PAGE_SIZE = 15;

/** `GET /columns/:columns`, `/authors/:author`, `/tags/:tag`, with or without `.json`: what can be subscribed to. */
export function scopeAsJson(kind: ScopeKind, suffix: "" | ".json"): Handler<Params, PageQuery> {
  return withScope(kind, suffix, async (scope, { snapshot, origin }: RouteContext<Params, PageQuery>) => {
    const [[summary], lastModified] = await Promise.all([
      snapshot.summaries([scope.filter]),
      snapshot.lastModifiedOf(scope.filter),
    ]);
    return jsonRepresentation(scopeDocument(scope, summary ?? { count: 0 }, origin), { lastModified });
  });
}

/** The same as a page: its articles, newest first, page by page. */
export function scopeAsPage(kind: ScopeKind): Handler<Params, PageQuery> {
  return withScope(kind, "", async (scope, context: RouteContext<Params, PageQuery>) => {
    const { snapshot, path, search, query } = context;
    const { after, before } = query;
    if (after && before) throw new Problem("bad-parameter", 'Send "after" or "before", not both');
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
    const at = (name: string, cursor: Cursor) => `${path}?${name}=${formatCursor(cursor)}`;
    return pageRepresentation(
      scopePage(
        {
          scope,
          count,
          articles: page.heads,
          here: previous === undefined ? path : `${path}?${search}`,
          // The first page has one address, from wherever one comes to it.
          newer: isSecond ? path : previous && at("before", previous),
          older: next && at("after", next),
        },
        pageContext(context),
      ),
    );
  });
}

/** `GET /subscribe`, `/columns/:columns/subscribe` and the like: how to subscribe to a scope. */
export function subscribe(kind: ScopeKind): Handler<Params, object> {
  return withScope(kind, "/subscribe", async (scope, context: RouteContext<Params, object>) =>
    pageRepresentation(subscribePage(scope, pageContext(context))),
  );
}
