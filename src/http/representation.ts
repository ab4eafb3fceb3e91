/** What a resource is, before HTTP decides how to send it. */
export interface Representation {
  /** With its charset, as it is sent. */
  readonly mediaType: string;
  readonly body: string;
  /** For how long it is fresh, in seconds; absent when it is not to be stored at all. */
  readonly maxAge?: number;
  /** Sent as a `Link` header (RFC 8288). */
  readonly links?: readonly Link[];
}

/** A typed link from a representation to an absolute address. */
export interface Link {
  readonly rel: string;
  readonly href: string;
  readonly type?: string;
}

/** Returns the `Link` header (RFC 8288 §3) of `links`. */
export function linkHeader(links: readonly Link[]): string {
  return links
    .map(({ rel, href, type }) => `<${href}>; rel="${rel}"${type === undefined ? "" : `; type="${type}"`}`)
    .join(", ");
}
