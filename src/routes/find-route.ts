import { IttyRouter, type IttyRouterType } from "itty-router";
import { Problem } from "../http/problem.ts";
import { Redirect } from "../http/redirect.ts";
import type { Route } from "./route.ts";

interface Match {
  readonly route: Route;
  /** Decoded. */
  readonly params: Readonly<Record<string, string>>;
}

/** Returns a function that finds the route of a canonical path. @throws {Problem} @throws {Redirect} to another spelling */
export function routeFinder(routes: readonly Route[]): (path: string) => Promise<Match> {
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
