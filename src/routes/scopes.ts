import type { DescribedParameter } from "../api/openapi.ts";
import { authorScope, columnsScope, type FeedScope, siteScope, tagScope } from "../domain/feed-scope.ts";
import type { FiledName } from "../domain/former-names.ts";
import type { Column } from "../domain/site.ts";
import { Problem } from "../http/problem.ts";
import { Redirect } from "../http/redirect.ts";
import type { Representation } from "../http/representation.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { content, exclude, feedAfter, feedLimit, PATH_PARAMETERS, page, paged } from "./parameters.ts";
import type { Handler, RouteContext } from "./route.ts";

type Params = Readonly<Record<string, string>>;

/** What the scope of a request is found by. */
type ScopeRequest = Pick<RouteContext, "snapshot" | "path" | "params" | "search">;

/** The parameters of every feed. */
const FEED_QUERY = { limit: feedLimit, content, after: feedAfter, page, paged };

/** A kind of scope: where its feeds and pages are, and how it is found. */
export interface ScopeKind {
  /** The path below which its feeds are, with its parameter as `:name`. */
  readonly path: string;
  readonly params: Readonly<Record<string, DescribedParameter>>;
  /** What it is, as in "RSS 2.0 of …". */
  readonly noun: string;
  /** The parameters of its feeds. */
  readonly query: typeof FEED_QUERY & { readonly exclude?: typeof exclude };
  /** Finds the scope that a request names. @throws {Problem} `not-found`, `bad-parameter` */
  find(request: ScopeRequest): Promise<FeedScope>;
}

/** Every kind of scope. */
export const SCOPE_KINDS: readonly ScopeKind[] = [
  {
    path: "",
    params: {},
    noun: "the whole site",
    query: { ...FEED_QUERY, exclude },
    find: async ({ snapshot: { site, columns }, search }) =>
      siteScope(site, excludedColumns(exclude.parse(search.get("exclude") ?? undefined), columns)),
  },
  {
    path: "/columns/:columns",
    params: { columns: PATH_PARAMETERS.columns },
    noun: "one column, or several joined by +",
    query: FEED_QUERY,
    find: async ({ snapshot, params: { columns = "" } }) =>
      columnsScope(snapshot.site, requireColumns(columns.toLowerCase().split("+"), snapshot)),
  },
  {
    path: "/authors/:author",
    params: { author: PATH_PARAMETERS.author },
    noun: "one author",
    query: FEED_QUERY,
    async find(request) {
      const { author = "" } = request.params;
      await requireName(request, { kind: "author", name: author });
      return authorScope(request.snapshot.site, author);
    },
  },
  {
    path: "/tags/:tag",
    params: { tag: PATH_PARAMETERS.tag },
    noun: "one tag",
    query: FEED_QUERY,
    async find(request) {
      const { tag = "" } = request.params;
      await requireName(request, { kind: "tag", name: tag });
      return tagScope(request.snapshot.site, tag);
    },
  },
];

/**
 * Returns a handler that finds the scope of a request, redirects to the canonical path of the scope followed by
 * `suffix` where the request has another spelling, and else calls `handler`.
 */
export function withScope<Values>(
  kind: ScopeKind,
  suffix: string,
  handler: (scope: FeedScope, context: RouteContext<Params, Values>) => Promise<Representation>,
): Handler<Params, Values> {
  return async (context) => {
    const scope = await kind.find(context);
    const path = `${scope.path}${suffix}`;
    if (context.path !== path) throw new Redirect(path);
    return handler(scope, context);
  };
}

/** Returns the columns with these slugs, in the order of the slugs. @throws {Problem} `not-found` */
export function requireColumns(
  slugs: readonly string[],
  { columns }: Pick<Snapshot, "columns">,
): readonly Column[] {
  return [...new Set(slugs)].sort().map((text) => {
    const column = columns.find(({ slug }) => slug === text);
    if (!column) throw new Problem("not-found", `There is no column "${text}"`);
    return column;
  });
}

/**
 * Checks that an author or tag has articles, or had some: a reader reports a feed that is gone as a fault, and an empty
 * one is none.
 *
 * @throws {Problem} `not-found` where there are none and were none
 * @throws {Redirect} where there are none any more and the store says what answers instead
 */
export async function requireName(
  { snapshot, path, search }: Pick<ScopeRequest, "snapshot" | "path" | "search">,
  filed: FiledName,
): Promise<void> {
  const { kind, name } = filed;
  const [exists, isFormer] = await Promise.all([
    snapshot.exists(kind === "author" ? { authors: [name] } : { tags: [name] }),
    snapshot.isFormer(filed),
  ]);
  if (exists) return;
  if (!isFormer) throw new Problem("not-found", `There is no ${kind} "${name}"`);
  const target = await snapshot.redirectTarget(search.size === 0 ? path : `${path}?${search}`);
  if (target !== undefined) throw new Redirect(target, { keepsQuery: false });
}

/** Returns the columns with these slugs, in the printed order. @throws {Problem} `bad-parameter` */
function excludedColumns(slugs: readonly string[], columns: readonly Column[]): readonly Column[] {
  const wanted = new Set(slugs);
  const found = columns.filter(({ slug }) => wanted.has(slug));
  if (found.length === wanted.size) return found;
  const allowed = columns.map(({ slug }) => slug).join(", ");
  throw new Problem("bad-parameter", `"exclude" is one or more of these, joined by commas: ${allowed}`);
}
