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

/**
 * Parses what {@linkcode formatVariants} writes; with `wanted`, only the pairs of the characters in it, which takes a
 * fraction of the time.
 */
export function parseVariants(text: string, wanted?: string): ReadonlyMap<string, string> {
  const points = wanted === undefined ? undefined : new Set(Array.from(wanted, codePoint));
  const variants = new Map<string, string>();
  let [from, isDistance] = [0, true];
  // Numbers, since a text for each of thousands of characters would cost a cold isolate 20 ms.
  for (let index = 0; index < text.length; ) {
    const point = text.codePointAt(index) ?? 0;
    index += point > 0xffff ? 2 : 1;
    if (isDistance) from += point;
    else if (!points || points.has(from))
      variants.set(String.fromCodePoint(from), String.fromCodePoint(point));
    isDistance = !isDistance;
  }
  return variants;
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0;
}
