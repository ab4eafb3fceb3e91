import ipaddr from "ipaddr.js";

/** What is given out of IPv6 (RFC 4291 §2.4); all else is special, whatever a library does not know of it. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR("2000::/3");

/** Tells whether `ip` is an address of the internet, rather than of one machine or network. */
export function isPublicIp(ip: string): boolean {
  if (!ipaddr.isValid(ip)) return false;
  const address = ipaddr.parse(ip);
  return address.range() === "unicast" && (address.kind() === "ipv4" || address.match(GLOBAL_IPV6));
}
