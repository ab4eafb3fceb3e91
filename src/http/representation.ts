/** What a resource is, before HTTP decides how to send it. */
export interface Representation {
  /** With its charset, as it is sent. */
  readonly mediaType: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
  /** For how long it is fresh, in seconds; absent when it is not to be stored at all. */
  readonly maxAge?: number;
  /** What is at this address never changes (RFC 8246). */
  readonly immutable?: boolean;
  /** Search engines are asked not to list it. */
  readonly noIndex?: boolean;
  /** Sent as a `Link` header (RFC 8288). */
  readonly links?: readonly Link[];
}

/** A typed link from a representation to an absolute address. */
export interface Link {
  readonly rel: string;
  readonly href: string;
  readonly type?: string;
  readonly title?: string;
}

/** Returns the `Link` header (RFC 8288 §3) of `links`. */
export function linkHeader(links: readonly Link[]): string {
  return links
    .map(({ rel, href, type, title }) =>
      [
        `<${href}>; rel="${rel}"`,
        ...(type === undefined ? [] : [`type="${type}"`]),
        // RFC 8187 §3.2: a header is ASCII, so other letters are percent-encoded.
        ...(title === undefined
          ? []
          : [`title*=UTF-8''${encodeURIComponent(title).replace(/['()*]/g, percent)}`]),
      ].join("; "),
    )
    .join(", ");
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
