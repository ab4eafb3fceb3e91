import type { Article, ArticleHead, StoredArticle } from "../../domain/article.ts";
import { comparePositions } from "../../domain/cursor.ts";
import { redirectTargets } from "../../domain/redirect-rule.ts";
import type { Site } from "../../domain/site.ts";
import { WORD_SEARCH } from "../character-variants.ts";
import {
  deriveArticle,
  deriveColumn,
  deriveFeed,
  deriveHead,
  deriveSearchedArticle,
  deriveSite,
} from "../derive-article.ts";
import type { ArticleStore } from "../snapshot.ts";
import { type IndexEntry, indexEntry } from "./index-entry.ts";
import { publishedIds } from "./memory-removed.ts";
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

/** Returns a store that derives what is served of each article when it is first asked for. */
function derivedStore({
  articles,
  site: stored,
  columns,
  feeds,
  removedFeeds,
  redirects,
  former,
  removed,
  updated,
}: ParsedStore): ArticleStore {
  const site = deriveSite(stored);
  const lazy = new Map(articles.map((article) => [article.id, lazyArticle(article, site)]));
  const find = ({ id }: IndexEntry) => {
    const found = lazy.get(id);
    if (!found) throw new Error(`The index has an article "${id}" that the store has not`);
    return found;
  };
  return memoryStore({
    updated,
    site,
    columns: columns.map(deriveColumn),
    feeds: feeds.map(deriveFeed),
    removedFeeds,
    redirects: redirectTargets(redirects),
    // Without a build, only the store itself says when it has changed.
    dates: {
      base: updated.getTime(),
      latest: updated.getTime(),
      columns: new Map(),
      feeds: new Map(),
      losses: new Map(),
    },
    former,
    removed: new Set(publishedIds(removed)),
    entries: articles.map(indexEntry).sort(comparePositions),
    loadHead: (entry) => find(entry).head,
    loadArticle: (entry) => find(entry).whole(),
    loadNormalized: (entry) => find(entry).normalized(),
    search: WORD_SEARCH,
  });
}

interface LazyArticle {
  readonly head: ArticleHead;
  readonly whole: () => Article;
  readonly normalized: () => string;
}

function lazyArticle(stored: StoredArticle, site: Site): LazyArticle {
  let text: string | undefined;
  const normalized = () => {
    text ??= WORD_SEARCH.normalize(deriveSearchedArticle(stored));
    return text;
  };
  let article: Article | undefined;
  const whole = () => {
    article ??= deriveArticle(stored, site);
    return article;
  };
  const head = deriveHead(stored, site);
  if (!head.hasBody) return { head, whole, normalized };
  return {
    head: {
      ...head,
      // Lists of titles need no excerpts, and to derive those of a large store takes seconds.
      get excerpt() {
        return whole().excerpt;
      },
    },
    whole,
    normalized,
  };
}
