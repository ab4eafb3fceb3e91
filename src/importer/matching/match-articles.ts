import type { StoredArticle } from "../../domain/article.ts";
import { identifierKey } from "../../domain/identifier-key.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import type { RemovedArticle } from "../../domain/removed-article.ts";
import type { ArticleKeys, StoredArticles } from "../../store/article-writer.ts";
import type { FiledDraft } from "../file-drafts.ts";
import type { ImportStateReader } from "../import-state.ts";
import { isSameArticle } from "./compare-identities.ts";
import { type Identity, identityOf, isReference, ownId, sourceIdHash, titleAndDate } from "./identity.ts";
import {
  type ImportHistory,
  importHistory,
  type UnchangedSource,
  unchangedArticles,
} from "./import-history.ts";
import { type KnownArticles, knownArticles } from "./known-articles.ts";
import { fieldDigests, type SourceFields, sourceFields } from "./source-fields.ts";

/** A draft with everything that it can be matched by. */
export interface IdentifiedDraft extends FiledDraft {
  /** Its position among all drafts. */
  readonly index: number;
  readonly fields: SourceFields;
  /** A digest of each field. */
  readonly digests: Readonly<Record<string, string>>;
  readonly identity: Identity;
  /** Its document only refers to the article, for example in a list of related articles. */
  readonly isReference: boolean;
}

interface MatchOptions {
  readonly state: ImportStateReader;
  readonly unchanged: readonly UnchangedSource[];
}

interface ArticleMatcher {
  /** The drafts in the order in which they are to be matched: references last. */
  readonly drafts: readonly IdentifiedDraft[];
  /** The articles to match them with. */
  readonly known: KnownArticles;
}

/** Prepares the matching of drafts with the articles of a store, which it looks up in three calls. */
export async function matchArticles(
  store: StoredArticles,
  filed: readonly FiledDraft[],
  { state, unchanged }: MatchOptions,
): Promise<ArticleMatcher> {
  const { authority, timeZone } = store.site;
  const history = importHistory(state);
  const identified = filed.map((draft, index) => identifiedDraft(draft, index, timeZone));
  const { articles, removed } = await findCandidates(store, { drafts: identified, unchanged, history });
  const fromUnchanged = unchangedArticles(articles, unchanged, { state, timeZone });
  const withUnambiguousKeys = unambiguousKeys(
    articles.map((article) => identityOf(article, timeZone)),
    [...fromUnchanged, ...identified].map(({ identity }) => identity),
  );
  const identify = (article: StoredArticle) => withUnambiguousKeys(identityOf(article, timeZone));
  const isListed = listedKeys(identified.map(({ identity }) => identity));
  const known = knownArticles(articles, removed, {
    authority,
    state,
    history,
    identify,
    // What an article of the store has too is a key of both.
    identifyRemoved: (article) => identityOf(article, timeZone),
    isListed,
  });
  for (const { article, identity } of fromUnchanged) known.add(article, withUnambiguousKeys(identity));
  const drafts = identified.map((draft) => ({ ...draft, identity: withUnambiguousKeys(draft.identity) }));
  return {
    drafts: [...drafts.filter((draft) => !draft.isReference), ...drafts.filter((draft) => draft.isReference)],
    known,
  };
}

interface Candidates {
  readonly drafts: readonly IdentifiedDraft[];
  readonly unchanged: readonly UnchangedSource[];
  readonly history: ImportHistory;
}

/**
 * Returns the articles that the drafts may match, those of unchanged sources, and those that share an address with
 * any of them, which makes the address ambiguous; and the removed articles that the drafts may match.
 */
async function findCandidates(
  store: StoredArticles,
  { drafts, unchanged, history }: Candidates,
): Promise<{ readonly articles: readonly StoredArticle[]; readonly removed: readonly RemovedArticle[] }> {
  const { authority, timeZone } = store.site;
  const ids = new Set(unchanged.flatMap((source) => source.ids));
  const [guids, addresses, sourceIdHashes] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const { identity } of drafts) {
    const { sourceId, guid, page } = identity;
    const former = [history.withSourceId, history.withTitleAndDate, history.withFile];
    for (const id of former.flatMap((look) => look(identity))) ids.add(id);
    const own = ownId(sourceId, authority);
    if (own !== undefined) ids.add(own);
    else if (sourceId !== undefined) sourceIdHashes.add(sourceIdHash(sourceId));
    if (guid !== undefined) guids.add(identifierKey(guid));
    if (page !== undefined) addresses.add(page);
  }
  const titles = drafts.map(({ identity }) => identity);
  const keys: ArticleKeys = { ids, guids, addresses, sourceIdHashes, titles };
  const [found, removed] = await Promise.all([store.find(keys), store.findRemoved(keys)]);

  const pages = found.flatMap((article) => identityOf(article, timeZone).page ?? []);
  const others = await store.find({ addresses: pages.filter((page) => !addresses.has(page)) });
  const isFound = new Set(found.map(({ id }) => id));
  return { articles: [...found, ...others.filter(({ id }) => !isFound.has(id))], removed };
}

function identifiedDraft(filed: FiledDraft, index: number, timeZone: string): IdentifiedDraft {
  const fields = sourceFields(filed.draft);
  const digests = fieldDigests(fields, timeZone);
  const source = omitUndefined<Partial<Identity>>({
    from: filed.from,
    isWholeFile: filed.isWholeFile,
    sourceId: filed.draft.sourceId,
    guid: filed.draft.guid,
    titleAndDate: titleAndDate(digests),
  });
  const identity = identityOf(fields, timeZone, source);
  return { ...filed, index, fields, digests, identity, isReference: isReference(identity) };
}

/** Returns a function that tells whether a draft's document has an entry with an id or address of some keys. */
function listedKeys(
  drafts: readonly Identity[],
): (draft: Identity, keys: readonly (string | undefined)[]) => boolean {
  const listed = new Set<string>();
  for (const { from = "", sourceId, guid, address } of drafts) {
    const hash = sourceId === undefined ? undefined : sourceIdHash(sourceId);
    for (const key of [sourceId, guid, hash, address]) {
      if (key !== undefined) listed.add(`${from}\n${identifierKey(key)}`);
    }
  }
  return ({ from = "" }, keys) =>
    keys.some((key) => key !== undefined && listed.has(`${from}\n${identifierKey(key)}`));
}

/**
 * Returns a function that removes ambiguous keys from an identity: an address or page that several articles of the
 * store or of the import have, and an id that a source gives to several articles.
 */
export function unambiguousKeys(
  stored: readonly Identity[],
  imported: readonly Identity[],
): (identity: Identity) => Identity {
  const storedAddresses = new Set(
    stored.filter((identity) => !isReference(identity)).map(({ address }) => address),
  );
  // A reference to an article of the store means that article, even under another title.
  const rivals = imported.filter(
    (identity) => !isReference(identity) || !storedAddresses.has(identity.address),
  );
  const referencesLast = [
    ...rivals.filter((identity) => !isReference(identity)),
    ...rivals.filter(isReference),
  ];
  const ambiguous = (keyOf: KeyOf) =>
    new Set([...repeatedKeys(stored, keyOf), ...keysOfSeveral(referencesLast, keyOf)]);
  const addresses = ambiguous(({ address }) => address);
  const pages = ambiguous(({ page }) => page);
  const sourceIds = keysOfSeveral(imported, idWithinSource);
  const guids = keysOfSeveral(imported, guidWithinSource);

  return (identity) => {
    const { address, page, sourceId, guid, ...rest } = identity;
    return {
      ...rest,
      ...(address !== undefined && !addresses.has(address) && { address }),
      ...(page !== undefined && !pages.has(page) && { page }),
      ...(sourceId !== undefined && !sourceIds.has(idWithinSource(identity) ?? "") && { sourceId }),
      ...(guid !== undefined && !guids.has(guidWithinSource(identity) ?? "") && { guid }),
    };
  };
}

type KeyOf = (identity: Identity) => string | undefined;

function repeatedKeys(stored: readonly Identity[], keyOf: KeyOf): string[] {
  const seen = new Set<string>();
  return stored.flatMap((identity) => {
    const key = keyOf(identity);
    if (key === undefined) return [];
    const isRepeated = seen.has(key);
    seen.add(key);
    return isRepeated ? [key] : [];
  });
}

/** Returns the keys that different articles have in common. */
function keysOfSeveral(identities: readonly Identity[], keyOf: KeyOf): ReadonlySet<string> {
  const ambiguous = new Set<string>();
  const first = new Map<string, Identity>();
  for (const identity of identities) {
    const key = keyOf(identity);
    if (key === undefined) continue;
    const other = first.get(key);
    if (!other) first.set(key, identity);
    else if (!isSameArticle(identity, other)) ambiguous.add(key);
  }
  return ambiguous;
}

function idWithinSource({ from, sourceId }: Identity): string | undefined {
  return sourceId === undefined ? undefined : `${from}\n${identifierKey(sourceId)}`;
}

function guidWithinSource({ from, guid }: Identity): string | undefined {
  return guid === undefined ? undefined : `${from}\n${identifierKey(guid)}`;
}
