import type { Identity } from "./identity.ts";
import { isOneArticle } from "./is-one-article.ts";

/** Returns the keys that different articles among `ones` have in common, by which therefore none can be known. */
export function sharedBySeveral(
  ones: readonly Identity[],
  keyOf: (one: Identity) => string | undefined,
): ReadonlySet<string> {
  const shared = new Set<string>();
  const first = new Map<string, Identity>();
  for (const one of ones) {
    const key = keyOf(one);
    if (key === undefined) continue;
    const other = first.get(key);
    if (!other) first.set(key, one);
    else if (!isOneArticle(one, other)) shared.add(key);
  }
  return shared;
}
