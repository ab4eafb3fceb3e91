import { readFurtherPage, type SourceListing } from "../../../sources/read-column-source.ts";
import { isNotThere, NotFetched, readFailure } from "../../../sources/source-errors.ts";
import { type Claims, claimArticles } from "./claim-articles.ts";
import { newTargets, type Target } from "./find-targets.ts";
import type { GroupImporter } from "./group-importer.ts";
import { type SourceWork, sourceKey } from "./source-work.ts";
import type { UpdateChoices, UpdateContext } from "./update-context.ts";
import type { SourceUpdateState } from "./update-state.ts";

/** The parts of an update that reading older pages needs. */
interface OlderOptions {
  readonly claims: Claims;
  readonly choices: Pick<UpdateChoices, "pages">;
  readonly importer: Pick<GroupImporter, "onceWritten">;
  readonly readAll: (targets: readonly Target[]) => Promise<void>;
}

type Position = NonNullable<SourceUpdateState["older"]>;

/**
 * Reads the pages of a list after its first, each with its articles before the next, as many as were asked for. Where
 * an earlier update was stopped, it goes on there, after the pages that have new articles since.
 */
export async function readOlder(
  work: SourceWork,
  { claims, choices: { pages }, importer, readAll }: OlderOptions,
  context: UpdateContext,
): Promise<void> {
  const { list, source } = work;
  if (pages === 1 || list?.next === undefined) return;
  const stoppedAt = context.state.sources[sourceKey(work)]?.older;
  const goOnAt = (older: Position | undefined) =>
    importer.onceWritten(() => {
      const key = sourceKey(work);
      const { older: _, ...before } = context.state.sources[key] ?? { kind: list.kind, listed: [] };
      context.state.sources[key] = { ...before, ...(older && { older }) };
    });

  const visited = new Set([source.url]);
  let position: Position | undefined = { next: list.next, page: 2 };
  while (position && position.page <= pages && !visited.has(position.next)) {
    const { next: address, page }: Position = position;
    visited.add(address);
    const isBefore = stoppedAt !== undefined && stoppedAt.page > page;
    const furthest: Position = isBefore ? stoppedAt : position;
    const listing = await readOlderPage(work, position, context);
    if (listing === "stopped") return goOnAt(furthest);
    const claimed = claimArticles(claims, work, listing.articles);
    // The pager leads one page too far, or the last page leads to itself under another address.
    if (claimed.length === 0) break;
    work.articles = [...work.articles, ...claimed.map(({ listed }) => listed)];
    const targets = newTargets(claimed, context);
    const leftBefore = work.left.length;
    await readAll(targets);
    if (work.left.length > leftBefore) {
      // They are listed there the next time too.
      work.left.length = leftBefore;
      work.incomplete = `page ${page} of the list and those after it are left for the next update with --pages or --all`;
      return goOnAt(furthest);
    }
    if (isBefore && targets.length === 0) position = stoppedAt;
    else position = listing.next === undefined ? undefined : { next: listing.next, page: page + 1 };
    goOnAt(isBefore && position && position.page < stoppedAt.page ? stoppedAt : position);
  }
  goOnAt(undefined);
}

/** Reads one page of a list; records why that was not possible. A page that is not there is empty. */
async function readOlderPage(
  work: SourceWork,
  { next: address, page }: Position,
  { fetcher, readContext }: UpdateContext,
): Promise<Pick<SourceListing, "articles" | "next"> | "stopped"> {
  const { column, source } = work;
  try {
    return await readFurtherPage(address, source, { column, context: readContext, fetcher });
  } catch (error) {
    if (isNotThere(error)) return { articles: [] };
    work.incomplete = `page ${page} of the list, ${address}: ${readFailure(error)}`;
    if (!(error instanceof NotFetched) || error.reason === "robots") work.problem = work.incomplete;
    return "stopped";
  }
}
