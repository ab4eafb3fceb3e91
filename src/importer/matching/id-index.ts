/** Finds the ids of articles by a key, such as their address. An id has at most one key. */
export interface IdIndex {
  /** Returns the ids with this `key`, in the order in which they were added. */
  get(key: string | undefined): readonly string[];
  /** Makes `key` the key of `id`; `undefined` removes the id. */
  set(id: string, key: string | undefined): void;
}

/** Returns an empty index. */
export function idIndex(): IdIndex {
  const idsByKey = new Map<string, Set<string>>();
  const keys = new Map<string, string>();
  return {
    get: (key) => (key === undefined ? [] : [...(idsByKey.get(key) ?? [])]),
    set(id, key) {
      const oldKey = keys.get(id);
      if (oldKey === key) return;
      if (oldKey !== undefined) idsByKey.get(oldKey)?.delete(id);
      if (key === undefined) return void keys.delete(id);
      keys.set(id, key);
      idsByKey.set(key, (idsByKey.get(key) ?? new Set()).add(id));
    },
  };
}
