/** Returns those of the `names` of an article that are not in `known`, each once, in the order of names. */
export function newNames<Name extends string>(
  names: readonly Name[],
  known: Pick<ReadonlyMap<Name, unknown>, "has">,
): readonly Name[] {
  return [...new Set(names)].filter((name) => !known.has(name)).sort();
}
