import { toUri } from "./uri.ts";

const TRACKING_NAME =
  /^(?:(?:utm|mtm|pk|piwik)_\w+|fbclid|gclid|gclsrc|dclid|[gw]braid|msclkid|yclid|twclid|igsh(?:id)?|mc_[ce]id|_hs(?:enc|mi)|xtor|spm(?:_id_from)?|vd_source|bd_vid|share_(?:from|source|medium|token)|isappinstalled|nsukey|wxshare_count)$/i;
const TRACKING_VALUE =
  /^(?:from|ref|source)=(?:rss|timeline|singlemessage|groupmessage|message|androidqq|iosqq)$/i;
/** A fragment that names what a script shows, such as `#!/posts/1`. */
const ROUTE = /^#(?:!\/?|\/)[^/]/;

/**
 * Returns the same key for all addresses of one page: they differ in scheme, `www.`, default port, slashes at the
 * end, parameters such as `utm_source`, fragment (unless a script shows what it names), and in what is
 * percent-encoded. A text that is no address of the web is its own key.
 */
export function pageKey(text: string): string {
  return identifierKeys(text).page;
}

/** Returns the same key for addresses of the same place on a page; otherwise as {@linkcode pageKey}. */
export function identifierKey(text: string): string {
  const { page, fragment } = identifierKeys(text);
  return fragment === "" ? page : `${page}#${fragment}`;
}

/** Tells whether `key` is that of the home page of a site. */
export function isHomePage(key: string): boolean {
  return /^https:\/\/[^/?#]+$/.test(key);
}

function identifierKeys(text: string): { readonly page: string; readonly fragment: string } {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return { page: text, fragment: "" };
  const { hostname, port, pathname, search, hash } = new URL(toUri(text));
  const host = hostname.replace(/^www\./, "");
  const authority = port === "" || port === "80" || port === "443" ? host : `${host}:${port}`;
  const isRoute = ROUTE.test(hash);
  const [route = "", ...routeQuery] = isRoute ? hash.split("?") : [];
  const place = withQuery(pathname, search.slice(1)) + withQuery(route, routeQuery.join("?"));
  return {
    page: `https://${authority}${normalizeEncoding(place)}`,
    fragment: isRoute ? "" : normalizeEncoding(withoutTracking(hash.slice(1))),
  };
}

function withQuery(path: string, query: string): string {
  const significant = withoutTracking(query);
  return `${path.replace(/\/+$/, "")}${significant === "" ? "" : `?${significant}`}`;
}

/** Returns a query without the parameters that tell where a visitor came from, and not what is at the address. */
export function withoutTracking(query: string): string {
  const isSignificant = (parameter: string) => {
    const [name = ""] = parameter.split("=");
    return parameter !== "" && !TRACKING_NAME.test(name) && !TRACKING_VALUE.test(parameter);
  };
  return query
    .split("&")
    .filter((parameter) => isSignificant(parameter.replace(/^amp;/, "")))
    .join("&");
}

/** Decodes percent-encoded octets that need not be encoded, and writes the others in upper case (RFC 3986 §6.2.2). */
export function normalizeEncoding(text: string): string {
  return text.replace(/%[\da-f]{2}/gi, (octet) => {
    const character = String.fromCharCode(Number.parseInt(octet.slice(1), 16));
    return /[\w.~-]/.test(character) ? character : octet.toUpperCase();
  });
}
