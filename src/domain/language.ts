/**
 * Tells whether `tag` is well-formed (RFC 5646 §2.2.9), which
 * `Intl` requires.
 */
export function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
