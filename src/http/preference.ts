import Negotiator from "negotiator";

/** How a client asks for a page: by what it accepts, or by being a browser that shows a document. */
export type Preference = "accept" | "browser";

/** The request header that decides, as `Vary` names it. */
export const NEGOTIATED_BY: Readonly<Record<Preference, string>> = {
  accept: "Accept",
  browser: "Sec-Fetch-Dest",
};

/** Tells whether a client wants a page rather than data; a client without a preference gets the page. */
export function wantsPage(request: Request, preference: Preference): boolean {
  // Fetch Metadata Request Headers §2.1.
  if (preference === "browser") return request.headers.get("Sec-Fetch-Dest") === "document";
  return preferred(request, ["text/html", "application/json"]) !== "application/json";
}

/** The request headers that decide how a problem is answered, as `Vary` names them. */
export const PROBLEM_NEGOTIATED_BY = "Accept, Sec-Fetch-Dest";

/**
 * Tells whether a client wants a problem as a page. A client without a preference gets problem details, and so
 * does one that asks for a file, such as a feed, unless it is a browser that shows it.
 */
export function wantsProblemPage(request: Request): boolean {
  if (wantsPage(request, "browser")) return true;
  if (/\.\w+$/.test(new URL(request.url).pathname)) return false;
  return preferred(request, ["application/problem+json", "application/json", "text/html"]) === "text/html";
}

/** RFC 9110 §12.5.1. A type that a client refuses counts like one that it did not name. */
function preferred(request: Request, types: readonly string[]): string | undefined {
  const accept = request.headers.get("Accept") ?? "*/*";
  // Parameters such as a charset do not change which type is meant.
  const ranges = accept.replace(/;\s*(?!q\s*=)[^;,"]*(?:"[^"]*")?[^;,]*/gi, "");
  return new Negotiator({ headers: { accept: ranges } }).mediaType([...types]);
}
