import { pageKey } from "../../../domain/identifier-key.ts";
import type { RemovedArticle } from "../../../domain/removed-article.ts";
import type { SourceArticle } from "../../../sources/read-column-source.ts";
import type { KnownArticle } from "./article-index.ts";
import type { SourceWork } from "./source-work.ts";
import type { UpdateContext } from "./update-context.ts";

/** An article that sources list, with everything that they state of it. */
export interface Claim {
  /** The source that it is taken in for: the first that lists it. */
  readonly work: SourceWork;
  readonly listed: SourceArticle;
  /** The columns that other sources list it for. */
  readonly otherColumns: readonly string[];
  /** No source lists it any more. */
  readonly isAwaited: boolean;
}

/** The articles that the sources of an update list, by the keys of their addresses. */
export type Claims = Map<string, Claim>;

/** Adds what a source lists to `claims`; returns the articles that no source had listed before. */
export function claimArticles(
  claims: Claims,
  work: SourceWork,
  articles: readonly SourceArticle[],
  isAwaited = false,
): Claim[] {
  return articles.flatMap((listed) => {
    const key = pageKey(listed.url);
    const earlier = claims.get(key);
    if (isAwaited && earlier) return [];
    const claim = earlier
      ? withListing(earlier, work, listed)
      : { work, listed, otherColumns: [], isAwaited };
    claims.set(key, claim);
    return earlier ? [] : [claim];
  });
}

/** Returns the article of the store that a source lists, also where it was found to have another address. */
export function storedArticle(
  { url, draft }: Pick<SourceArticle, "url" | "draft">,
  { known, state }: Pick<UpdateContext, "known" | "state">,
): KnownArticle | undefined {
  const found = known.withAddress(url) ?? known.withAddress(state.articles[pageKey(url)]?.sameAs);
  if (found) return found;
  return withSameTitle(known.withGuid(listedGuid(url, draft)), draft);
}

/** Returns the article that a source lists, if it was removed from the store. */
export function removedArticle(
  listed: Pick<SourceArticle, "url" | "draft">,
  context: Pick<UpdateContext, "known" | "state">,
): RemovedArticle | undefined {
  if (storedArticle(listed, context)) return undefined;
  const { url, draft } = listed;
  const { known, state } = context;
  return (
    known.removedWithAddress(url) ??
    known.removedWithAddress(state.articles[pageKey(url)]?.sameAs) ??
    withSameTitle(known.removedWithGuid(listedGuid(url, draft)), draft)
  );
}

function listedGuid(url: string, draft: SourceArticle["draft"]): string | undefined {
  return draft?.guid ?? (URL.canParse(url) ? undefined : url);
}

/** A feed may give several entries one id. */
function withSameTitle<Found extends { readonly title: string }>(
  found: Found | undefined,
  draft: SourceArticle["draft"],
): Found | undefined {
  return draft === undefined || draft.title === found?.title ? found : undefined;
}

/** Merges what another source states: the text of a feed comes before a summary, and a summary before a link. */
function withListing(claim: Claim, work: SourceWork, other: SourceArticle): Claim {
  const { listed, otherColumns } = claim;
  const rank = ({ draft, isWhole }: SourceArticle) => (isWhole ? 2 : draft ? 1 : 0);
  const [first, second] = rank(other) > rank(listed) ? [other, listed] : [listed, other];
  const { slug } = work.column;
  const isOther = slug !== claim.work.column.slug && !otherColumns.includes(slug);
  return {
    ...claim,
    listed: { ...second, ...first },
    otherColumns: isOther ? [...otherColumns, slug] : otherColumns,
  };
}
