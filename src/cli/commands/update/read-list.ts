import { pageKey } from "../../../domain/identifier-key.ts";
import { omitUndefined } from "../../../domain/omit-undefined.ts";
import { isSameSite } from "../../../importer/listing/listed-address.ts";
import { isMessageTitle } from "../../../importer/page/message-title.ts";
import { elementText, pageDom } from "../../../importer/page/page-dom.ts";
import { programName } from "../../../operator/program-name.ts";
import {
  readColumnSource,
  type SourceArticle,
  type SourceListing,
} from "../../../sources/read-column-source.ts";
import { isNotThere, NotFetched, readFailure } from "../../../sources/source-errors.ts";
import { counted } from "../../terminal/counted.ts";
import { removedArticle, storedArticle } from "./claim-articles.ts";
import { isTimeToRetry } from "./find-targets.ts";
import { type SourceWork, sourceKey } from "./source-work.ts";
import type { UpdateChoices, UpdateContext } from "./update-context.ts";
import type { SourceUpdateState } from "./update-state.ts";

/** Reads the list of a source into `work`; if it has not changed, `work` gets what it listed last. */
export async function readList(
  work: SourceWork,
  context: UpdateContext,
  { pages }: UpdateChoices,
): Promise<void> {
  const { column, source } = work;
  const { fetcher, readContext, now } = context;
  const before = context.state.sources[sourceKey(work)];
  work.awaited = (before?.pending ?? []).map(parseListed);
  work.older = before?.older;
  try {
    const known = before && isTakenIn(before, context) ? before.version : undefined;
    const listing = await readColumnSource(source, {
      column,
      context: readContext,
      fetcher,
      pages,
      known,
      now,
    });
    if (listing) readListing(work, listing, { hadArticles: hadArticles(work, before, context) });
    else if (before) {
      work.list = before;
      work.articles = before.listed.map(parseListed);
    }
  } catch (error) {
    if (error instanceof NotFetched && error.reason !== "robots") work.skipped = error.message;
    else work.problem = listProblem(error);
  }
}

/** Returns an article of a list in the form in which the state keeps it. */
export function formatListed({ url, title, published, isWhole }: SourceArticle): ListedState {
  return omitUndefined<ListedState>({
    url,
    title,
    published: published?.toISOString(),
    isWhole: isWhole || undefined,
  });
}

type ListedState = SourceUpdateState["listed"][number];

function parseListed({ url, title, published, isWhole }: ListedState): SourceArticle {
  const date = published === undefined ? undefined : new Date(published);
  return omitUndefined<SourceArticle>({ url, title, published: date, isWhole });
}

/** Tells whether no article of a feed is still to be taken in; otherwise its entries are needed again. */
function isTakenIn({ kind, listed }: SourceUpdateState, context: UpdateContext): boolean {
  const isToRead = ({ url, isWhole }: ListedState) =>
    !storedArticle({ url }, context) &&
    !removedArticle({ url }, context) &&
    (isWhole || isTimeToRetry(url, context));
  return kind !== "feed" || !listed.some(isToRead);
}

function hadArticles(
  { column, source }: SourceWork,
  before: SourceUpdateState | undefined,
  { known }: UpdateContext,
): boolean {
  const isFromHere = ({ url = source.url, column: slug }: { url?: string; column: string }) =>
    slug === column.slug && isSameSite(url, source.url);
  return (before?.listed.length ?? 0) > 0 || known.stored.some(isFromHere);
}

function readListing(
  work: SourceWork,
  listing: SourceListing,
  { hadArticles }: { readonly hadArticles: boolean },
): void {
  const { kind, articles, version, next, incomplete } = listing;
  const problem = emptyListProblem(listing, work, hadArticles);
  work.articles = articles;
  if (incomplete !== undefined) work.incomplete = incomplete;
  if (problem !== undefined) work.problem = problem;
  // Where there is a problem, the state keeps what the source listed before.
  else
    work.list = omitUndefined<typeof work.list & object>({
      kind,
      version,
      listed: articles.map(formatListed),
      next,
    });
}

/** Returns the likely reason why a source lists no articles; `undefined` if it lists some, or is a new feed or sitemap. */
function emptyListProblem(
  { kind, articles, unmatched, document }: SourceListing,
  { source: { url, match } }: SourceWork,
  hadArticles: boolean,
): string | undefined {
  if (articles.length > 0) return undefined;
  const follow = `"${programName()} follow … --select …"`;
  if (unmatched.length > 0)
    return `Lists ${counted(unmatched.length, "article")}, none of which matches ${match}; correct it with "${programName()} follow … --match …"`;
  const title = document && elementText([...pageDom(document.text).getElementsByTagName("title")][0]);
  if (title !== undefined && isMessageTitle(title))
    return `Shows a message, "${title}", and no list; look at it with a browser`;
  if (document?.url !== undefined && pageKey(document.url) !== pageKey(url))
    return `Leads to ${document.url} now, which lists no articles; look for the new address of the list with a browser, and follow that`;
  if (kind === "column page")
    return `Lists no articles; the layout of the page may have changed, so try ${follow}`;
  return hadArticles
    ? `Lists no articles any more; look at it with a browser, or correct it with ${follow}`
    : undefined;
}

/** Returns why a list could not be read, and what to do. */
function listProblem(error: unknown): string {
  if (!isNotThere(error)) return readFailure(error);
  return `Is not there any more (it answers ${error.status}); look for its new address with a browser, follow that, and unfollow this one`;
}
