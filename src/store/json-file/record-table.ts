import { getOrMake } from "../../domain/group-by.ts";
import { identifierKey, pageKey } from "../../domain/identifier-key.ts";
import { sourceIdHashIn } from "../../domain/source-id-hash-in.ts";
import type { ArticleKeys } from "../article-writer.ts";

/** What articles and removed articles are looked up by. */
interface KeyedRecord {
  readonly id: string;
  readonly guid?: string;
  readonly title: string;
  readonly url?: string;
}

/** Records in memory, in the order in which they were added, which can be changed. */
interface RecordTable<Value extends KeyedRecord> {
  readonly byId: ReadonlyMap<string, Value>;
  values(): readonly Value[];
  /** Returns the ids in `keys`, and those of the records that have any of its other keys; titles are left out. */
  idsOf(keys: ArticleKeys): Set<string>;
  titled(title: string): Iterable<Value>;
  put(record: Value): void;
  remove(id: string): void;
}

/** Returns a table of `records`; its indexes are built when they are first needed. */
export function recordTable<Value extends KeyedRecord>(records: Iterable<Value>): RecordTable<Value> {
  const byId = new Map<string, Value>();
  for (const record of records) byId.set(record.id, record);
  const byGuid = lazyIndex(byId, ({ guid }) => (guid === undefined ? undefined : identifierKey(guid)));
  const byAddress = lazyIndex(byId, ({ url }) => (url === undefined ? undefined : pageKey(url)));
  const bySourceIdHash = lazyIndex(byId, ({ id }) => sourceIdHashIn(id));
  const byTitle = lazyIndex(byId, ({ title }) => title);
  const indexes = [byGuid, byAddress, bySourceIdHash, byTitle];

  return {
    byId,
    values: () => [...byId.values()],

    idsOf({ ids = [], guids = [], addresses = [], sourceIdHashes = [] }) {
      const found = new Set(ids);
      for (const guid of guids) for (const { id } of byGuid.get(guid)) found.add(id);
      for (const address of addresses) for (const { id } of byAddress.get(address)) found.add(id);
      for (const hash of sourceIdHashes) for (const { id } of bySourceIdHash.get(hash)) found.add(id);
      return found;
    },

    titled: (title) => byTitle.get(title),

    put(record) {
      for (const index of indexes) index.replace(byId.get(record.id), record);
      byId.set(record.id, record);
    },

    remove(id) {
      for (const index of indexes) index.replace(byId.get(id), undefined);
      byId.delete(id);
    },
  };
}

/** Finds records by a key that they may have. It is built when it is first asked. */
interface LazyIndex<Value> {
  get(key: string): Iterable<Value>;
  replace(before: Value | undefined, after: Value | undefined): void;
}

/** Returns an index of `records`, to which every change of them is to be told. */
function lazyIndex<Value>(
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
