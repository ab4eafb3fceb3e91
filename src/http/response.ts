import { isNotModified } from "./conditional.ts";
import { PROBLEM_DECIDED_BY } from "./preference.ts";
import type { Problem } from "./problem.ts";
import type { Rendition } from "./rendition-cache.ts";
import { type Link, linkHeader } from "./representation.ts";
import { securityHeaders } from "./security.ts";

const DAY = 86_400;
/** The lifetimes of what is not a representation, in seconds. */
const REDIRECT_MAX_AGE = DAY;
const NOT_FOUND_MAX_AGE = 60;
const FOR_EVER = "public, max-age=31536000, immutable";

/** The methods that every resource has. */
export const METHODS = "GET, HEAD, OPTIONS";

/** What decides how a rendition is sent, besides the rendition. */
export interface Delivery {
  readonly lastModified: Date;
  /** Seconds until what is visible changes by itself; nothing stays fresh for longer. */
  readonly secondsToChange: number;
  /** The header of the request by which a page was chosen or not, besides its codings. */
  readonly decidedBy: string | undefined;
}

/** Answers a request with `rendition`: 200, or 304 when the client has it already. */
export function renditionResponse(
  request: Request,
  rendition: Rendition,
  { lastModified, secondsToChange, decidedBy }: Delivery,
): Response {
  const { bytes, coding, etag, mediaType, links, maxAge, immutable, unlisted } = rendition;
  const headers = new Headers({
    ...securityHeaders(mediaType),
    "Cache-Control": immutable ? FOR_EVER : cacheControl(maxAge, secondsToChange, DAY),
    ETag: etag,
    "Last-Modified": lastModified.toUTCString(),
    Vary: decidedBy === undefined ? "Accept-Encoding" : `Accept-Encoding, ${decidedBy}`,
  });
  if (unlisted) headers.set("X-Robots-Tag", "noindex");
  if (links?.length) headers.set("Link", linkHeader(links));
  if (isNotModified(request.headers, { etag, lastModified })) {
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
  const headers = {
    ...securityHeaders(),
    Location: location,
    "Cache-Control": `public, max-age=${REDIRECT_MAX_AGE}`,
  };
  return new Response(null, { status: 301, headers });
}

/** What a problem is answered with besides its details. */
export interface ProblemDelivery {
  /** The same in HTML, where the client wants it. */
  readonly page: { readonly html: string; readonly feeds: readonly Link[] } | undefined;
  readonly secondsToChange: number;
}

/** Answers with `problem` as a page, or as problem details (RFC 9457 §3). */
export function problemResponse(
  request: Request,
  problem: Problem,
  { page, secondsToChange }: ProblemDelivery,
): Response {
  const bytes = new TextEncoder().encode(page?.html ?? JSON.stringify(problem));
  const mediaType = `${page === undefined ? "application/problem+json" : "text/html"}; charset=utf-8`;
  const lasts = problem.status === 404 || problem.status === 400;
  const headers = new Headers({
    ...securityHeaders(mediaType),
    "Cache-Control": cacheControl(lasts ? NOT_FOUND_MAX_AGE : undefined, secondsToChange, 0),
    "Content-Length": String(bytes.length),
    "Content-Type": mediaType,
    Vary: PROBLEM_DECIDED_BY,
  });
  if (problem.type === "method-not-allowed") headers.set("Allow", METHODS);
  if (page) headers.set("Link", linkHeader(page.feeds));
  return new Response(request.method === "HEAD" ? null : bytes, { status: problem.status, headers });
}

/** Answers OPTIONS, and the preflight of a cross-origin request. */
export function optionsResponse(): Response {
  const headers = {
    ...securityHeaders(),
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
