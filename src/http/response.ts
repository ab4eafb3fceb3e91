import { isNotModified } from "./conditional.ts";
import { MEDIA_TYPES } from "./media-types.ts";
import { PROBLEM_NEGOTIATED_BY } from "./preference.ts";
import { METHODS, type Problem } from "./problem.ts";
import type { Rendition, StoreFacts } from "./rendition-cache.ts";
import { type Link, linkHeader } from "./representation.ts";
import { CORS, securityHeaders } from "./security.ts";

const DAY = 86_400;
/**
 * How long a cache may answer with what is no longer fresh while it fetches again, in seconds. It is short: where a
 * feed has one subscriber behind a cache, every answer is a stale one, and so one poll late.
 */
const MAX_STALE = 60;
const IMMUTABLE = "public, max-age=31536000, immutable";

/** What a response says besides its rendition. */
interface ResponseOptions {
  /** Of the store: when anything in it last changed, and when it will by itself; nothing stays fresh for longer. */
  readonly facts: StoreFacts;
  readonly now: Date;
  /** The request header that chose between a page and data, where the resource has both. */
  readonly negotiatedBy: string | undefined;
  /** Seconds since it was known to be current (RFC 9111 §5.1), where it may be so no more. */
  readonly age?: number;
}

/** Answers a request with `rendition`: 200, or 304 where the client already has it. */
export function renditionResponse(
  request: Request,
  rendition: Rendition,
  { facts, now, negotiatedBy, age }: ResponseOptions,
): Response {
  const { bytes, coding, etag, mediaType, links, maxAge, immutable, noIndex } = rendition;
  const lastModified = rendition.lastModified ?? facts.lastModified;
  // Plain objects: every call of a `Headers` object goes into the runtime and back.
  const kept = {
    ...CORS,
    "Cache-Control": immutable
      ? IMMUTABLE
      : cacheControl(maxAge, secondsToChange(facts.nextChange, now), MAX_STALE),
    ...(age !== undefined && { Age: String(age) }),
    ETag: etag,
    "Last-Modified": lastModified.toUTCString(),
    Vary: negotiatedBy === undefined ? "Accept-Encoding" : `Accept-Encoding, ${negotiatedBy}`,
  };
  // RFC 9110 §15.4.5, RFC 9111 §4.3.4: the client keeps the other headers of the 200 that it has.
  if (isNotModified(request.headers, { etag, lastModified })) {
    return new Response(null, { status: 304, headers: kept });
  }

  const headers = {
    ...securityHeaders(mediaType),
    ...kept,
    ...(noIndex && { "X-Robots-Tag": "noindex" }),
    ...(links?.length && { Link: linkHeader(links) }),
    "Content-Type": mediaType,
    "Content-Length": String(bytes.length),
    ...(coding !== "identity" && { "Content-Encoding": coding }),
  };
  // The body already has its coding; "automatic" would code it again.
  return new Response(request.method === "HEAD" ? null : bytes, { headers, encodeBody: "manual" });
}

/** Answers that a resource has moved permanently to another path and query of the same host. */
export function redirectResponse(location: string): Response {
  const headers = {
    ...securityHeaders(),
    Location: location,
    "Cache-Control": `public, max-age=${DAY}`,
  };
  return new Response(null, { status: 301, headers });
}

/** A problem as a page. */
export interface ProblemPage {
  readonly html: string;
  readonly links: readonly Link[];
}

/** Answers with `problem` as `page`, or as problem details (RFC 9457 §3) where there is no page. */
export function problemResponse(
  request: Request,
  problem: Problem,
  {
    page,
    nextChange,
    now,
  }: { readonly page: ProblemPage | undefined; readonly nextChange: Date | undefined; readonly now: Date },
): Response {
  const bytes = new TextEncoder().encode(page?.html ?? JSON.stringify(problem));
  const mediaType = page ? MEDIA_TYPES.html : MEDIA_TYPES.problem;
  const { status, maxAge, headers: own } = problem.row;
  const headers = new Headers({
    ...securityHeaders(mediaType),
    ...own,
    "Cache-Control": cacheControl(maxAge, secondsToChange(nextChange, now), 0),
    "Content-Length": String(bytes.length),
    "Content-Type": mediaType,
    Vary: PROBLEM_NEGOTIATED_BY,
  });
  if (page) headers.set("Link", linkHeader(page.links));
  return new Response(request.method === "HEAD" ? null : bytes, { status, headers });
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

/** Returns the seconds until what is visible changes by itself. */
function secondsToChange(nextChange: Date | undefined, now: Date): number {
  if (!nextChange) return Number.POSITIVE_INFINITY;
  return Math.max(0, Math.floor((nextChange.getTime() - now.getTime()) / 1000));
}

/** RFC 9111 §5.2.2, RFC 5861 §3: nothing stays fresh, or is served stale, beyond the next change. */
function cacheControl(maxAge: number | undefined, secondsToChange: number, maxStale: number): string {
  if (maxAge === undefined) return "private, no-store";
  const fresh = Math.min(maxAge, secondsToChange);
  const stale = Math.min(maxStale, secondsToChange - fresh);
  return `public, max-age=${fresh}${stale > 0 ? `, stale-while-revalidate=${stale}` : ", must-revalidate"}`;
}
