/** A representation of a resource (RFC 9110 §3.2), before its content coding and caching headers are decided. */
export interface Representation {
  /** As `Content-Type` has it, with the charset. */
  readonly mediaType: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
  /** When it last changed, where that is known more exactly than of everything that is visible. */
  readonly lastModified?: Date;
  /** How long it is fresh, in seconds; absent when it is not to be stored at all. */
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
        // RFC 8187 §3.2: a header is ASCII, so all other characters are percent-encoded.
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
