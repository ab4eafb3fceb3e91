import Negotiator from "negotiator";

/** How a client asks for a page: by what it accepts, or by being a browser in which a person opens the address. */
export type Preference = "accept" | "browser";

/** The request headers that decide, as `Vary` names them. */
export const NEGOTIATED_BY: Readonly<Record<Preference, string>> = {
  accept: "Accept",
  browser: "Accept, Sec-Fetch-Dest",
};

/** Tells whether a client wants a page rather than data; a client without a preference gets the page. */
export function wantsPage(request: Request, preference: Preference): boolean {
  if (preference === "browser") return isNavigation(request);
  return preferred(request, ["text/html", "application/json"]) !== "application/json";
}

/**
 * Tells whether a person opens the address in a browser: the browser says so (Fetch Metadata Request Headers §2.1) and
 * names HTML in `Accept`. Programs that imitate a browser do only one of the two.
 */
function isNavigation({ headers }: Request): boolean {
  if (headers.get("Sec-Fetch-Dest") !== "document") return false;
  const accepted = new Negotiator({ headers: { accept: headers.get("Accept") ?? "" } }).mediaTypes();
  return accepted.some((type) => type.toLowerCase() === "text/html");
}

/** The request headers that decide how a problem is answered, as `Vary` names them. */
export const PROBLEM_NEGOTIATED_BY = NEGOTIATED_BY.browser;

/**
 * Tells whether a client wants a problem as a page. A client without a preference gets problem details, and so
 * does one that asks for a file, such as a feed, unless a person opens it in a browser.
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
