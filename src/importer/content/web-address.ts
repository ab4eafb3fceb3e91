import { isReachable } from "./is-reachable.ts";

/** An address in full, as the store takes it. */
const FULL = /^https?:\/\/[^\s/?#@\\]+(?:[/?#]\S*)?$/i;

/**
 * Returns `address` in full where it is one of the web that names nobody and that readers can reach, relative to
 * `base` or not.
 */
export function webAddress(address: string | null | undefined, base?: string): string | undefined {
  const text = address?.trim();
  if (!text || !URL.canParse(text, base)) return undefined;
  const { protocol, href, username, password } = new URL(text, base);
  if ((protocol !== "http:" && protocol !== "https:") || username || password) return undefined;
  if (!isReachable(href, base)) return undefined;
  // One that is already in full stays as the source writes it.
  return FULL.test(text) ? text : href;
}
