import { normalizeEncoding } from "../../domain/identifier-key.ts";

/**
 * Returns a function that tells whether an address matches `pattern`, in which `*` stands for any characters. A
 * pattern that begins with a slash is compared with the path and query, others with the whole address; both may be
 * percent-encoded or not. Without a pattern, every address matches.
 */
export function addressMatcher(pattern: string | undefined): (address: string) => boolean {
  if (pattern === undefined) return () => true;
  const source = normalizeEncoding(pattern.replace(/[^\x21-\x7e]+/g, encodeURIComponent))
    .split("*")
    .map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, "\\$&"))
    .join(".*");
  const whole = new RegExp(`^${source}$`);
  const isPath = pattern.startsWith("/");
  return (address) => {
    const { pathname, search } = new URL(address);
    const compared = isPath ? [pathname, pathname + search] : [address];
    return compared.some((text) => whole.test(normalizeEncoding(text)));
  };
}
