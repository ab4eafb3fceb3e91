import type { DescribedParameter } from "../api/openapi.ts";
import { type FeedScope, filterScope, joinNames } from "../domain/feed-scope.ts";
import type { Filter } from "../domain/filter.ts";
import { FILTER_PARAMETERS } from "../domain/filter-query.ts";
import type { NamedFeed } from "../domain/named-feed.ts";
import { SEARCH_PATH } from "../domain/paths.ts";
import { Problem } from "../http/problem.ts";
import { withQuery } from "../http/query.ts";
import { Redirect, requireNotMoved } from "../http/redirect.ts";
import type { Representation } from "../http/representation.ts";
import { messagesFor } from "../messages/messages.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { exclude, FILTER_QUERY, type FilterValues, filterOf, type PathValues } from "./filter-parameters.ts";
import { feedAfter, feedDetail, feedLimit, PATH_PARAMETERS, page, paged } from "./parameters.ts";
import type { Handler, RouteContext } from "./route.ts";

type Params = Readonly<Record<string, string>>;

/** The parameters of every feed. */
const FEED_QUERY = { ...FILTER_QUERY, limit: feedLimit, content: feedDetail, after: feedAfter, page, paged };

/** A kind of scope: where its feeds and pages are, and what its paths say of a filter. */
export interface ScopeKind {
  /** The path below which its feeds are, with its parameter as `:name`. */
  readonly path: string;
  /** The path of its page. */
  readonly pagePath: string;
  readonly params: Readonly<Record<string, DescribedParameter>>;
  /** What it is, as in "RSS 2.0 of …". */
  readonly noun: string;
  /** The parameters of its feeds. */
  readonly query: typeof FEED_QUERY & { readonly exclude?: typeof exclude };
  /** Returns what a path with these parameters says of a filter. */
  readonly valuesIn: (params: Params) => PathValues;
  /** Returns the slug of the named feed that a path with these parameters names. */
  readonly feedIn?: (params: Params) => string;
}

/** Every kind of scope. */
export const SCOPE_KINDS: readonly ScopeKind[] = [
  {
    path: "",
    pagePath: SEARCH_PATH,
    params: {},
    noun: "the whole site",
    query: { ...FEED_QUERY, exclude },
    valuesIn: () => ({}),
  },
  {
    path: "/columns/:columns",
    pagePath: "/columns/:columns",
    params: { columns: PATH_PARAMETERS.columns },
    noun: "one column, or several joined by +",
    query: FEED_QUERY,
    valuesIn: ({ columns = "" }) => ({ column: columns.toLowerCase().split("+") }),
  },
  {
    path: "/feeds/:feed",
    pagePath: "/feeds/:feed",
    params: { feed: PATH_PARAMETERS.feed },
    noun: "one named feed",
    query: FEED_QUERY,
    valuesIn: () => ({}),
    feedIn: ({ feed = "" }) => feed.toLowerCase(),
  },
  {
    path: "/authors/:author",
    pagePath: "/authors/:author",
    params: { author: PATH_PARAMETERS.author },
    noun: "one author",
    query: FEED_QUERY,
    valuesIn: ({ author = "" }) => ({ author: [author] }),
  },
  {
    path: "/tags/:tag",
    pagePath: "/tags/:tag",
    params: { tag: PATH_PARAMETERS.tag },
    noun: "one tag",
    query: FEED_QUERY,
    valuesIn: ({ tag = "" }) => ({ tag: [tag] }),
  },
];

/**
 * Returns a handler that finds the scope of a request, and calls `handler` where the request has the path that
 * `pathOf` returns for the scope. It redirects other spellings to that path.
 */
export function withScope<Values extends FilterValues>(
  kind: ScopeKind,
  pathOf: (scope: FeedScope) => string,
  handler: (scope: FeedScope, context: RouteContext<Params, Values>) => Promise<Representation>,
): Handler<Params, Values> {
  return async (context) => {
    const scope = requestedScope(kind, context);
    if (context.path !== pathOf(scope)) return redirectToScope(kind, pathOf, context);
    return ifAllowed(requireNames(scope.filter, context), handler(scope, context));
  };
}

/** Redirects to the path that `pathOf` returns for the scope of a request. */
export async function redirectToScope(
  kind: ScopeKind,
  pathOf: (scope: FeedScope) => string,
  context: RouteContext<Params, FilterValues>,
): Promise<never> {
  const scope = requestedScope(kind, context);
  await requireNames(scope.filter, context);
  throw movedTo(pathOf(scope), scope, context);
}

/** Returns the scope of a request. @throws {Problem} `not-found`, `gone`, `bad-parameter` */
function requestedScope(
  kind: ScopeKind,
  { snapshot, params, query }: RouteContext<Params, FilterValues>,
): FeedScope {
  const { site, columns } = snapshot;
  const feed = kind.feedIn && requireFeed(kind.feedIn(params), snapshot);
  const filter = filterOf(query, snapshot, kind.valuesIn(params));
  return filterScope(filter, { site, columns, feed }, (text, conditions) =>
    narrowed(text, conditions, snapshot),
  );
}

/** Returns the named feed with a slug. @throws {Problem} `gone` where it was removed, `not-found` */
function requireFeed(slug: string, { feeds, removedFeeds }: Snapshot): NamedFeed {
  const feed = feeds.find((one) => one.slug === slug);
  if (feed) return feed;
  if (removedFeeds.some((removed) => removed === slug))
    throw new Problem("gone", `The feed "${slug}" was removed`);
  throw new Problem("not-found", `There is no feed "${slug}"`);
}

/** Returns `text` with what `query` says of a filter, in words. */
function narrowed(
  text: string,
  query: URLSearchParams,
  { site, columns }: Pick<Snapshot, "site" | "columns">,
): string {
  const { filtered, conditions } = messagesFor(site.language);
  const titleOf = (slug: string) => columns.find((column) => column.slug === slug)?.title ?? slug;
  const stated = FILTER_PARAMETERS.flatMap((parameter) => {
    const values = query.getAll(parameter);
    const names = parameter === "not-column" ? values.map(titleOf) : values;
    return names.length === 0 ? [] : conditions[parameter](joinNames(names, site.language));
  });
  return filtered(text, stated);
}

/** Returns the redirect to `path` of a scope, with the other parameters of the request. */
function movedTo(path: string, scope: FeedScope, { search }: Pick<RouteContext, "search">): Redirect {
  const ofFilter: ReadonlySet<string> = new Set([...FILTER_PARAMETERS, "exclude"]);
  const others = [...search].filter(([name]) => !ofFilter.has(name));
  // Where the query says nothing of the filter, it stays as it was sent.
  if (others.length === search.size) return new Redirect(path);
  const query = new URLSearchParams([...new URLSearchParams(scope.search), ...others]);
  return new Redirect(withQuery(path, query), { keepsQuery: false });
}

/** Returns `answer`, unless `check` fails, which was asked at the same time. */
export async function ifAllowed<Answer>(check: Promise<void>, answer: Promise<Answer>): Promise<Answer> {
  // Where both fail, it is the check that the client hears of.
  answer.catch(() => {});
  await check;
  return answer;
}

/**
 * Checks that each author and tag of `filter` has articles, or had some: a reader reports a feed that is gone as a
 * fault, and an empty one is none.
 *
 * @throws {Problem} `not-found` where one has none and had none
 * @throws {Redirect} where one has none any more and the store says what answers instead
 */
export async function requireNames(
  { authors = [], tags = [] }: Filter,
  { snapshot, path, search }: Pick<RouteContext, "snapshot" | "path" | "search">,
): Promise<void> {
  if (authors.length + tags.length === 0) return;
  const [absent, target] = await Promise.all([
    snapshot.absentNames({ authors, tags }),
    snapshot.redirectTarget(withQuery(path, search)),
  ]);
  if (absent.length === 0) return;
  const unknown = absent.find(({ isFormer }) => !isFormer);
  if (unknown) throw new Problem("not-found", `There is no ${unknown.kind} "${unknown.name}"`);
  requireNotMoved(target);
}
