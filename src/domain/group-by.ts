/** Groups values whose keys are equal in every part, in the order of the first of each. */
export function groupBy<Value>(
  values: Iterable<Value>,
  keyOf: (value: Value) => readonly unknown[],
): Value[][] {
  const numbers = new Map<unknown, number>();
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value).map((part) => getOrMake(numbers, part, () => numbers.size));
    getOrMake(groups, key.join(" "), (): Value[] => []).push(value);
  }
  return [...groups.values()];
}

/** Returns the value of a key; a new one where there is none yet. */
export function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
