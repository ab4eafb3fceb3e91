/**
 * Tells whether `tag` is well-formed (RFC 5646 §2.2.9): what writes dates and lists in a language throws at
 * anything else.
 */
export function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
