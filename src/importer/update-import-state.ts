import type { Gathered } from "../sources/read-sources.ts";
import type { RememberedArticle, SourceMemory } from "./import-state.ts";
import type { ImportedVersion } from "./merge-drafts.ts";

/** What an import leaves to the next one. */
export interface Lesson {
  readonly gathered: readonly Gathered[];
  readonly learned: readonly ImportedVersion[];
  /** The names of the sources of which something was refused; they are read again the next time. */
  readonly spoiled: ReadonlySet<string>;
  /** A digest of what the operator chose. */
  readonly options: string;
}

/** Puts what an import learned of its sources into `memory`, once it is in the store. */
export function remember(memory: SourceMemory, { gathered, learned, spoiled, options }: Lesson): void {
  const bySource = new Map<string, Map<string, RememberedArticle>>();
  for (const { from, id, ...article } of learned) {
    const articles = bySource.get(from) ?? new Map<string, RememberedArticle>();
    // A document may say something of an article in two places.
    const fields = { ...article.fields, ...articles.get(id)?.fields };
    bySource.set(from, articles.set(id, { ...article, fields }));
  }
  for (const { from, version, isKnown } of gathered) {
    const before = memory.of(from);
    const articles = bySource.get(from) ?? new Map();
    const ids = isKnown ? (before?.version?.ids ?? []) : [...articles.keys()];
    memory.set(from, {
      ...(version && !spoiled.has(from) && { version: { ...version, options, ids } }),
      articles: { ...before?.articles, ...Object.fromEntries(articles) },
    });
  }
}
