/** The media types of what is served, as `Content-Type` has them. Feeds have theirs in `feed/feed-format.ts`. */
export const MEDIA_TYPES = {
  html: "text/html; charset=utf-8",
  json: "application/json; charset=utf-8",
  problem: "application/problem+json; charset=utf-8",
  text: "text/plain; charset=utf-8",
  xml: "application/xml; charset=utf-8",
  css: "text/css; charset=utf-8",
  javascript: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
  icon: "image/vnd.microsoft.icon",
  png: "image/png",
} as const;

/** Returns a media type without its parameters. */
export function essence(mediaType: string): string {
  return mediaType.split(";")[0] ?? mediaType;
}
