import type { ArticleRecord, StoreDocument } from "../../src/store/json-file/store-document.ts";

/** Returns a valid article; a test states only what it is about. */
export function anArticle(says: Partial<ArticleRecord> = {}): ArticleRecord {
  return {
    id: "on-reading",
    title: "On reading",
    column: "essays",
    published: "2025-01-02T08:00:00+08:00",
    updated: "2025-01-02T08:00:00+08:00",
    ...says,
  };
}

/** Returns a valid store of `articles`, whose columns are essays and letters. */
export function aStore(articles: readonly ArticleRecord[], says: Partial<StoreDocument> = {}): StoreDocument {
  return {
    updated: "2025-06-01T00:00:00Z",
    site: {
      title: "Example Review",
      description: "A made-up review",
      language: "en",
      url: "https://review.example/",
      publisher: { name: "Example Press" },
      authority: "review.example,2020",
      timeZone: "Asia/Shanghai",
    },
    columns: [
      { slug: "essays", title: "Essays" },
      { slug: "letters", title: "Letters", description: "Letters to the editor" },
    ],
    articles: [...articles],
    ...says,
  };
}
