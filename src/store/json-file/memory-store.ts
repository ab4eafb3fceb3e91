import { type Article, type ArticleHead, newestFirst } from "../../domain/article.ts";
import type { Column, Site } from "../../domain/site.ts";
import type { ArticleStore, Snapshot } from "../snapshot.ts";
import { memorySnapshot } from "./memory-snapshot.ts";

/** Everything that a store holds, what is published later included. */
export interface StoreContent {
  /** When the store was last changed. */
  readonly updated: Date;
  readonly site: Site;
  /** In the printed order. */
  readonly columns: readonly Column[];
  /** In any order. */
  readonly heads: readonly ArticleHead[];
  /** Returns the whole article of one of `heads`. */
  readonly load: (head: ArticleHead) => Article;
}

/** Returns a store that answers from heads in memory. */
export function memoryStore({ updated, site, columns, load, ...content }: StoreContent): ArticleStore {
  const heads = content.heads.toSorted(newestFirst);
  const embargoes = heads
    .flatMap(({ published }) => (published && published > updated ? [published] : []))
    .sort((a, b) => a.getTime() - b.getTime());
  let latest: Snapshot | undefined;

  return {
    async snapshot(now) {
      const ended = embargoes.filter((instant) => instant <= now).length;
      const version = `${updated.toISOString()}+${ended}`;
      if (latest?.version !== version) {
        latest = memorySnapshot({
          version,
          lastChange: embargoes[ended - 1] ?? updated,
          nextChange: embargoes[ended],
          site,
          columns,
          heads:
            ended === embargoes.length
              ? heads
              : heads.filter(({ published }) => !published || published <= updated || published <= now),
          load,
        });
      }
      return latest;
    },
  };
}
