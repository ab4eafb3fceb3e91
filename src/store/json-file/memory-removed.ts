import { identifierKey, pageKey } from "../../domain/identifier-key.ts";
import type { RemovedArticle } from "../../domain/removed-article.ts";
import { sourceIdHashIn } from "../../domain/source-id-hash-in.ts";
import type { StoredArticles } from "../article-writer.ts";
import { lazyIndex } from "./lazy-index.ts";

/** What is kept of removed articles, in memory, which can be changed. */
interface MemoryRemoved {
  readonly find: StoredArticles["findRemoved"];
  readonly all: StoredArticles["allRemoved"];
  values(): readonly RemovedArticle[];
  put(article: RemovedArticle): void;
  remove(id: string): void;
}

/** Returns a table of `removed`; its indexes are built when they are first needed. */
export function memoryRemoved(removed: Iterable<RemovedArticle>): MemoryRemoved {
  const byId = new Map<string, RemovedArticle>();
  for (const article of removed) byId.set(article.id, article);
  const byGuid = lazyIndex(byId, ({ guid }) => (guid === undefined ? undefined : identifierKey(guid)));
  const byAddress = lazyIndex(byId, ({ url }) => (url === undefined ? undefined : pageKey(url)));
  const bySourceIdHash = lazyIndex(byId, ({ id }) => sourceIdHashIn(id));
  const byTitle = lazyIndex(byId, ({ title }) => title);
  const indexes = [byGuid, byAddress, bySourceIdHash, byTitle];
  const values = () => [...byId.values()];

  return {
    async find({ ids = [], guids = [], addresses = [], sourceIdHashes = [], titles = [] }) {
      const found = new Set(ids);
      for (const guid of guids) for (const { id } of byGuid.get(guid)) found.add(id);
      for (const address of addresses) for (const { id } of byAddress.get(address)) found.add(id);
      for (const hash of sourceIdHashes) for (const { id } of bySourceIdHash.get(hash)) found.add(id);
      for (const { title } of titles) for (const { id } of byTitle.get(title)) found.add(id);
      const [first, ...others] = [...found].flatMap((id) => byId.get(id) ?? []);
      // To find none or one is usual, and needs no order.
      if (others.length === 0) return first ? [first] : [];
      return values().filter(({ id }) => found.has(id));
    },

    async *all() {
      yield* values();
    },

    values,

    put(article) {
      for (const index of indexes) index.replace(byId.get(article.id), article);
      byId.set(article.id, article);
    },

    remove(id) {
      for (const index of indexes) index.replace(byId.get(id), undefined);
      byId.delete(id);
    },
  };
}

/** Returns the ids of those removed articles that readers have seen. */
export function publishedIds(removed: readonly RemovedArticle[]): readonly string[] {
  return removed.flatMap(({ id, unpublished }) => (unpublished ? [] : [id]));
}
