import type { StoredArticle } from "../../domain/article.ts";
import { isDraft } from "../../domain/draft-date.ts";
import { allWords, filed, matchesFilter } from "../../domain/filter.ts";
import { formatInstant } from "../../domain/format-instant.ts";
import type { StoredArticles } from "../article-writer.ts";
import { WORD_SEARCH } from "../character-variants.ts";
import { deriveSearchedArticle } from "../derive-article.ts";
import { withoutText } from "../without-text.ts";
import { memoryRemoved } from "./memory-removed.ts";
import type { ParsedStore } from "./parse-store.ts";
import { recordTable } from "./record-table.ts";

/** Articles in memory, which can be changed. */
interface MemoryArticles extends Pick<StoredArticles, "get" | "find" | "count" | "all" | "allWithoutTexts"> {
  put(article: StoredArticle): void;
  remove(id: string): void;
}

/** Returns a table of `articles` for a site in `timeZone`; its indexes are built when they are first needed. */
export function memoryArticles(articles: Iterable<StoredArticle>, timeZone: string): MemoryArticles {
  const { byId, values, idsOf, titled, put, remove } = recordTable(articles);

  function isOnDay({ published }: StoredArticle, days: ReadonlySet<string | undefined>): boolean {
    if (days.has(undefined) || published === undefined || isDraft({ published })) return true;
    return days.has(formatInstant(published, timeZone).slice(0, "2020-11-26".length));
  }

  return {
    async get(id) {
      return byId.get(id);
    },

    async find({ titles = [], ...keys }) {
      const found = idsOf(keys);
      // Hundreds of articles may have one title.
      const days = new Map<string, Set<string | undefined>>();
      for (const { title, day } of titles) days.set(title, (days.get(title) ?? new Set()).add(day));
      for (const [title, titleDays] of days) {
        for (const article of titled(title)) if (isOnDay(article, titleDays)) found.add(article.id);
      }
      return found.size === 0 ? [] : values().filter(({ id }) => found.has(id));
    },

    async count(filter) {
      const found = values().filter((article) => matchesFilter(filed(article), filter));
      const words = allWords(filter);
      if (!words) return found.length;
      const match = WORD_SEARCH.matcher(words);
      return found.filter(
        (article) => match(WORD_SEARCH.normalize(deriveSearchedArticle(article))) !== undefined,
      ).length;
    },

    async *all() {
      yield* values();
    },

    async *allWithoutTexts() {
      for (const article of values()) yield withoutText(article);
    },

    put,
    remove,
  };
}

/** Returns the articles of a parsed document, as those who write a store see them. */
export function storedArticles({ articles, removed, ...facts }: ParsedStore): StoredArticles {
  const { find: findRemoved, all: allRemoved } = memoryRemoved(removed);
  return { ...facts, ...memoryArticles(articles, facts.site.timeZone), findRemoved, allRemoved };
}
