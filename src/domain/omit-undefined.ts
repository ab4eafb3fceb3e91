/** Returns `parts` without those that are undefined: what is not said is absent. */
export function omitUndefined<Said extends object>(
  parts: { readonly [Key in keyof Said]: Said[Key] | undefined },
): Said {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Said;
}
