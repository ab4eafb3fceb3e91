/** Tells whether an address is only that of a site, where any of its articles could be. */
export function isOrigin(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { href, origin } = new URL(address);
  return href === `${origin}/`;
}
