import type { WordSearch } from "../../src/domain/word-search.ts";
import { articleFacts } from "../../src/store/article-digest.ts";
import type { Database } from "../../src/store/d1/database.ts";
import { replaceStore } from "../../src/store/d1/replace-store.ts";
import type { ParsedStore } from "../../src/store/json-file/parse-store.ts";
import type { StoreContents } from "../../src/store/store-contents.ts";

interface FillOptions {
  readonly name: string;
  readonly search: WordSearch;
  readonly now: Date;
}

/** Makes the store in `db` what `store` is. */
export async function fillStore(db: Database, store: ParsedStore, options: FillOptions): Promise<void> {
  await replaceStore(db, contentsOf(store), options);
}

/** Returns what `store`, which has passed its check, gives to copies. */
export function contentsOf({ articles, ...facts }: ParsedStore): StoreContents {
  const byId = new Map(articles.map((article) => [article.id, article]));
  return {
    ...facts,
    digests: articles.map(articleFacts),
    articles: async (ids) => ids.flatMap((id) => byId.get(id) ?? []),
    requireUnchanged: async () => {},
  };
}
