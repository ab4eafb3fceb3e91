// XML 1.0 §2.2 production [2] Char, negated: controls other than tab, LF and CR, U+FFFE, U+FFFF and,
// under the `u` flag, surrogates that are not half of a pair.
const ILLEGAL = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Returns `text` without the characters that XML 1.0 cannot carry, and otherwise as it was. */
export function xmlSafeText(text: string): string {
  return text.replace(ILLEGAL, "");
}

/** Tells whether every feed format can carry `text` as it is. */
export function isXmlSafe(text: string): boolean {
  return xmlSafeText(text) === text;
}
