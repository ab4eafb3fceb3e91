import type { WordSearch } from "../../domain/word-search.ts";
import type { StoredArticles } from "../article-writer.ts";
import type { StoreFacts } from "../store-contents.ts";
import { countArticles } from "./count-articles.ts";
import { d1Articles } from "./d1-articles.ts";
import type { Database } from "./database.ts";

/** Returns the articles of a store with these `facts`, as they are at each look-up: others may write in between. */
export function readArticles(db: Database, facts: StoreFacts, search: WordSearch): StoredArticles {
  const saved = d1Articles(db, facts.site.timeZone);
  return {
    ...facts,
    async get(id) {
      const [found] = await saved.withIds([id]);
      return found?.article;
    },
    find: async (keys) => (await saved.find(keys)).map(({ article }) => article),
    count: (filter) => countArticles(db, filter, search),
    async *all() {
      for await (const { article } of saved.all()) yield article;
    },
    allWithoutTexts: saved.allWithoutTexts,
    findRemoved: saved.findRemoved,
    allRemoved: saved.allRemoved,
  };
}
