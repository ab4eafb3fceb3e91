import type { StoredArticle } from "../../../domain/article.ts";
import { pageKey } from "../../../domain/identifier-key.ts";
import { isSameSite, listedAddress } from "../../../importer/listing/listed-address.ts";
import type { SourceArticle } from "../../../sources/read-column-source.ts";
import type { SourceWork, UpdateContext } from "./source-work.ts";

const DAY_MS = 86_400_000;

/** An article to fetch. */
export interface Target {
  readonly work: SourceWork;
  readonly listed: SourceArticle;
  /** It is in the store, and is checked for corrections. */
  readonly isKnown: boolean;
}

/**
 * Returns the addresses to fetch: first the articles that the store does not have, then those of the store that are
 * recent enough to be checked for corrections, beginning with those that were checked longest ago.
 */
export async function findTargets(
  works: readonly SourceWork[],
  { writer, state, now }: UpdateContext,
  recheckDays: number,
): Promise<readonly Target[]> {
  const stored = await writer.read(async (articles) => {
    const byAddress = new Map<string, StoredArticle>();
    for await (const article of articles.all()) {
      const address = article.url && listedAddress(article.url, article.url);
      if (address) byAddress.set(pageKey(address), article);
    }
    return byAddress;
  });
  const isTaken = new Set<string>();
  const take = (url: string) => !isTaken.has(pageKey(url)) && Boolean(isTaken.add(pageKey(url)));
  const added = works.flatMap((work) =>
    work.articles
      .filter(({ url, isWhole }) => !isWhole && !stored.has(pageKey(url)) && take(url))
      .map((listed): Target => ({ work, listed, isKnown: false })),
  );

  const since = now.getTime() - recheckDays * DAY_MS;
  const isRecent = ({ published, updated }: StoredArticle) =>
    Math.max(updated.getTime(), published?.getTime() ?? 0) >= since;
  const checkedAt = ({ listed }: Target) => Date.parse(state.articles[listed.url]?.checked ?? "") || 0;
  const recent = works.flatMap((work) => {
    if (work.problem !== undefined) return [];
    const listed = new Map(work.articles.map((article) => [pageKey(article.url), article]));
    return [...stored]
      .filter(([key, article]) => article.column === work.column.slug && isRecent(article) && key !== "")
      .flatMap(([key, { url = "" }]): Target[] => {
        const one: SourceArticle = listed.get(key) ?? { url: listedAddress(url, url) ?? url };
        // What a feed does not list any more may have been taken from it whole.
        const isOfSource = listed.has(key) || (work.kind !== "feed" && isSameSite(url, work.source.url));
        if (!isOfSource || one.isWhole || !take(url)) return [];
        return [{ work, listed: one, isKnown: true }];
      });
  });
  return [...added, ...recent.sort((a, b) => checkedAt(a) - checkedAt(b))];
}
