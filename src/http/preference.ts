import Negotiator from "negotiator";

/** What a client says that it wants a page by: what it accepts, or that it is a browser showing a document. */
export type Preference = "accept" | "browser";

/** The request header that decides, by the name that `Vary` gives it. */
export const DECIDED_BY: Readonly<Record<Preference, string>> = {
  accept: "Accept",
  browser: "Sec-Fetch-Dest",
};

/** Tells whether a client wants a page rather than data; who does not mind gets the page. */
export function wantsPage(request: Request, preference: Preference): boolean {
  // Only browsers send it (Fetch Metadata Request Headers §2.1), so a reader never gets a page for a feed.
  if (preference === "browser") return request.headers.get("Sec-Fetch-Dest") === "document";
  return preferred(request, ["text/html", "application/json"]) !== "application/json";
}

/** The request headers that decide how a problem is told, as `Vary` names them. */
export const PROBLEM_DECIDED_BY = "Accept, Sec-Fetch-Dest";

/**
 * Tells whether a client wants to hear of a problem on a page; who does not mind gets problem details, and so does
 * whoever asks for a file, such as a feed, and is no browser that shows it.
 */
export function wantsProblemPage(request: Request): boolean {
  if (wantsPage(request, "browser")) return true;
  if (/\.\w+$/.test(new URL(request.url).pathname)) return false;
  return preferred(request, ["application/problem+json", "application/json", "text/html"]) === "text/html";
}

/** RFC 9110 §12.5.1. What a client does not accept at all is as good as what it did not name. */
function preferred(request: Request, types: readonly string[]): string | undefined {
  const accept = request.headers.get("Accept") ?? "*/*";
  // Parameters such as a charset say nothing of which type is meant.
  const ranges = accept.replace(/;\s*(?!q\s*=)[^;,"]*(?:"[^"]*")?[^;,]*/gi, "");
  return new Negotiator({ headers: { accept: ranges } }).mediaType([...types]);
}
