import { getOrMake } from "../../domain/group-by.ts";

/** Finds records by a key that they may have. It is built when it is first asked. */
interface LazyIndex<Value> {
  get(key: string): Iterable<Value>;
  replace(before: Value | undefined, after: Value | undefined): void;
}

/** Returns an index of `records`, to which every change of them is to be told. */
export function lazyIndex<Value>(
  records: ReadonlyMap<string, Value>,
  keyOf: (record: Value) => string | undefined,
): LazyIndex<Value> {
  let byKey: Map<string, Set<Value>> | undefined;

  function add(index: Map<string, Set<Value>>, record: Value): void {
    const key = keyOf(record);
    if (key !== undefined) getOrMake(index, key, () => new Set<Value>()).add(record);
  }

  return {
    get(key) {
      if (!byKey) {
        byKey = new Map();
        for (const record of records.values()) add(byKey, record);
      }
      return byKey.get(key) ?? [];
    },
    replace(before, after) {
      if (!byKey) return;
      if (before) byKey.get(keyOf(before) ?? "")?.delete(before);
      if (after) add(byKey, after);
    },
  };
}
