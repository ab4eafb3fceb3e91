import type { Article, ArticleHead, StoredArticle } from "../../domain/article.ts";
import { deriveArticle } from "../derive-article.ts";
import type { ArticleStore } from "../snapshot.ts";
import { memoryStore } from "./memory-store.ts";
import { type ParsedStore, parseStore } from "./parse-store.ts";
import { loadStore } from "./store-file.ts";

/** Returns the store in `file`, without a build step. The file is read once, when the first snapshot is asked for. */
export function jsonFileStore(file: string, { now: clock }: { readonly now: () => Date }): ArticleStore {
  let store: Promise<ArticleStore> | undefined;
  return {
    async snapshot(now) {
      store ??= loadStore(file, clock()).then((read) => derivedStore(parseStore(read.store)));
      return (await store).snapshot(now);
    },
  };
}

/** Returns a store that derives what is served of each article, with `derive`, when it is first asked for. */
export function derivedStore({ articles, ...facts }: ParsedStore, derive = deriveArticle): ArticleStore {
  const lazy = new Map(
    articles.map((stored) => [stored.id, lazyArticle(stored, () => derive(stored, facts.site))]),
  );
  return memoryStore({
    ...facts,
    heads: [...lazy.values()].map(({ head }) => head),
    load: (head) => lazy.get(head.id)?.whole() ?? head,
  });
}

interface LazyArticle {
  readonly head: ArticleHead;
  readonly whole: () => Article;
}

function lazyArticle({ content, ...fields }: StoredArticle, derive: () => Article): LazyArticle {
  let article: Article | undefined;
  const whole = () => {
    article ??= derive();
    return article;
  };
  const head: ArticleHead = { ...fields, hasBody: content !== undefined };
  if (content !== undefined) {
    // Lists of titles need no excerpts, and to derive those of a large store takes seconds.
    Object.defineProperty(head, "excerpt", { enumerable: true, get: () => whole().excerpt });
  }
  return { head, whole };
}
