import { pageKey } from "../domain/identifier-key.ts";
import { digest } from "../importer/digest.ts";
import type { Draft, PageVersion, ReadContext, ReadResult } from "../importer/draft.ts";
import { haveSameText, haveSameTitle, isWhole, joinPages } from "../importer/join-pages.ts";
import { leadsAbove } from "../importer/listing/listed-address.ts";
import type { ArticlePages, FirstPage } from "../importer/page/article-pages.ts";
import { isMessageTitle } from "../importer/page/message-title.ts";
import { readDocument } from "../importer/read-document.ts";
import { type Fetch, fetchPage, furtherPageError } from "./page-versions.ts";
import type { SourceBytes } from "./source.ts";
import { FurtherPageError, readFailure } from "./source-errors.ts";

/** A page of an article that was fetched and read. */
interface FetchedPage {
  readonly draft: Draft;
  readonly version: PageVersion;
  readonly pages: ArticlePages | undefined;
}

/** What a document contains, with the whole of its article, and the versions of the pages that were fetched for that. */
interface WholeResult {
  readonly result: ReadResult;
  readonly pages?: readonly PageVersion[];
}

/** An article in more pages is taken up to this one, and the others are reported as left out. */
const MAX_PAGES = 30;

/**
 * Adds the further pages of an article to what was read from its first page: its text on one page, if the site has that,
 * or else page after page.
 *
 * @throws {FurtherPageError} if one of them cannot be read @throws {NotFetched} if it is not requested
 */
export async function readArticlePages(
  result: ReadResult,
  context: ReadContext,
  fetch: Fetch,
): Promise<WholeResult> {
  const { pages: other, ...rest } = result;
  const [first, ...related] = result.drafts;
  if (!first || !other) return { result: rest };
  const withFirst = (draft: Draft): ReadResult => ({ ...rest, drafts: [draft, ...related] });
  const firstPage: FirstPage = { ...other, title: first.title };
  const read = async (address: string, number?: number): Promise<FetchedPage> => {
    const file = await fetchPage(address, number, fetch);
    return readPage(file, { address, number, firstPage, context });
  };

  const whole = other.onePage === undefined ? undefined : await readIfThere(other.onePage, read);
  if (whole && isWhole(whole.draft, first)) {
    const { content = "" } = whole.draft;
    return { result: withFirst({ ...joinPages([first, whole.draft]), content }), pages: [whole.version] };
  }

  const known = new Map(other.further);
  const drafts = [first];
  const versions: PageVersion[] = [];
  for (let number = 2; number <= MAX_PAGES; number++) {
    const next = known.get(number);
    if (!next) break;
    const page = await read(next.address, number);
    const isOther = next.isUncertain && !haveSameTitle(first, page.draft);
    // Some sites answer with the first or the last page where there is no further one.
    const isRepeated = [first, drafts.at(-1)].some((one) => one && haveSameText(one, page.draft));
    if (isRepeated || (number === 2 && isOther)) {
      known.clear();
      break;
    }
    drafts.push(page.draft);
    versions.push(page.version);
    for (const [later, found] of page.pages?.further ?? []) if (!known.has(later)) known.set(later, found);
  }
  const joined = joinPages(drafts);
  const left = [...known].filter(([number]) => number > drafts.length);
  const losses = left.map(([, { address }]) => ({ kind: "pages", text: address }) as const);
  const complete =
    losses.length === 0 ? joined : { ...joined, losses: [...losses, ...(joined.losses ?? [])] };
  return { result: withFirst(complete), ...(versions.length > 0 && { pages: versions }) };
}

/** Reads the page with the whole article; returns `undefined` if it cannot be read, since the single pages can be. */
async function readIfThere(
  address: string,
  read: (address: string) => Promise<FetchedPage>,
): Promise<FetchedPage | undefined> {
  try {
    return await read(address);
  } catch (error) {
    if (error instanceof FurtherPageError) return undefined;
    throw error;
  }
}

async function readPage(
  { bytes, contentType, url, validators }: SourceBytes,
  {
    address,
    number,
    firstPage,
    context,
  }: { address: string; number: number | undefined; firstPage: FirstPage; context: ReadContext },
): Promise<FetchedPage> {
  const failure = (reason: string) => furtherPageError(address, number, reason);
  const isFirst = url !== undefined && pageKey(url) === pageKey(firstPage.address);
  if (url !== undefined && !isFirst && leadsAbove(address, url)) throw failure(`leads to ${url}`);
  const document = { name: address, bytes, contentType, url: url ?? address, firstPage };
  const read = await readDocument({ ...document, listedTitle: firstPage.title }, context).catch(
    (error: unknown) => {
      throw failure(readFailure(error));
    },
  );
  const [draft] = read.drafts;
  if (!draft) throw failure("Has no article");
  if (isMessageTitle(draft.title) && !haveSameTitle(draft, firstPage))
    throw failure(`Shows a message, "${draft.title}"`);
  return { draft, version: { address, digest: digest(bytes), validators }, pages: read.pages };
}
