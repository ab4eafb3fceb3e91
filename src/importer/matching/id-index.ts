/** The ids of articles, by something that each may have. */
export interface IdIndex {
  /** What has this `key`, in the order in which it came by it. */
  get(key: string | undefined): readonly string[];
  /** From now on this is the key of `id`; nothing when left out. */
  set(id: string, key: string | undefined): void;
}

/** Returns an index without any id. */
export function idIndex(): IdIndex {
  const ids = new Map<string, Set<string>>();
  const keys = new Map<string, string>();
  return {
    get: (key) => (key === undefined ? [] : [...(ids.get(key) ?? [])]),
    set(id, key) {
      const before = keys.get(id);
      if (before === key) return;
      if (before !== undefined) ids.get(before)?.delete(id);
      if (key === undefined) return void keys.delete(id);
      keys.set(id, key);
      ids.set(key, (ids.get(key) ?? new Set()).add(id));
    },
  };
}
