import { preferredCoding } from "./http/coding.ts";
import { canonicalPath } from "./http/path.ts";
import { NEGOTIATED_BY, wantsPage, wantsProblemPage } from "./http/preference.ts";
import { METHODS, Problem, type ProblemType } from "./http/problem.ts";
import { Redirect, requireNotMoved } from "./http/redirect.ts";
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
import { routeFinder } from "./routes/find-route.ts";
import { pageContext } from "./routes/representations.ts";
import type { Route, RouteContext } from "./routes/route.ts";
import { ROUTES } from "./routes/table.ts";
import { type ArticleStore, type Snapshot, SnapshotExpired, StoreUnavailable } from "./store/snapshot.ts";

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

/** What an address names, before the store is asked. */
interface Target extends Pick<RouteContext, "path" | "params" | "search"> {
  /** The path and query as they were sent. */
  readonly address: string;
  /** Whether the route knows every parameter that was sent. */
  readonly isWholeQuery: boolean;
  readonly route: Route;
  readonly respond: Route["respond"];
  /** The request header that chose between a page and data, where the resource has both. */
  readonly negotiatedBy: string | undefined;
  /** The same of requests with the same answer, apart from its coding, as long as the store stays the same. */
  readonly key: string;
}

/** Returns the service of what is in `store`. */
export function app(store: ArticleStore): App {
  const findRoute = routeFinder(ROUTES);
  const renditions = renditionCache(CACHE_BYTES);
  const entries = entryRenderer(CACHE_CHARACTERS);
  let known: Pick<Snapshot, "site" | "columns" | "feeds"> | undefined;

  async function answer(request: Request, context: RequestContext): Promise<Response> {
    if (request.method === "OPTIONS") return optionsResponse();
    if (request.method !== "GET" && request.method !== "HEAD") {
      throw new Problem("method-not-allowed", `Use one of ${METHODS}`);
    }

    const url = new URL(request.url);
    let target: Target;
    try {
      target = await findTarget(request, url, context);
    } catch (error) {
      if (url.search !== "" || mayHaveMoved(error))
        await withSnapshot(context, async (snapshot) =>
          requireNotMoved(await snapshot.redirectTarget(`${url.pathname}${url.search}`)),
        );
      throw error;
    }

    try {
      return await withSnapshot(context, (snapshot) => answerFrom(snapshot, target, request, context));
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      // What a parameter that the route does not know would lead to is not known.
      if (!target.isWholeQuery) throw error;
      return latestAnswer(error, target, request, context);
    }
  }

  /** Returns what an address names. @throws {Problem} @throws {Redirect} */
  async function findTarget(
    request: Request,
    { pathname, search: sent, searchParams }: URL,
    { origin }: RequestContext,
  ): Promise<Target> {
    const path = canonicalPath(pathname);
    const { route, params } = await findRoute(path);
    if (path !== pathname && route.answer.kind !== "redirect") throw new Redirect(path);

    const search = route.search(searchParams);
    const page = route.page && wantsPage(request, route.page.by) ? route.page : undefined;
    return {
      path,
      params,
      search,
      isWholeQuery: search.size === searchParams.size,
      address: `${pathname}${sent}`,
      route,
      respond: (page ?? route).respond,
      negotiatedBy: route.page && NEGOTIATED_BY[route.page.by],
      key: `${page ? "page" : "data"} ${origin}${path}?${search}`,
    };
  }

  async function answerFrom(
    snapshot: Snapshot,
    { path, params, search, address, route, respond, negotiatedBy, key }: Target,
    request: Request,
    { now, origin, waitUntil }: RequestContext,
  ): Promise<Response> {
    // A query can name something else than its path does, as in `/?feed=rss2`; a path alone is a route's first.
    const isFirst = new URL(request.url).search !== "";
    let asked: Promise<string | undefined> | undefined;
    const redirect = () => {
      asked ??= snapshot.redirectTarget(address);
      return asked;
    };
    const rendition = renditions.get(key, preferredCoding(request), { facts: snapshot, now }, () => {
      // Asked at the same time, because there may be nothing of what the path names.
      if (route.path !== path) redirect().catch(() => {});
      const work = respond({ snapshot, origin, path, params, search, entries });
      waitUntil?.(work.catch(() => {}));
      return work;
    });
    try {
      if (isFirst) {
        rendition.catch(() => {});
        requireNotMoved(await redirect());
      }
      return renditionResponse(request, await rendition, {
        facts: snapshot,
        now,
        negotiatedBy,
      });
    } catch (error) {
      // What was there before, such as an article that was removed, is not to be answered with again.
      if (error instanceof Problem || error instanceof Redirect) renditions.remove(key);
      if (mayHaveMoved(error)) requireNotMoved(await redirect());
      throw error;
    }
  }

  /** Answers with the latest rendition of what a request asks for. @throws `error` where none is kept */
  function latestAnswer(
    error: StoreUnavailable,
    { key, negotiatedBy }: Target,
    request: Request,
    { now }: RequestContext,
  ): Response {
    const latest = renditions.latest(key, preferredCoding(request));
    if (!latest) throw error;
    const age = Math.max(0, Math.floor((now.getTime() - latest.at.getTime()) / 1000));
    console.error(`${error.message}; answered ${key} as it was ${age} s before`);
    return renditionResponse(request, latest.rendition, { ...latest, now, age, negotiatedBy });
  }

  /** Calls `work` with what is visible now, and again where the store changes between two of its queries. */
  async function withSnapshot<Result>(
    { now, waitUntil }: RequestContext,
    work: (snapshot: Snapshot) => Promise<Result>,
  ): Promise<Result> {
    for (let tries = 1; ; tries++) {
      const opening = store.snapshot(now);
      waitUntil?.(opening.catch(() => {}));
      const snapshot = await opening;
      known = { site: snapshot.site, columns: snapshot.columns, feeds: snapshot.feeds };
      try {
        return await work(snapshot);
      } catch (error) {
        if (!(error instanceof SnapshotExpired)) throw error;
        if (tries === MAX_TRIES) throw new StoreUnavailable(`The store has changed ${tries} times meanwhile`);
      }
    }
  }

  async function answerError(error: unknown, request: Request, context: RequestContext): Promise<Response> {
    if (error instanceof Redirect) {
      return redirectResponse(error.keepsQuery ? `${error.path}${new URL(request.url).search}` : error.path);
    }
    const problem = problemOf(error);
    const { page, snapshot } = await describeProblem(problem, request, context);
    return problemResponse(request, problem, {
      page,
      nextChange: snapshot?.nextChange,
      now: context.now,
    });
  }

  /** Returns the page of a problem where the client wants one. Never fails: problem details need no store. */
  async function describeProblem(
    problem: Problem,
    request: Request,
    { now, origin }: RequestContext,
  ): Promise<{ readonly page?: ProblemPage; readonly snapshot?: Snapshot }> {
    try {
      // A store that has just failed is not asked again.
      const snapshot = problem.type === "unavailable" ? undefined : await store.snapshot(now);
      const facts = snapshot ?? known;
      if (!facts || !wantsProblemPage(request)) return { ...(snapshot && { snapshot }) };
      const { html, feeds } = problemPage(problem, pageContext({ snapshot: facts, origin }));
      return { ...(snapshot && { snapshot }), page: { html, links: feeds } };
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

/** Returns the problem that the client is told of, and logs what is none. */
function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  console.error(error);
  return error instanceof StoreUnavailable
    ? new Problem("unavailable", "Ask again in a minute")
    : new Problem("internal-error", "");
}

function mayHaveMoved(error: unknown): boolean {
  return error instanceof Problem && MAY_HAVE_MOVED.includes(error.type);
}
