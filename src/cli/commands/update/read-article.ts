import { pageKey } from "../../../domain/identifier-key.ts";
import { omitUndefined } from "../../../domain/omit-undefined.ts";
import type { RemovedArticle } from "../../../domain/removed-article.ts";
import { digest } from "../../../importer/digest.ts";
import type { Draft, PageVersion } from "../../../importer/draft.ts";
import { publishedByAddress } from "../../../importer/listing/address-date.ts";
import { isMainAddress, leadsAbove } from "../../../importer/listing/listed-address.ts";
import { isMessageTitle } from "../../../importer/page/message-title.ts";
import { normalizedDraft } from "../../../importer/storable-drafts.ts";
import { UserError } from "../../../operator/user-error.ts";
import { arePagesUnchanged } from "../../../sources/page-versions.ts";
import type { SourceArticle } from "../../../sources/read-column-source.ts";
import type { SourceBytes } from "../../../sources/source.ts";
import { FurtherPageError, isNotThere, NotFetched, readFailure } from "../../../sources/source-errors.ts";
import { articleAddress } from "./article-index.ts";
import { recordFailure, recordForbidden, recordRead, recordVanished } from "./article-memory.ts";
import { type Target, targetAddress } from "./find-targets.ts";
import type { Reading } from "./source-work.ts";
import type { UpdateContext } from "./update-context.ts";

/** A longer page with such a title is an article about such pages. */
const MAX_MESSAGE_LENGTH = 400;

/** Fetches and reads the page of an article; returns `undefined` where there is nothing to import. */
export async function readArticle(target: Target, context: UpdateContext): Promise<Reading | undefined> {
  const { listed, known } = target;
  const address = targetAddress(listed, known);
  const before = known && context.importState.get(address)?.version;
  let file: SourceBytes;
  let isUnchanged: boolean;
  try {
    file = await context.fetcher.fetch(address, before?.validators);
    const isSame = file.notModified || digest(file.bytes) === before?.digest;
    isUnchanged = before !== undefined && isSame && (await arePagesUnchanged(before, context.fetcher.fetch));
    if (file.notModified && !isUnchanged) file = await context.fetcher.fetch(address);
  } catch (error) {
    return notFetched(error, target, context);
  }
  const { url: shown = address } = file;
  if (leadsAbove(address, shown) || pageKey(shown) === pageKey(target.work.source.url)) {
    if (known) recordVanished(`leads to ${shown} now`, target, context);
    else recordFailure(`Leads to ${shown}, and not to an article`, target, context);
    return undefined;
  }
  if (isUnchanged) {
    recordRead(target, context);
    return undefined;
  }
  try {
    const { page, pages } = await readArticlePage(file, address, listed, context);
    const draft = normalizedDraft(articleDraft(listed, page, context), context.readContext);
    const removed = known ? undefined : removedPage(file.url, page, context);
    if (removed) {
      target.work.removed.add(removed.id);
      recordRead(target, context, { sameAs: removed.url });
      return undefined;
    }
    const copy = known ? undefined : await context.known.addressOfCopy(draft, [file.url, page.url]);
    if (copy !== undefined) {
      recordRead(target, context, { sameAs: copy });
      return undefined;
    }
    context.known.add(draft, [listed.url, file.url, page.url]);
    const version = { digest: digest(file.bytes), validators: file.validators, ...(pages && { pages }) };
    const from = known ? address : articleAddress(draft.url ?? address);
    return { work: target.work, from, version, articles: [{ listed, draft, known }] };
  } catch (error) {
    if (error instanceof NotFetched || error instanceof FurtherPageError)
      return notFetched(error, target, context);
    const reason = readFailure(error);
    if (known) recordVanished(reason, target, context);
    else recordFailure(reason, target, context);
    return undefined;
  }
}

/**
 * Returns the removed article whose page was fetched under another address: that to which `url`, after redirects, leads;
 * or that which a page with the same title states.
 */
function removedPage(
  url: string | undefined,
  page: Draft,
  { known }: UpdateContext,
): RemovedArticle | undefined {
  const stated = known.removedWithAddress(page.url);
  return known.removedWithAddress(url) ?? (stated?.title === page.title ? stated : undefined);
}

/**
 * Reads the article of a page, and of the pages that follow it. @throws {UserError} if it has none
 * @throws {NotFetched} if a further page is not requested
 */
async function readArticlePage(
  { bytes, contentType, url }: SourceBytes,
  address: string,
  { title: listedTitle }: SourceArticle,
  { readContext, fetcher }: UpdateContext,
): Promise<{ page: Draft; pages?: readonly PageVersion[] }> {
  // Loaded when they are needed: the readers take more memory than an update in which nothing is new.
  const { readDocument } = await import("../../../importer/read-document.ts");
  const document = { name: address, bytes, contentType, url: url ?? address, listedTitle };
  const first = await readDocument(document, readContext);
  const [firstPage] = first.drafts;
  if (!firstPage) throw new UserError("Has no article; look at it with a browser");
  const { title, content = "" } = firstPage;
  if (title !== listedTitle && content.length < MAX_MESSAGE_LENGTH && isMessageTitle(title))
    throw new UserError(`Shows a message, "${title}", and no article; look at it with a browser`);
  if (!first.pages) return { page: firstPage };
  const { readArticlePages } = await import("../../../sources/read-article-pages.ts");
  const { result, pages } = await readArticlePages(first, readContext, fetcher.fetch);
  return { page: result.drafts[0] ?? firstPage, ...(pages && { pages }) };
}

/**
 * Returns the draft of an article from its own page and from the list that names it. The page comes first; title,
 * date, authors and tags are those of the list where the page has none, and the ids are those of a feed's entry. A date
 * that is nowhere else is the day in the address. The address is that of the list, by which the article is known in the
 * next update.
 */
function articleDraft(listed: SourceArticle, page: Draft, { readContext, now }: UpdateContext): Draft {
  const entry: Partial<Draft> = listed.draft ?? {};
  const published =
    page.published ??
    entry.published ??
    listed.published ??
    publishedByAddress(listed.url, { timeZone: readContext.timeZone, now });
  // What is lost of the parts of an entry that the page replaces does not matter.
  const losses = (page.losses ?? []).filter(({ kind }) => kind !== "date" || published === undefined);
  return omitUndefined<Draft>({
    ...entry,
    ...page,
    authors: page.authors.length > 0 ? page.authors : (entry.authors ?? []),
    editors: page.editors.length > 0 ? page.editors : (entry.editors ?? []),
    tags: page.tags.length > 0 ? page.tags : (entry.tags ?? []),
    published,
    url: page.url !== undefined && isMainAddress(page.url, listed.url) ? page.url : listed.url,
    losses: losses.length > 0 ? losses : undefined,
  });
}

/** Records why a page was not fetched; returns the entry of its feed where only the page is not allowed. */
function notFetched(error: unknown, target: Target, context: UpdateContext): Reading | undefined {
  if (!(error instanceof UserError)) throw error;
  const { work, listed, known, isAwaited } = target;
  const { url, draft } = listed;
  if (error instanceof NotFetched) {
    if (error.reason !== "robots") {
      if (!known) work.left.push(listed);
      return undefined;
    }
    if (!draft) recordForbidden(target, context);
    const version = { digest: digest(JSON.stringify(draft ?? "")) };
    return draft && { work, from: url, version, articles: [{ listed, draft, known }] };
  }
  if (known && isNotThere(error)) recordVanished("is not there any more", target, context);
  // What is neither there nor listed any more was withdrawn.
  else if (!isNotThere(error) || !isAwaited) recordFailure(error.message, target, context);
  return undefined;
}
