/** What may stand in a URI after its origin (RFC 3986 §2.2, §2.3), besides percent-encoded octets. */
const FORBIDDEN = /[^0-9A-Za-z;/?:@&=+$.\-_!~*'()%,#]/g;

/**
 * Returns an absolute http or https `address` as a URI (RFC 3986): percent-encoded where browsers tolerate
 * what feed validators and strict readers do not.
 */
export function toUri(address: string, base?: string): string {
  const [, origin = "", rest = ""] = /^([a-z]+:\/\/[^/?#]*)(.*)$/.exec(new URL(address, base).href) ?? [];
  return `${origin}${rest.replace(FORBIDDEN, encodeURIComponent)}`;
}

/** An IRI with a scheme (RFC 3987 §2.2), except that it may have several `#` and no brackets around an IP address. */
const IRI =
  /^[a-z][a-z\d+.-]*:(?:%[\da-f]{2}|[^\s\p{Cc}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}%<>"{}|\\^`[\]])+$/iu;

/** Tells whether `text` is an IRI with a scheme, and, if it is an address of the web, with a host. */
export function isIri(text: string): boolean {
  if (!IRI.test(text) || text.split("#").length > 2) return false;
  return !/^https?:/i.test(text) || /^https?:\/\/[^/?#]/i.test(text);
}
