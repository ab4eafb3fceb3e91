import type { StoredArticle } from "../../domain/article.ts";
import { sourceIdHashIn } from "../../domain/source-id-hash-in.ts";
import type { ImportStateReader } from "../import-state.ts";
import { isCompatible, isRevision, isSameArticle, isSimilar } from "./compare-identities.ts";
import { idIndex } from "./id-index.ts";
import { type Identity, isUniqueId, ownId, sourceIdHash } from "./identity.ts";
import type { IdentifiedArticle, ImportHistory } from "./import-history.ts";

/** The articles of a store and those that an import has added to it. */
export interface KnownArticles {
  has(id: string): boolean;
  /**
   * Returns the article that a draft is a version of: the first found by original address, then by id, then by
   * title with author and date, then as the former content of its file. Returns `undefined` if there is none,
   * or if it has been matched with a draft of another article in this import.
   */
  find(draft: Identity): StoredArticle | undefined;
  /** Adds or replaces the article that a draft was matched with or became. */
  add(article: StoredArticle, draft: Identity): void;
}

interface KnownArticlesContext {
  readonly authority: string;
  readonly state: ImportStateReader;
  readonly history: ImportHistory;
  /** Returns the identity of an article of the store. */
  readonly identify: (article: StoredArticle) => Identity;
}

/** Indexes `articles` by everything that a draft can be matched by. */
export function knownArticles(
  articles: readonly StoredArticle[],
  { authority, state, history, identify }: KnownArticlesContext,
): KnownArticles {
  const byId = new Map<string, IdentifiedArticle>();
  const [byAddress, bySourceIdHash, byTitle, byDayAndTitle] = [idIndex(), idIndex(), idIndex(), idIndex()];
  const matchedDrafts = new Map<string, Identity[]>();

  function index(article: StoredArticle): void {
    const identity = identify(article);
    byId.set(article.id, { article, identity });
    byAddress.set(article.id, identity.address);
    bySourceIdHash.set(article.id, sourceIdHashIn(article.id));
    byTitle.set(article.id, identity.title);
    byDayAndTitle.set(article.id, dayAndTitle(identity));
  }

  const withIds = (ids: Iterable<string>) => [...ids].flatMap((id) => byId.get(id) ?? []);

  function findByAddress(draft: Identity): IdentifiedArticle[] {
    return withIds(byAddress.get(draft.address)).filter(
      (candidate) => !hasOtherId(candidate, draft) || isSimilar(candidate.identity, draft),
    );
  }

  function findById(draft: Identity): IdentifiedArticle[] {
    const own = ownId(draft.sourceId, authority);
    if (own !== undefined) return withIds([own]);
    const hash = draft.sourceId === undefined ? undefined : sourceIdHash(draft.sourceId);
    const ids = new Set([...history.withSourceId(draft), ...bySourceIdHash.get(hash)]);
    // A unique id is enough, as long as only one article has had it so far.
    const isEnough = isUniqueId(draft.sourceId) && ids.size === 1;
    return withIds(ids).filter((candidate) => isEnough || isSimilar(candidate.identity, draft));
  }

  function findByTitle(draft: Identity): IdentifiedArticle[] {
    const withOldTitle = withIds(history.withTitleAndDate(draft));
    const withTitleAndDay = () =>
      [draft, { title: draft.title }].flatMap((key) => byDayAndTitle.get(dayAndTitle(key)));
    const ids = draft.day === undefined ? byTitle.get(draft.title) : withTitleAndDay();
    const withTitle = withIds(ids).filter(({ identity }) => isConsistent(identity, draft));
    return [withOldTitle, withTitle].flatMap((found) => {
      const candidates = found.filter((candidate) => !hasOtherId(candidate, draft));
      return [...candidates.filter(({ identity }) => hasSameText(identity, draft)), ...candidates];
    });
  }

  function findByFile(draft: Identity): IdentifiedArticle[] {
    return withIds(history.withFile(draft)).filter(
      (candidate) =>
        !hasOtherId(candidate, draft) &&
        isCompatible(candidate.identity.address, draft.address) &&
        isRevision(candidate.identity, draft),
    );
  }

  /** Tells whether an article is known to have another id in the draft's source than the draft has. */
  function hasOtherId({ article: { id } }: IdentifiedArticle, { from = "", sourceId }: Identity): boolean {
    if (sourceId === undefined) return false;
    const own = ownId(sourceId, authority);
    if (own !== undefined) return own !== id;
    const hash = sourceIdHashIn(id);
    return (
      !isCompatible(state.get(from)?.articles[id]?.sourceId, sourceId) ||
      (hash !== undefined && hash !== sourceIdHash(sourceId))
    );
  }

  /** Tells whether every draft that an article was matched with in this import is the same article as `draft`. */
  function isAvailable({ article }: IdentifiedArticle, draft: Identity): boolean {
    return (matchedDrafts.get(article.id) ?? []).every((matched) => isSameArticle(draft, matched));
  }

  for (const article of articles) index(article);
  return {
    has: (id) => byId.has(id),
    find(draft) {
      for (const find of [findByAddress, findById, findByTitle, findByFile]) {
        const match = find(draft).find((candidate) => isAvailable(candidate, draft));
        if (match) return match.article;
      }
      return undefined;
    },
    add(article, draft) {
      index(article);
      matchedDrafts.set(article.id, [...(matchedDrafts.get(article.id) ?? []), draft]);
    },
  };
}

/** Tells whether two articles with the same title can be the same one. */
function isConsistent(one: Identity, other: Identity): boolean {
  return (
    isCompatible(one.authors, other.authors) &&
    isCompatible(one.day, other.day) &&
    isCompatible(one.address, other.address)
  );
}

function hasSameText(one: Identity, other: Identity): boolean {
  return isCompatible(one.published, other.published) && isCompatible(one.content, other.content);
}

function dayAndTitle({ title, day = "" }: Identity): string {
  return `${day} ${title}`;
}
