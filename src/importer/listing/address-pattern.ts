/**
 * Returns a function that tells whether an address matches `pattern`, in which `*` stands for any characters. A
 * pattern that begins with a slash is compared with the path and query, others with the whole address. Without a
 * pattern, every address matches.
 */
export function addressMatcher(pattern: string | undefined): (address: string) => boolean {
  if (pattern === undefined) return () => true;
  const source = pattern
    .split("*")
    .map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, "\\$&"))
    .join(".*");
  const whole = new RegExp(`^${source}$`);
  const isPath = pattern.startsWith("/");
  return (address) => {
    const { pathname, search } = new URL(address);
    return isPath ? whole.test(pathname) || whole.test(pathname + search) : whole.test(address);
  };
}
