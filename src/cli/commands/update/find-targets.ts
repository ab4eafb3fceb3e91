import { pageKey } from "../../../domain/identifier-key.ts";
import { isSameSite } from "../../../importer/listing/listed-address.ts";
import type { SourceArticle } from "../../../sources/read-column-source.ts";
import { articleAddress, type KnownArticle, latestInstant } from "./article-index.ts";
import { type Claim, type Claims, removedArticle, storedArticle } from "./claim-articles.ts";
import type { SourceWork } from "./source-work.ts";
import type { UpdateContext } from "./update-context.ts";

const DAY_MS = 86_400_000;
/** How many days an article is checked for corrections, if the operator does not say. */
const RECHECK_DAYS = 14;
/** After its first day, an article is asked for again when its age has grown by this share. */
const RECHECK_SHARE = 0.1;

/** The page of an article to fetch. */
export interface Target {
  readonly work: SourceWork;
  readonly listed: SourceArticle;
  /** The article of the store that is checked for corrections. */
  readonly known?: KnownArticle | undefined;
  /** No source lists it any more. */
  readonly isAwaited?: boolean;
}

/**
 * Returns the pages to fetch of claimed articles that the store does not have: one of each source after another, and
 * last those that could not be read before.
 */
export function newTargets(claims: Iterable<Claim>, context: UpdateContext): readonly Target[] {
  const { state } = context;
  const positions = new Map<SourceWork, number>();
  const targets = [...claims].flatMap(({ work, listed, otherColumns, isAwaited }) => {
    if (storedArticle(listed, context)) return [];
    const removed = removedArticle(listed, context);
    if (removed) {
      work.removed.add(removed.id);
      return [];
    }
    if (otherColumns.length > 0) work.shared.push({ url: listed.url, columns: otherColumns });
    if (listed.isWhole || !isTimeToRetry(listed.url, context)) return [];
    const position = (positions.get(work) ?? 0) + 1;
    positions.set(work, position);
    return {
      position,
      failures: state.articles[pageKey(listed.url)]?.failures ?? 0,
      work,
      listed,
      isAwaited,
    };
  });
  return targets.sort((a, b) => a.failures - b.failures || a.position - b.position);
}

/**
 * Returns the pages to fetch of articles of the store that are recent enough to be checked for corrections, beginning
 * with those that were checked longest ago: those that are listed, and those that were read from their own pages.
 */
export function recheckTargets(
  claims: Claims,
  works: readonly SourceWork[],
  recheckDays: number | undefined,
  context: UpdateContext,
): readonly Target[] {
  const { state, known, importState, now } = context;
  const since = now.getTime() - (recheckDays ?? RECHECK_DAYS) * DAY_MS;
  const isDue = (article: KnownArticle, address: string) => {
    // It was read in this update, and found to be an article of the store.
    if (lastAsked(address, context) === now.getTime()) return false;
    // What was imported with a summary only gets its text.
    if (!article.hasText && lastAsked(address, context) === 0) return true;
    if (latestInstant(article) < since) return false;
    if (recheckDays !== undefined) return true;
    // In a new clone of a repository, everything recent would be fetched as if it were new.
    if (importState.get(address) === undefined && state.isNew) return false;
    return isTimeToAsk(address, article.updated.getTime(), context);
  };
  const isTaken = new Set<KnownArticle>();
  const targets: Target[] = [];
  for (const { work, listed } of claims.values()) {
    const article = storedArticle(listed, context);
    if (!article || isTaken.has(article)) continue;
    isTaken.add(article);
    if (!listed.isWhole && work.problem === undefined && isDue(article, targetAddress(listed, article)))
      targets.push({ work, listed, known: article });
  }
  const readable = works.filter(({ problem, skipped }) => problem === undefined && skipped === undefined);
  for (const article of known.stored) {
    const { url, column } = article;
    if (url === undefined || isTaken.has(article)) continue;
    const address = articleAddress(url);
    if (importState.get(address) === undefined || !isDue(article, address)) continue;
    const work = readable.find(
      ({ column: { slug }, source, articles: [first] }) =>
        slug === column && (isSameSite(address, source.url) || isOfSameSite(address, first?.url)),
    );
    if (work) targets.push({ work, listed: { url: address, title: article.title }, known: article });
  }
  const checkedAt = ({ listed, known }: Target) => lastAsked(targetAddress(listed, known), context);
  return targets.sort((a, b) => checkedAt(a) - checkedAt(b));
}

/** Returns the address to fetch: that of the store where the listed one leads to the same page. */
export function targetAddress({ url }: SourceArticle, known: KnownArticle | undefined): string {
  const isSamePage = known?.url !== undefined && pageKey(articleAddress(known.url)) === pageKey(url);
  return isSamePage && known.url !== undefined ? articleAddress(known.url) : url;
}

function isOfSameSite(one: string, other: string | undefined): boolean {
  return other !== undefined && URL.canParse(other) && isSameSite(one, other);
}

/** Tells whether to ask for a new article; for one that could not be read before, less and less often. */
export function isTimeToRetry(url: string, context: UpdateContext): boolean {
  const { failingSince } = context.state.articles[pageKey(url)] ?? {};
  return failingSince === undefined || isTimeToAsk(url, Date.parse(failingSince), context);
}

/** Tells whether to ask for an address again: in its first day always, then less and less often. */
function isTimeToAsk(url: string, since: number, context: UpdateContext): boolean {
  const asked = lastAsked(url, context);
  const age = asked - since;
  return age < DAY_MS || context.now.getTime() - asked >= age * RECHECK_SHARE;
}

function lastAsked(url: string, { state }: UpdateContext): number {
  return Date.parse(state.articles[pageKey(url)]?.checked ?? "") || 0;
}
