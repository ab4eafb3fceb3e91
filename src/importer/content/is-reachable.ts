import { isIP } from "node:net";
import { isPublicIp } from "../public-ip.ts";

/** Names that mean this machine or this network (RFC 6761 §6.3, RFC 6762 §3). */
const LOCAL_NAME = /(?:^|\.)(?:localhost|local|internal|home\.arpa)\.?$/i;

/**
 * Tells whether readers anywhere can follow `address`, as far as it says so: an address within a private network
 * would have them ask their own. A page that is in one itself, at `base`, may name others.
 */
export function isReachable(address: string, base?: string): boolean {
  return !isPrivate(address) || (base !== undefined && isPrivate(base));
}

function isPrivate(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const host = new URL(address).hostname.replace(/^\[|\]$/g, "");
  return isIP(host) === 0 ? LOCAL_NAME.test(host) : !isPublicIp(host);
}
