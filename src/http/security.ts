/** Sent with every response: scripts of any origin may read it (Fetch §3.3). */
export const CORS = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "ETag, Last-Modified, Link",
};

/** Sent with every response but a 304: browsers do not guess its media type. */
const COMMON = {
  ...CORS,
  "Cross-Origin-Resource-Policy": "cross-origin",
  "X-Content-Type-Options": "nosniff",
};

/** Headers of data: it runs, frames and embeds nothing. */
const OF_DATA = {
  ...COMMON,
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  "Referrer-Policy": "strict-origin-when-cross-origin",
};

/**
 * Headers of pages: they load the service's own style and script only; images, audio and video of articles may come
 * from any host, which is not told the address of the page.
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

/** Returns the security headers of a response of this media type, or of one without a body. */
export function securityHeaders(mediaType = ""): Readonly<Record<string, string>> {
  return mediaType.startsWith("text/html") ? OF_PAGES : OF_DATA;
}
