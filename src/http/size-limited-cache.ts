/** Keeps values while their sizes together are within a limit. */
interface SizeLimitedCache<Value> {
  get(key: string): Value | undefined;
  /** Keeps `value`; a value larger than the limit is not kept. */
  set(key: string, value: Value): void;
  remove(key: string): void;
}

/**
 * Returns an empty cache of values that have at most `maxSize` together, as `sizeOf` measures them. It drops the
 * least recently used values first.
 */
export function sizeLimitedCache<Value>(
  maxSize: number,
  sizeOf: (value: Value, key: string) => number,
): SizeLimitedCache<Value> {
  // A map keeps the order in which its keys were set, here the least recently used first.
  const kept = new Map<string, Value>();
  let size = 0;

  function remove(key: string): void {
    const value = kept.get(key);
    if (value === undefined) return;
    size -= sizeOf(value, key);
    kept.delete(key);
  }

  return {
    get(key) {
      const value = kept.get(key);
      if (value !== undefined) {
        kept.delete(key);
        kept.set(key, value);
      }
      return value;
    },
    set(key, value) {
      remove(key);
      size += sizeOf(value, key);
      kept.set(key, value);
      for (const oldest of kept.keys()) {
        if (size <= maxSize) return;
        remove(oldest);
      }
    },
    remove,
  };
}
