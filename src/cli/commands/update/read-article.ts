import { digest } from "../../../importer/digest.ts";
import type { ReadContext, SourceDrafts } from "../../../importer/draft.ts";
import type { ImportState } from "../../../importer/import-state.ts";
import { readDocument } from "../../../importer/read-document.ts";
import { UserError } from "../../../operator/user-error.ts";
import { articleDraft } from "../../../sources/article-draft.ts";
import { NotFetched } from "../../../sources/polite-fetcher.ts";
import { HttpStatusError } from "../../../sources/source.ts";
import type { Target } from "./find-targets.ts";
import type { SourceWork, UpdateContext } from "./source-work.ts";
import type { UpdateState } from "./update-state.ts";

/** Returns the entries of a feed that have their whole text, so that their pages need not be fetched. */
export function wholeEntries({ source, articles }: SourceWork): SourceDrafts | undefined {
  const drafts = articles.flatMap(({ draft }) => (draft?.content === undefined ? [] : draft));
  if (drafts.length === 0) return undefined;
  return { from: source.url, isFile: false, drafts, version: { digest: "" }, isUnchanged: false };
}

interface ReadArticleOptions {
  readonly importState: ImportState;
  readonly readContext: ReadContext;
}

/** Fetches and reads the page of an article; returns `undefined` where there is nothing to import. */
export async function readArticle(
  { work, listed, isKnown }: Target,
  { state, fetcher, now }: UpdateContext,
  { importState, readContext }: ReadArticleOptions,
): Promise<SourceDrafts | undefined> {
  const { url } = listed;
  const known = isKnown ? importState.get(url)?.version : undefined;
  try {
    const {
      bytes,
      contentType,
      notModified,
      validators,
      url: address,
    } = await fetcher.fetch(url, known?.validators);
    const version = { digest: digest(bytes), validators };
    const { failures: _, ...before } = state.articles[url] ?? {};
    if (notModified || version.digest === known?.digest) {
      state.articles[url] = { ...before, checked: now.toISOString() };
      return undefined;
    }
    const document = { name: url, bytes, contentType, url: address ?? url };
    const [page] = (await readDocument(document, readContext)).drafts;
    if (!page) throw new UserError("Has no article; look at it with a browser");
    state.articles[url] = { ...before, checked: now.toISOString() };
    return { from: url, isFile: false, drafts: [articleDraft(listed, page)], version, isUnchanged: false };
  } catch (error) {
    return recordFailure(error, { work, listed, isKnown }, state);
  }
}

/** Records why an article was not read; returns the entry of its feed where only the page is not allowed. */
function recordFailure(
  error: unknown,
  { work, listed, isKnown }: Target,
  state: UpdateState,
): SourceDrafts | undefined {
  if (!(error instanceof UserError)) throw error;
  const { url, draft } = listed;
  if (error instanceof NotFetched) {
    if (error.reason !== "robots") work.left += 1;
    else if (draft)
      return { from: url, isFile: false, drafts: [draft], version: { digest: "" }, isUnchanged: false };
    else work.forbidden.push(url);
    return undefined;
  }
  if (isKnown && error instanceof HttpStatusError && (error.status === 404 || error.status === 410)) {
    work.vanished.push(url);
    return undefined;
  }
  const times = (state.articles[url]?.failures ?? 0) + 1;
  state.articles[url] = { ...state.articles[url], failures: times };
  work.failed.push({ url, reason: error.message, times });
  return undefined;
}
