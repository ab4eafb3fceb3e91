import type { StoredArticle } from "../../../domain/article.ts";
import { isDraft } from "../../../domain/draft-date.ts";
import { getOrMake } from "../../../domain/group-by.ts";
import { identifierKey, isHomePage, pageKey } from "../../../domain/identifier-key.ts";
import type { RemovedArticle } from "../../../domain/removed-article.ts";
import { listedAddress } from "../../../importer/listing/listed-address.ts";
import { isCompatible, isNearlySame, isRevision } from "../../../importer/matching/compare-identities.ts";
import { identityOf } from "../../../importer/matching/identity.ts";
import type { ArticleWriter, StoredArticles } from "../../../store/article-writer.ts";

/** An article of the store without its text, which would take too much memory. */
export interface KnownArticle
  extends Pick<StoredArticle, "id" | "title" | "column" | "url" | "guid" | "published" | "updated"> {
  readonly hasText: boolean;
}

/** What articles are compared by. */
type ComparedArticle = Pick<StoredArticle, "title" | "url" | "guid" | "published" | "content">;

/** The articles of a store and those that an update has read so far. */
export interface ArticleIndex {
  readonly stored: readonly KnownArticle[];
  /** The articles that were removed from the store, by their ids. */
  readonly removed: ReadonlyMap<string, RemovedArticle>;
  withAddress(url: string | undefined): KnownArticle | undefined;
  withGuid(guid: string | undefined): KnownArticle | undefined;
  removedWithAddress(url: string | undefined): RemovedArticle | undefined;
  removedWithGuid(guid: string | undefined): RemovedArticle | undefined;
  /** Returns an article as it is in the store, with its text; `undefined` if it was removed. */
  load(article: KnownArticle): Promise<StoredArticle | undefined>;
  /**
   * Returns the address of the article of which `article` is another copy: one at an address that `article` was
   * redirected to or that its page states, or one with the same title, day and text. Entries with different ids are
   * two articles.
   */
  addressOfCopy(
    article: ComparedArticle,
    addresses: readonly (string | undefined)[],
  ): Promise<string | undefined>;
  /**
   * Returns why `article` is no new version of `known`, but something else at its address: another article, a message,
   * or hardly anything. Returns `undefined` if it is one.
   */
  replacement(known: KnownArticle, article: ComparedArticle): Promise<string | undefined>;
  /** Adds an article that was read at these addresses. */
  add(article: ComparedArticle, addresses: readonly (string | undefined)[]): void;
}

/** A shorter text is not a corrected one: the page asks to log in, or states that the article was withdrawn. */
const MIN_LENGTH_SHARE = 0.25;

/** Indexes the articles of a store, which `writer` reads again where their texts are needed. */
export async function articleIndex(store: StoredArticles, writer: ArticleWriter): Promise<ArticleIndex> {
  const { timeZone } = store.site;
  const stored: KnownArticle[] = [];
  const byAddress = new Map<string, KnownArticle>();
  const byGuid = new Map<string, KnownArticle>();
  const newList = (): (KnownArticle | ComparedArticle)[] => [];
  const byPage = new Map<string, ReturnType<typeof newList>>();
  const byTitle = new Map<string, ReturnType<typeof newList>>();
  const add = (article: KnownArticle | ComparedArticle, addresses: readonly (string | undefined)[]) => {
    for (const page of pagesOf(addresses)) getOrMake(byPage, page, newList).push(article);
    getOrMake(byTitle, article.title, newList).push(article);
  };
  for await (const { id, title, column, updated, hasText, ...article } of store.allWithoutTexts()) {
    const { url, guid, published } = article;
    const facts = {
      id,
      title,
      column,
      updated,
      ...(url && { url }),
      ...(guid && { guid }),
      ...(published && { published }),
      hasText,
    };
    stored.push(facts);
    if (url !== undefined) byAddress.set(pageKey(articleAddress(url)), facts);
    if (guid !== undefined) byGuid.set(identifierKey(guid), facts);
    add(facts, [url]);
  }

  const removed = new Map<string, RemovedArticle>();
  const removedByAddress = new Map<string, RemovedArticle>();
  const removedByGuid = new Map<string, RemovedArticle>();
  for await (const article of store.allRemoved()) {
    const { id, url, guid } = article;
    removed.set(id, article);
    if (url !== undefined) removedByAddress.set(pageKey(articleAddress(url)), article);
    if (guid !== undefined) removedByGuid.set(identifierKey(guid), article);
  }

  let opened: Promise<StoredArticles> | undefined;
  const load = async ({ id }: KnownArticle) => {
    // A file is read once for all that is looked up in it.
    opened ??= writer.read(async (articles) => articles);
    return (await opened).get(id);
  };
  const identify = async (article: KnownArticle | ComparedArticle) =>
    identityOf("id" in article ? ((await load(article)) ?? article) : article, timeZone);
  const isVersion = async (one: KnownArticle | ComparedArticle, other: ComparedArticle) =>
    one.title === other.title || isRevision(await identify(one), await identify(other));
  const isCopy = async (one: KnownArticle | ComparedArticle, other: ComparedArticle) => {
    const [a, b] = [await identify(one), await identify(other)];
    return isCompatible(a.day, b.day) && isNearlySame(a, b);
  };

  return {
    stored,
    removed,
    removedWithAddress: (url) => (url === undefined ? undefined : removedByAddress.get(pageKey(url))),
    removedWithGuid: (guid) => (guid === undefined ? undefined : removedByGuid.get(identifierKey(guid))),
    withAddress: (url) => (url === undefined ? undefined : byAddress.get(pageKey(url))),
    withGuid: (guid) => (guid === undefined ? undefined : byGuid.get(identifierKey(guid))),
    load,
    async addressOfCopy(article, addresses) {
      const canBe = ({ url, guid }: { url?: string; guid?: string }) =>
        url !== undefined && isCompatible(guid, article.guid);
      const onPage = pagesOf(addresses).flatMap((page) => byPage.get(page) ?? []);
      for (const other of onPage) if (canBe(other) && (await isVersion(other, article))) return other.url;
      const titled = byTitle.get(article.title) ?? [];
      for (const other of titled) if (canBe(other) && (await isCopy(other, article))) return other.url;
      return undefined;
    },
    async replacement(known, article) {
      if (!(await isVersion(known, article))) return `Shows something else now, "${article.title}"`;
      const [before, after] = [(await load(known))?.content?.length ?? 0, article.content?.length ?? 0];
      return after < before * MIN_LENGTH_SHARE
        ? `Shows much less now, ${after} characters instead of ${before}`
        : undefined;
    },
    add,
  };
}

/** Returns the address of an article in the store as the lists have addresses. */
export function articleAddress(url: string): string {
  return listedAddress(url, url) ?? url;
}

/** Returns the instant when an article was published or taken in, whichever was later. */
export function latestInstant(article: KnownArticle): number {
  const { published, updated } = article;
  const publishedAt = isDraft(article) ? 0 : (published?.getTime() ?? 0);
  return Math.max(updated.getTime(), publishedAt);
}

/** The keys of these pages; never that of the home page of a site, which several pages may state as their address. */
function pagesOf(addresses: readonly (string | undefined)[]): string[] {
  const keys = addresses.flatMap((address) => (address === undefined ? [] : pageKey(address)));
  return [...new Set(keys)].filter((key) => !isHomePage(key));
}
