import type { Article, ArticleHead } from "../domain/article.ts";
import { type Detail, fullEntry, summaryEntry } from "../domain/entry.ts";
import type { FeedFormat } from "../feed/feed-format.ts";
import { renderEntry } from "../feed/render-feed.ts";
import { sizeLimitedCache } from "../http/size-limited-cache.ts";
import type { Snapshot } from "../store/snapshot.ts";

/** What entries are rendered for. */
interface EntryRequest {
  readonly snapshot: Snapshot;
  /** Scheme and host of every address in the entries. */
  readonly origin: string;
  readonly format: FeedFormat;
  readonly detail: Detail;
}

/** Renders entries of feeds, and keeps them: an article is rendered once, however many feeds it is in. */
export interface EntryRenderer {
  /** Returns the entries of `heads`, in their order. Asks the store once for the articles that are not kept. */
  render(heads: readonly ArticleHead[], request: EntryRequest): Promise<readonly string[]>;
}

/** Returns a renderer that keeps at most `maxCharacters`, and drops the least recently used entries first. */
export function entryRenderer(maxCharacters: number): EntryRenderer {
  const kept = sizeLimitedCache<string>(maxCharacters, (entry, key) => entry.length + key.length);

  return {
    async render(heads, request) {
      const { snapshot, origin, format, detail } = request;
      const keyOf = ({ id }: ArticleHead) => `${snapshot.version} ${origin} ${format} ${detail} ${id}`;
      const found = new Map(heads.map((head) => [head.id, kept.get(keyOf(head))]));
      const missing = heads.filter(({ id }) => found.get(id) === undefined);
      for (const { head, entry } of await renderAll(missing, request)) {
        found.set(head.id, entry);
        kept.set(keyOf(head), entry);
      }
      return heads.flatMap(({ id }) => found.get(id) ?? []);
    },
  };
}

async function renderAll(
  heads: readonly ArticleHead[],
  { snapshot, origin, format, detail }: EntryRequest,
): Promise<readonly { readonly head: ArticleHead; readonly entry: string }[]> {
  const context = { site: snapshot.site, columns: snapshot.columns, origin };
  if (detail === "summary") {
    return heads.map((head) => ({
      head,
      entry: renderEntry(format, summaryEntry(head, context), snapshot.site),
    }));
  }
  const articles: readonly Article[] =
    heads.length === 0 ? [] : await snapshot.articles(heads.map(({ id }) => id));
  return articles.map((article) => ({
    head: article,
    entry: renderEntry(format, fullEntry(article, context), snapshot.site),
  }));
}
