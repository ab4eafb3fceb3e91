import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { toUri } from "../../domain/uri.ts";

/** An absolute address in the form that the store accepts. */
const ABSOLUTE = /^https?:\/\/[^\s/?#@\\]+(?:[/?#]\S*)?$/i;
/** Names within a computer or a local network (RFC 6761 §6.3, RFC 6762 §3). */
const LOCAL_NAME = /(?:^|\.)(?:localhost|local|internal|home\.arpa)\.?$/i;
/** The global unicast addresses of IPv6 (RFC 4291 §2.4); the library does not know all special ranges outside. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * Returns `address` as an absolute http or https address, resolved against `base`; `undefined` if it is not one,
 * contains a user name, or is not reachable for readers.
 */
export function webAddress(address: string | null | undefined, base?: string): string | undefined {
  const text = address?.trim();
  if (!text || !URL.canParse(text, base)) return undefined;
  const { protocol, href, hostname, username, password } = new URL(text, base);
  if ((protocol !== "http:" && protocol !== "https:") || username || password) return undefined;
  if (!isReachableHost(hostname, base)) return undefined;
  // An absolute address stays as the source writes it.
  return ABSOLUTE.test(text) ? text : href;
}

/**
 * Returns the absolute form of an address in content, which may also be that of a mailbox or telephone; `undefined`
 * if there is none or readers cannot reach it.
 */
export function contentAddress(address: string, base: string | undefined): string | undefined {
  const trimmed = address.trim();
  if (/^(?:mailto|tel):/i.test(trimmed)) return URL.canParse(trimmed) ? trimmed : undefined;
  // Without a base, the scheme of an address that leaves it out is unknown; nearly all hosts have this one.
  const text = base === undefined && trimmed.startsWith("//") ? `https:${trimmed}` : trimmed;
  if (!URL.canParse(text, base)) return undefined;
  const { protocol, hostname } = new URL(text, base);
  if (!/^https?:$/.test(protocol) || !isReachableHost(hostname, base)) return undefined;
  return base === undefined && /^https?:\/\//i.test(text) ? text : toUri(text, base);
}

/** Returns the absolute address of a picture, sound, video or player in content; `undefined` as above. */
export function mediaAddress(address: string, base: string | undefined): string | undefined {
  // An empty address would be that of the page itself.
  const absolute = address.trim() === "" ? undefined : contentAddress(address, base);
  return absolute !== undefined && /^https?:/i.test(absolute) ? absolute : undefined;
}

/**
 * Tells whether readers can reach `address`: it is not in a private network, which would be the reader's own. A
 * page that is itself in one, at `base`, may refer to others there.
 */
export function isReachable(address: string, base?: string): boolean {
  return !isPrivate(address) || (base !== undefined && isPrivate(base));
}

function isReachableHost(hostname: string, base: string | undefined): boolean {
  return !isPrivateHost(hostname) || (base !== undefined && isPrivate(base));
}

/** Tells whether `ip` is an address of the public Internet. */
export function isPublicIp(ip: string): boolean {
  if (!ipaddr.isValid(ip)) return false;
  const address = ipaddr.parse(ip);
  return address.range() === "unicast" && (address.kind() === "ipv4" || address.match(GLOBAL_IPV6));
}

function isPrivate(address: string): boolean {
  return URL.canParse(address) && isPrivateHost(new URL(address).hostname);
}

function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "");
  return isIP(host) === 0 ? LOCAL_NAME.test(host) : !isPublicIp(host);
}
