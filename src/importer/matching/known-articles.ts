import type { StoredArticle } from "../../domain/article.ts";
import { identifierKey } from "../../domain/identifier-key.ts";
import type { RemovedArticle } from "../../domain/removed-article.ts";
import { sourceIdHashIn } from "../../domain/source-id-hash-in.ts";
import type { ImportStateReader } from "../import-state.ts";
import {
  hasSameText,
  isCompatible,
  isConsistent,
  isEqual,
  isOnSamePage,
  isRevision,
  isSameArticle,
  isSameId,
  isSimilar,
} from "./compare-identities.ts";
import { idIndex } from "./id-index.ts";
import { dayAndTitle, type Identity, instantAndTitle, isUniqueId, ownId, sourceIdHash } from "./identity.ts";
import type { IdentifiedArticle, ImportHistory } from "./import-history.ts";

/** The articles of a store, those that were removed from it, and those that an import has added to it. */
export interface KnownArticles {
  /** Tells whether an article has, or had, this id. */
  has(id: string): boolean;
  /** Tells whether readers know an article, or a removed one, by `guid`. */
  hasGuid(guid: string): boolean;
  /**
   * Returns the article that a draft is a version of: the first found by the id under which readers know it, then
   * by original address, then by id, then a removed article by these, then by title with author and date, then by
   * title, instant and text, then as the former content of its file, then a removed article by title and day where
   * neither has anything else. Returns `undefined` if there is none, or if it has been matched with a draft of another
   * article in this import.
   */
  find(draft: Identity): Match | undefined;
  /** Adds or replaces the article that a draft was matched with or became. */
  add(article: StoredArticle, draft: Identity): void;
  /** Records that a draft was matched with a removed article, and left out. */
  leaveOut(article: RemovedArticle, draft: Identity): void;
}

/** What a draft is a version of: an article, or one that was removed. */
type Match =
  | { readonly article: StoredArticle; readonly removed?: undefined }
  | {
      readonly article?: undefined;
      readonly removed: RemovedArticle;
      /** Only title and day tell that it is the same. */
      readonly isByTitle?: true;
    };

/** An article that a draft may be a version of. */
interface Candidate<Article = Pick<StoredArticle, "id" | "guid">> {
  readonly article: Article;
  readonly identity: Identity;
}

type CandidatesWithIds<One extends Candidate> = (ids: Iterable<string>) => One[];

interface KnownArticlesContext {
  readonly authority: string;
  readonly state: ImportStateReader;
  readonly history: ImportHistory;
  /** Returns the identity of an article of the store. */
  readonly identify: (article: StoredArticle) => Identity;
  readonly identifyRemoved: (article: RemovedArticle) => Identity;
  /** Tells whether the document that a draft was read from has an entry with an id or address of `keys`. */
  readonly isListed: (draft: Identity, keys: readonly (string | undefined)[]) => boolean;
}

/** Indexes `articles`, and those that were `removed`, by everything that a draft can be matched by. */
export function knownArticles(
  articles: readonly StoredArticle[],
  removed: readonly RemovedArticle[],
  { authority, state, history, identify, identifyRemoved, isListed }: KnownArticlesContext,
): KnownArticles {
  const byId = new Map<string, IdentifiedArticle>();
  const removedById = new Map<string, Candidate<RemovedArticle>>();
  const [byGuid, byAddress, byPage, bySourceIdHash] = [idIndex(), idIndex(), idIndex(), idIndex()];
  const [byTitle, byDayAndTitle, byInstantAndTitle] = [idIndex(), idIndex(), idIndex()];
  const matchedDrafts = new Map<string, Identity[]>();

  function index(article: StoredArticle): void {
    const identity = identify(article);
    byId.set(article.id, { article, identity });
    removedById.delete(article.id);
    indexKeys({ article, identity });
    byTitle.set(article.id, identity.title);
    byDayAndTitle.set(article.id, dayAndTitle(identity));
    byInstantAndTitle.set(article.id, instantAndTitle(identity));
  }

  function indexRemoved(article: RemovedArticle): void {
    const identity = identifyRemoved(article);
    removedById.set(article.id, { article, identity });
    indexKeys({ article, identity });
  }

  function indexKeys({ article: { id, guid }, identity: { address, page } }: Candidate): void {
    byGuid.set(id, guid && identifierKey(guid));
    byAddress.set(id, address);
    byPage.set(id, page);
    bySourceIdHash.set(id, sourceIdHashIn(id));
  }

  const withIds: CandidatesWithIds<IdentifiedArticle> = (ids) => [...ids].flatMap((id) => byId.get(id) ?? []);
  const removedWithIds: CandidatesWithIds<Candidate<RemovedArticle>> = (ids) =>
    [...ids].flatMap((id) => removedById.get(id) ?? []);

  function findByGuid<One extends Candidate>(draft: Identity, withIds: CandidatesWithIds<One>): One[] {
    // Two feeds may have the same number for different articles.
    return withIds(byGuid.get(draft.guid && identifierKey(draft.guid))).filter(
      ({ identity: { title, content, address } }) =>
        isUniqueId(draft.guid) ||
        title === draft.title ||
        (content !== undefined && content === draft.content) ||
        (address !== undefined && address === draft.address),
    );
  }

  function findByAddress<One extends Candidate>(draft: Identity, withIds: CandidatesWithIds<One>): One[] {
    const withAddress = withIds(byAddress.get(draft.address)).filter(
      (candidate) => !hasOtherId(candidate, draft) || isSimilar(candidate.identity, draft),
    );
    const onPage = withIds(byPage.get(draft.page)).filter(
      (candidate) => !hasOtherId(candidate, draft) && isOnSamePage(candidate.identity, draft),
    );
    return [...withAddress, ...onPage];
  }

  function findById<One extends Candidate>(draft: Identity, withIds: CandidatesWithIds<One>): One[] {
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

  /** Finds the article of an entry that its source has given another id and maybe another address. */
  function findEqual(draft: Identity): IdentifiedArticle[] {
    return withIds(byInstantAndTitle.get(instantAndTitle(draft))).filter((candidate) => {
      const { article, identity } = candidate;
      const keys = [
        knownSourceId(candidate, draft),
        article.guid,
        sourceIdHashIn(article.id),
        identity.address,
      ];
      return isEqual(identity, draft) && !isListed(draft, keys);
    });
  }

  /** Finds removed articles that nothing but their title and day told from others, as those of a copied text. */
  function findRemovedByTitle(draft: Identity): Candidate<RemovedArticle>[] {
    if (draft.guid !== undefined || draft.sourceId !== undefined || draft.address !== undefined) return [];
    return [...removedById.values()].filter(
      ({ article: { id, guid }, identity: { address, title, day } }) =>
        title === draft.title &&
        day === draft.day &&
        guid === undefined &&
        address === undefined &&
        sourceIdHashIn(id) === undefined,
    );
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
  function hasOtherId(candidate: Candidate, draft: Identity): boolean {
    const { id, guid } = candidate.article;
    if (guid !== undefined && draft.guid !== undefined) return !isSameId(guid, draft.guid);
    const { sourceId } = draft;
    if (sourceId === undefined) return false;
    const own = ownId(sourceId, authority);
    if (own !== undefined) return own !== id;
    const known = knownSourceId(candidate, draft);
    const hash = sourceIdHashIn(id);
    return (
      (known !== undefined && !isSameId(known, sourceId)) ||
      (hash !== undefined && hash !== sourceIdHash(sourceId))
    );
  }

  /** Returns the id that a draft's source gave an article in the last import. */
  function knownSourceId({ article: { id } }: Candidate, { from = "" }: Identity): string | undefined {
    return state.get(from)?.articles[id]?.sourceId;
  }

  /** Tells whether every draft that an article was matched with in this import is the same article as `draft`. */
  function isAvailable({ article }: Candidate, draft: Identity): boolean {
    return (matchedDrafts.get(article.id) ?? []).every((matched) => isSameArticle(draft, matched));
  }

  function recordMatch({ id }: Candidate["article"], draft: Identity): void {
    matchedDrafts.set(id, [...(matchedDrafts.get(id) ?? []), draft]);
  }

  for (const article of removed) indexRemoved(article);
  for (const article of articles) index(article);
  return {
    has: (id) => byId.has(id) || removedById.has(id),
    hasGuid: (guid) => byGuid.get(identifierKey(guid)).length > 0,
    find(draft) {
      const isFree = (candidate: Candidate) => isAvailable(candidate, draft);
      const byKey = [findByGuid, findByAddress, findById];
      for (const find of byKey) {
        const match = find(draft, withIds).find(isFree);
        if (match) return { article: match.article };
      }
      for (const find of byKey) {
        const match = find(draft, removedWithIds).find(isFree);
        if (match) return { removed: match.article };
      }
      for (const find of [findByTitle, findEqual, findByFile]) {
        const match = find(draft).find(isFree);
        if (match) return { article: match.article };
      }
      const match = findRemovedByTitle(draft).find(isFree);
      return match && { removed: match.article, isByTitle: true };
    },
    add(article, draft) {
      index(article);
      recordMatch(article, draft);
    },
    leaveOut: recordMatch,
  };
}
