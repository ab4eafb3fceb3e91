import { IttyRouter, type IttyRouterType } from "itty-router";
import { preferredCoding } from "./http/coding.ts";
import { canonicalPath } from "./http/path.ts";
import { NEGOTIATED_BY, wantsPage, wantsProblemPage } from "./http/preference.ts";
import { METHODS, Problem, type ProblemType } from "./http/problem.ts";
import { Redirect } from "./http/redirect.ts";
import { renditionCache } from "./http/rendition-cache.ts";
import {
  optionsResponse,
  type ProblemPage,
  problemResponse,
  redirectResponse,
  renditionResponse,
} from "./http/response.ts";
import { problemPage } from "./pages/problem-page.tsx";
import { entryRenderer } from "./routes/entry-renderer.ts";
import { pageContext } from "./routes/representations.ts";
import type { Route } from "./routes/route.ts";
import { ROUTES } from "./routes/table.ts";
import { type ArticleStore, type Snapshot, SnapshotExpired } from "./store/snapshot.ts";

/** Of the 128 MB that a Worker has: compressed and uncompressed bodies. */
const CACHE_BYTES = 24 * 1024 * 1024;
/** Rendered entries, of two bytes a character. */
const CACHE_CHARACTERS = 6 * 1024 * 1024;

/** How often a request is tried where the store changes while it is answered. */
const MAX_TRIES = 3;

/** The problems of an address at which the service has nothing. */
const MAY_HAVE_MOVED: readonly ProblemType[] = ["not-found", "gone", "bad-path"];

/** What a request is answered with besides the store. */
interface RequestContext {
  readonly now: Date;
  /** Scheme and host of every address in the answer. */
  readonly origin: string;
  /** Keeps work that others wait for running after the client of this request has disconnected. */
  readonly waitUntil?: (work: Promise<unknown>) => void;
}

/** The service: answers every request. */
interface App {
  fetch(request: Request, context: RequestContext): Promise<Response>;
}

/** Returns the service of what is in `store`. */
export function app(store: ArticleStore): App {
  const findRoute = routeFinder(ROUTES);
  const renditions = renditionCache(CACHE_BYTES);
  const entries = entryRenderer(CACHE_CHARACTERS);

  async function answer(request: Request, context: RequestContext): Promise<Response> {
    if (request.method === "OPTIONS") return optionsResponse();
    if (request.method !== "GET" && request.method !== "HEAD") {
      throw new Problem("method-not-allowed", `Use one of ${METHODS}`);
    }

    const url = new URL(request.url);
    // A query can name something else than its path does, as in `/?feed=rss2`; a path alone is a route's first.
    if (url.search !== "") await requireNotMoved(url, context);
    try {
      return await answerFromRoute(request, url, context);
    } catch (error) {
      if (error instanceof Problem && MAY_HAVE_MOVED.includes(error.type))
        await requireNotMoved(url, context);
      throw error;
    }
  }

  /** @throws {Redirect} where the store has a redirect for the address */
  async function requireNotMoved({ pathname, search }: URL, { now }: RequestContext): Promise<void> {
    const target = await withSnapshot(now, (snapshot) => snapshot.redirectTarget(`${pathname}${search}`));
    if (target !== undefined) throw new Redirect(target, { keepsQuery: false });
  }

  async function answerFromRoute(request: Request, url: URL, context: RequestContext): Promise<Response> {
    const { pathname, searchParams } = url;
    const path = canonicalPath(pathname);
    const { route, params } = await findRoute(path);
    if (path !== pathname && route.answer.kind !== "redirect") throw new Redirect(path);

    const search = route.search(searchParams);
    const page = route.page && wantsPage(request, route.page.by) ? route.page : undefined;
    const { respond } = page ?? route;
    const { now, origin, waitUntil } = context;

    return withSnapshot(now, async (snapshot) => {
      const key = `${snapshot.version} ${page ? "page" : "data"} ${origin}${path}?${search}`;
      const rendition = await renditions.get(key, preferredCoding(request), () => {
        const work = respond({ snapshot, origin, path, params, search, entries });
        waitUntil?.(work.catch(() => {}));
        return work;
      });
      return renditionResponse(request, rendition, {
        lastModified: rendition.lastModified ?? snapshot.lastModified,
        secondsToChange: secondsToChange(snapshot, now),
        negotiatedBy: route.page && NEGOTIATED_BY[route.page.by],
      });
    });
  }

  /** Calls `work` with what is visible at `now`, and again where the store changes between two of its queries. */
  async function withSnapshot<Result>(
    now: Date,
    work: (snapshot: Snapshot) => Promise<Result>,
  ): Promise<Result> {
    for (let tries = 1; ; tries++) {
      const snapshot = await store.snapshot(now);
      try {
        return await work(snapshot);
      } catch (error) {
        if (!(error instanceof SnapshotExpired) || tries === MAX_TRIES) throw error;
      }
    }
  }

  async function answerError(error: unknown, request: Request, context: RequestContext): Promise<Response> {
    if (error instanceof Redirect) {
      return redirectResponse(error.keepsQuery ? `${error.path}${new URL(request.url).search}` : error.path);
    }
    if (!(error instanceof Problem)) console.error(error);
    const problem = error instanceof Problem ? error : new Problem("internal-error", "");
    const { page, snapshot } = await describeProblem(problem, request, context);
    return problemResponse(request, problem, {
      page,
      secondsToChange: secondsToChange(snapshot, context.now),
    });
  }

  /** Returns the page of a problem where the client wants one. Never fails: problem details need no store. */
  async function describeProblem(
    problem: Problem,
    request: Request,
    { now, origin }: RequestContext,
  ): Promise<{ readonly page?: ProblemPage; readonly snapshot?: Snapshot }> {
    try {
      const snapshot = await store.snapshot(now);
      if (!wantsProblemPage(request)) return { snapshot };
      const { html, feeds } = problemPage(problem, pageContext({ snapshot, origin }));
      return { snapshot, page: { html, links: feeds } };
    } catch (error) {
      // What failed before may have failed again; it is logged once.
      if (problem.type !== "internal-error") console.error(error);
      return {};
    }
  }

  return {
    async fetch(request, context) {
      try {
        return await answer(request, context);
      } catch (error) {
        return answerError(error, request, context);
      }
    },
  };
}

interface Match {
  readonly route: Route;
  /** Decoded. */
  readonly params: Readonly<Record<string, string>>;
}

/** Returns a function that finds the route of a canonical path. @throws {Problem} @throws {Redirect} to another spelling */
function routeFinder(routes: readonly Route[]): (path: string) => Promise<Match> {
  // A path without parameters is looked up, and the others are parted by their first segment: the router tries
  // one pattern after another, and compiling a pattern for the first time takes long.
  const fixed = new Map<string, Match>();
  const routers = new Map<string, IttyRouterType>();
  for (const route of routes) {
    if (!route.path.includes(":")) fixed.set(route.path, { route, params: {} });
    else {
      const segment = firstSegment(route.path);
      const router = routers.get(segment) ?? IttyRouter();
      routers.set(segment, router);
      router.all(route.path, ({ params }) => ({ route, params: decoded(params) }));
    }
  }
  const routerFor = (path: string) => routers.get(firstSegment(path)) ?? routers.get(":alias");

  async function match(path: string): Promise<Match | undefined> {
    return fixed.get(path) ?? routerFor(path)?.fetch({ method: "GET", url: `http://path.invalid${path}` });
  }

  return async (path) => {
    const exact = await match(path);
    if (exact && !isAlias(exact)) return exact;
    // Only the first segment is case-insensitive: names and ids follow it. An alias matches any segment, so a
    // route of the lower-case spelling takes precedence.
    const lowerCased = path.replace(/^\/[^/]*/, (segment) => segment.toLowerCase());
    const lower = lowerCased === path ? undefined : await match(lowerCased);
    if (lower && !(exact && isAlias(lower))) throw new Redirect(lowerCased);
    if (exact) return exact;
    throw new Problem("not-found", "See / for what there is");
  };
}

function firstSegment(path: string): string {
  return path.split("/", 2)[1] ?? "";
}

/** A canonical path is well-formed, so its parameters can be decoded. */
function decoded(params: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value = ""]) => [name, decodeURIComponent(value)]),
  );
}

function isAlias({ route }: Match): boolean {
  return route.answer.kind === "redirect";
}

/** Returns the seconds until what is visible changes by itself. */
function secondsToChange(snapshot: Snapshot | undefined, now: Date): number {
  if (!snapshot?.nextChange) return Number.POSITIVE_INFINITY;
  return Math.floor((snapshot.nextChange.getTime() - now.getTime()) / 1000);
}
