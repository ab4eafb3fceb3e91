import { isNotModified } from "./conditional.ts";
import type { Problem } from "./problem.ts";
import type { Rendition } from "./rendition-cache.ts";
import { linkHeader } from "./representation.ts";

const DAY = 86_400;
/** The lifetimes of what is not a representation, in seconds. */
const REDIRECT_MAX_AGE = DAY;
const NOT_FOUND_MAX_AGE = 60;

/** The methods that every resource has. */
export const METHODS = "GET, HEAD, OPTIONS";

/** What every response carries: nothing here runs, frames or embeds anything, and anybody may read it. */
const COMMON = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "ETag, Last-Modified, Link",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  "Cross-Origin-Resource-Policy": "cross-origin",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "X-Content-Type-Options": "nosniff",
};

/** The state of the store that validators and freshness rest on. */
export interface Freshness {
  readonly lastModified: Date;
  /** Seconds until what is visible changes by itself; nothing stays fresh for longer. */
  readonly secondsToChange: number;
}

/** Answers a request with `rendition`: 200, or 304 when the client has it already. */
export function renditionResponse(request: Request, rendition: Rendition, freshness: Freshness): Response {
  const { bytes, coding, etag, mediaType, links, maxAge } = rendition;
  const headers = new Headers({
    ...COMMON,
    "Cache-Control": cacheControl(maxAge, freshness.secondsToChange, DAY),
    ETag: etag,
    "Last-Modified": freshness.lastModified.toUTCString(),
    Vary: "Accept-Encoding",
  });
  if (links?.length) headers.set("Link", linkHeader(links));
  if (isNotModified(request.headers, { etag, lastModified: freshness.lastModified })) {
    return new Response(null, { status: 304, headers });
  }

  headers.set("Content-Type", mediaType);
  headers.set("Content-Length", String(bytes.length));
  if (coding !== "identity") headers.set("Content-Encoding", coding);
  // The body is coded already; "automatic" would code it again.
  return new Response(request.method === "HEAD" ? null : bytes, { headers, encodeBody: "manual" });
}

/** Answers with the path and query to which a resource has moved for good, whatever host it was asked of. */
export function redirectResponse(location: string): Response {
  const headers = { ...COMMON, Location: location, "Cache-Control": `public, max-age=${REDIRECT_MAX_AGE}` };
  return new Response(null, { status: 301, headers });
}

/** Answers with the problem details of `problem` (RFC 9457 §3). */
export function problemResponse(request: Request, problem: Problem, secondsToChange: number): Response {
  const bytes = new TextEncoder().encode(JSON.stringify(problem));
  const lasts = problem.status === 404 || problem.status === 400;
  const headers = new Headers({
    ...COMMON,
    "Cache-Control": cacheControl(lasts ? NOT_FOUND_MAX_AGE : undefined, secondsToChange, 0),
    "Content-Length": String(bytes.length),
    "Content-Type": "application/problem+json; charset=utf-8",
  });
  if (problem.type === "method-not-allowed") headers.set("Allow", METHODS);
  return new Response(request.method === "HEAD" ? null : bytes, { status: problem.status, headers });
}

/** Answers OPTIONS, and the preflight of a cross-origin request. */
export function optionsResponse(): Response {
  const headers = {
    ...COMMON,
    Allow: METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": String(DAY),
    "Cache-Control": `public, max-age=${DAY}`,
  };
  return new Response(null, { status: 204, headers });
}

// RFC 9111 §5.2.2, RFC 5861 §3: neither fresh nor stale does anything outlive the next change.
function cacheControl(maxAge: number | undefined, secondsToChange: number, mostStale: number): string {
  if (maxAge === undefined) return "private, no-store";
  const fresh = Math.min(maxAge, secondsToChange);
  const stale = Math.min(mostStale, secondsToChange - fresh);
  return `public, max-age=${fresh}${stale > 0 ? `, stale-while-revalidate=${stale}` : ", must-revalidate"}`;
}
