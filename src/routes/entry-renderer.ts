import type { Article, ArticleHead } from "../domain/article.ts";
import { type Detail, type Entry, type EntryContext, fullEntry, summaryEntry } from "../domain/entry.ts";
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
}

/** Renders entries of feeds, and keeps them: an article is rendered once, however many feeds it is in. */
export interface EntryRenderer {
  /** Returns the entries of whole articles, in their order. */
  full(articles: readonly Article[], request: EntryRequest): readonly string[];
  /** Returns the entries of `heads` without content, in their order. */
  summaries(heads: readonly ArticleHead[], request: EntryRequest): readonly string[];
}

/** Returns a renderer that keeps at most `maxCharacters`, and drops the least recently used entries first. */
export function entryRenderer(maxCharacters: number): EntryRenderer {
  const kept = sizeLimitedCache<string>(maxCharacters, (entry, key) => entry.length + key.length);

  function render<Head extends ArticleHead>(
    heads: readonly Head[],
    { snapshot, origin, format }: EntryRequest,
    detail: Detail,
    entryOf: (head: Head, context: EntryContext) => Entry,
  ): readonly string[] {
    const context = { site: snapshot.site, columns: snapshot.columns, origin };
    return heads.map((head) => {
      const key = `${snapshot.version} ${origin} ${format} ${detail} ${head.id}`;
      const found = kept.get(key);
      if (found !== undefined) return found;
      const entry = renderEntry(format, entryOf(head, context), snapshot.site);
      kept.set(key, entry);
      return entry;
    });
  }

  return {
    full: (articles, request) => render(articles, request, "full", fullEntry),
    summaries: (heads, request) => render(heads, request, "summary", summaryEntry),
  };
}
