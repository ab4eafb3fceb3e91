import type { ReadContext } from "../../../importer/draft.ts";
import { programName } from "../../../operator/program-name.ts";
import { UserError } from "../../../operator/user-error.ts";
import {
  readColumnSource,
  type SourceArticle,
  type SourceListing,
} from "../../../sources/read-column-source.ts";
import type { SourceWork, UpdateChoices, UpdateContext } from "./source-work.ts";
import type { SourceUpdateState } from "./update-state.ts";

/** Reads what a source lists; where it has not changed, that is what it listed last. */
export async function readList(
  { column, source }: Pick<SourceWork, "column" | "source">,
  { state, fetcher }: UpdateContext,
  { pages, readContext }: UpdateChoices & { readonly readContext: ReadContext },
): Promise<SourceWork> {
  const work = { column, source, outcomes: [], failed: [], forbidden: [], vanished: [], left: 0 };
  const key = JSON.stringify(source);
  const before = state.sources[key];
  const known = pages > 1 ? undefined : before?.version;
  try {
    const listing = await readColumnSource(source, { column, context: readContext, fetcher, pages, known });
    if (!listing && before) return { ...work, kind: before.kind, articles: before.listed.map(parseListed) };
    if (!listing) return { ...work, articles: [] };
    const { kind, articles, version } = listing;
    const problem = emptyListProblem(listing, (before?.listed.length ?? 0) > 0);
    if (problem === undefined) state.sources[key] = { kind, version, listed: articles.map(formatListed) };
    return { ...work, kind, articles, ...(problem !== undefined && { problem }) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...work, articles: [], problem: error.message };
  }
}

function emptyListProblem({ kind, articles }: SourceListing, hadArticles: boolean): string | undefined {
  if (articles.length > 0) return undefined;
  const follow = `"${programName()} follow … --select …"`;
  if (kind === "column page")
    return `Lists no articles; the layout of the page may have changed, so try ${follow}`;
  return hadArticles
    ? `Lists no articles any more; look at it with a browser, or correct it with ${follow}`
    : undefined;
}

function formatListed({
  url,
  title,
  published,
  isWhole,
}: SourceArticle): SourceUpdateState["listed"][number] {
  return {
    url,
    ...(isWhole && { isWhole }),
    ...(title !== undefined && { title }),
    ...(published && { published: published.toISOString() }),
  };
}

function parseListed({ url, title, published, isWhole }: SourceUpdateState["listed"][number]): SourceArticle {
  return {
    url,
    ...(isWhole && { isWhole }),
    ...(title !== undefined && { title }),
    ...(published !== undefined && { published: new Date(published) }),
  };
}
