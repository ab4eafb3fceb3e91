/** What every response carries: anybody may read it, and it is what its media type says. */
const COMMON = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "ETag, Last-Modified, Link",
  "Cross-Origin-Resource-Policy": "cross-origin",
  "X-Content-Type-Options": "nosniff",
};

/** Data run, frame and embed nothing. */
const OF_DATA = {
  ...COMMON,
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  "Referrer-Policy": "strict-origin-when-cross-origin",
};

/**
 * Pages have the service's own style and script; pictures and recordings of articles may come from anywhere
 * on the web, and no other host learns of the page on which they are.
 */
const OF_PAGES = {
  ...COMMON,
  "Content-Security-Policy": [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self' https: http: data:",
    "media-src https: http:",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; "),
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "Referrer-Policy": "same-origin",
};

/** Returns what keeps a response of this media type safe; of none, that of one without a body. */
export function securityHeaders(mediaType = ""): Readonly<Record<string, string>> {
  return mediaType.startsWith("text/html") ? OF_PAGES : OF_DATA;
}
