/** Returns `parts` without the fields that are undefined. */
export function omitUndefined<Fields extends object>(
  parts: { readonly [Key in keyof Fields]: Fields[Key] | undefined },
): Fields {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Fields;
}
