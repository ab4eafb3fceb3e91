/**
 * Writes which characters are looked up as which others, such as traditional ones as simplified ones: for each pair,
 * in their order, how far it is from the one before, as a character with that number, and the other one. Such texts
 * compress to little more than half of the pairs themselves.
 */
export function formatVariants(variants: ReadonlyMap<string, string>): string {
  const pairs = [...variants].map(([from, to]) => [codePoint(from), to] as const).sort(([a], [b]) => a - b);
  let previous = 0;
  return pairs
    .map(([from, to]) => {
      const distance = String.fromCodePoint(from - previous);
      previous = from;
      return distance + to;
    })
    .join("");
}

/** Parses what {@linkcode formatVariants} writes. */
export function parseVariants(text: string): ReadonlyMap<string, string> {
  const variants = new Map<string, string>();
  let [from, isDistance] = [0, true];
  for (const character of text) {
    if (isDistance) from += codePoint(character);
    else variants.set(String.fromCodePoint(from), character);
    isDistance = !isDistance;
  }
  return variants;
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0;
}
