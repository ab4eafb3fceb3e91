import { IttyRouter } from "itty-router";
import { preferredCoding } from "./http/coding.ts";
import { canonicalPath } from "./http/path.ts";
import { DECIDED_BY, wantsPage, wantsProblemPage } from "./http/preference.ts";
import { Problem } from "./http/problem.ts";
import { knownQuery } from "./http/query.ts";
import { Redirect } from "./http/redirect.ts";
import { renditionCache } from "./http/rendition-cache.ts";
import {
  METHODS,
  optionsResponse,
  problemResponse,
  redirectResponse,
  renditionResponse,
} from "./http/response.ts";
import type { Route } from "./routes/handler.ts";
import { problemPage } from "./routes/pages/problem-page.ts";
import { ROUTES } from "./routes/table.ts";
import type { ArticleStore, Snapshot } from "./store/article-store.ts";

/** Of the 128 MB that a Worker has. */
const CACHE_BYTES = 32 * 1024 * 1024;

/** What a request is answered with besides the store. */
export interface RequestContext {
  readonly now: Date;
  /** Scheme and host of every address in the answer. */
  readonly origin: string;
}

/** The service: answers every request, whatever it holds. */
export interface App {
  fetch(request: Request, circumstances: RequestContext): Promise<Response>;
}

/** Returns the service of what is in `store`. */
export function app(store: ArticleStore): App {
  const findRoute = routeFinder(ROUTES);
  const cache = renditionCache(CACHE_BYTES);

  async function answer(
    request: Request,
    edition: Snapshot,
    { now, origin }: RequestContext,
  ): Promise<Response> {
    if (request.method === "OPTIONS") return optionsResponse();
    if (request.method !== "GET" && request.method !== "HEAD") {
      throw new Problem("method-not-allowed", `Use one of ${METHODS}`);
    }

    const { pathname, searchParams } = new URL(request.url);
    const path = canonicalPath(pathname);
    const { route, params } = await findRoute(path);
    if (path !== pathname && route.answers !== "redirect") throw new Redirect(path);

    const query = knownQuery(searchParams, route.query);
    const { handler } = route.page && wantsPage(request, route.page.by) ? route.page : route;
    const key = `${edition.version} ${handler === route.handler ? "data" : "page"} ${origin}${path}?${query}`;
    const rendition = await cache.get(key, preferredCoding(request), () =>
      handler({ edition, origin, path, params, query, routes: ROUTES }),
    );
    const decidedBy = route.page && DECIDED_BY[route.page.by];
    return renditionResponse(request, rendition, {
      lastModified: edition.lastChange,
      secondsToChange: secondsToChange(edition, now),
      decidedBy,
    });
  }

  return {
    async fetch(request, circumstances) {
      let edition: Snapshot | undefined;
      try {
        edition = await store.edition(circumstances.now);
        return await answer(request, edition, circumstances);
      } catch (error) {
        if (error instanceof Redirect) return redirectResponse(`${error.path}${new URL(request.url).search}`);
        if (!(error instanceof Problem)) console.error(error);
        const problem = error instanceof Problem ? error : new Problem("internal-error", "");
        const page =
          edition && wantsProblemPage(request)
            ? problemPage(problem, edition, circumstances.origin)
            : undefined;
        return problemResponse(request, problem, {
          page,
          secondsToChange: secondsToChange(edition, circumstances.now),
        });
      }
    },
  };
}

interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string | undefined>>;
}

/** Returns what finds the route of a canonical path, or throws a `Problem` or a `Redirect` to the right spelling. */
function routeFinder(routes: readonly Route[]): (path: string) => Promise<Match> {
  const router = IttyRouter();
  for (const route of routes) router.all(route.path, ({ params }) => ({ route, params }));

  const match = (path: string): Promise<Match | undefined> =>
    router.fetch({ method: "GET", url: `http://path.invalid${path}` });

  return async (path) => {
    const exact = await match(path);
    if (exact && !isAlias(exact)) return exact;
    // Only the first segment is ours to write in lower case: names and ids follow it. An alias is any
    // segment at all, so it gives way to a route of the lower-case spelling.
    const lowerCased = path.replace(/^\/[^/]*/, (segment) => segment.toLowerCase());
    const lower = lowerCased === path ? undefined : await match(lowerCased);
    if (lower && !(exact && isAlias(lower))) throw new Redirect(lowerCased);
    if (exact) return exact;
    throw new Problem("not-found", "See / for what there is");
  };
}

function isAlias({ route }: Match): boolean {
  return route.answers === "redirect";
}

/** Until what is visible changes by itself. */
function secondsToChange(edition: Snapshot | undefined, now: Date): number {
  if (!edition?.nextChange) return Number.POSITIVE_INFINITY;
  return Math.floor((edition.nextChange.getTime() - now.getTime()) / 1000);
}
