import type { RemovedArticle } from "../../domain/removed-article.ts";
import type { StoredArticles } from "../article-writer.ts";
import { recordTable } from "./record-table.ts";

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
  const { byId, values, idsOf, titled, put, remove } = recordTable(removed);

  return {
    async find({ titles = [], ...keys }) {
      const found = idsOf(keys);
      for (const { title } of titles) for (const { id } of titled(title)) found.add(id);
      const [first, ...others] = [...found].flatMap((id) => byId.get(id) ?? []);
      // To find none or one is usual, and needs no order.
      if (others.length === 0) return first ? [first] : [];
      return values().filter(({ id }) => found.has(id));
    },

    async *all() {
      yield* values();
    },

    values,

    put,
    remove,
  };
}

/** Returns the ids of those removed articles that readers have seen. */
export function publishedIds(removed: readonly RemovedArticle[]): readonly string[] {
  return removed.flatMap(({ id, unpublished }) => (unpublished ? [] : [id]));
}
