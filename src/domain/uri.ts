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
