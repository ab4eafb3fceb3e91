/** Returns `address` in full where it is one of the web, relative to `base` or not. */
export function webAddress(address: string | undefined, base?: string): string | undefined {
  const text = address?.trim();
  if (!text || !URL.canParse(text, base)) return undefined;
  const { protocol, href } = new URL(text, base);
  if (protocol !== "http:" && protocol !== "https:") return undefined;
  // One that is already in full stays as the source writes it.
  return URL.canParse(text) ? text : href;
}
