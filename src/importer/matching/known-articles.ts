import type { ArticleRecord } from "../../store/json-file/store-document.ts";
import type { SourceMemory } from "../import-state.ts";
import { agree } from "./agree.ts";
import { fingerprint } from "./fingerprint.ts";
import { idIndex } from "./id-index.ts";
import type { Identity } from "./identity.ts";
import { isOneArticle } from "./is-one-article.ts";
import { isRevision } from "./is-revision.ts";
import { isUniversal } from "./is-universal.ts";
import { ownId } from "./own-id.ts";
import { rememberedIds } from "./remembered-ids.ts";
import { resembles } from "./resembles.ts";

/** The articles that a store has or is getting, found as an import recognises them. */
export interface KnownArticles {
  has(id: string): boolean;
  /**
   * By original address, then id, then title with author and date, then as what its file had before, as far as
   * both sides say them; never one that this import has already found to be another article.
   */
  find(one: Identity): ArticleRecord | undefined;
  /** Takes in an article, new or changed, that `one` was found to be. */
  take(article: ArticleRecord, one: Identity): void;
}

export interface KnownContext {
  readonly authority: string;
  readonly memory: Pick<SourceMemory, "of">;
  /** What a record says of its identity. */
  readonly identify: (article: ArticleRecord) => Identity;
}

interface Known {
  readonly article: ArticleRecord;
  readonly identity: Identity;
}

/** Returns what recognises `articles`. */
export function knownArticles(
  articles: readonly ArticleRecord[],
  { authority, memory, identify }: KnownContext,
): KnownArticles {
  const byId = new Map<string, Known>();
  const [byAddress, byFingerprint, byTitle, byTitleAndDay] = [idIndex(), idIndex(), idIndex(), idIndex()];
  const remembered = rememberedIds(memory);
  const found = new Map<string, Identity[]>();

  function add(article: ArticleRecord): void {
    const identity = identify(article);
    byId.set(article.id, { article, identity });
    byAddress.set(article.id, identity.address);
    byFingerprint.set(article.id, fingerprintIn(article.id));
    byTitle.set(article.id, identity.title);
    byTitleAndDay.set(article.id, titleAndDay(identity));
  }

  const all = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);

  function atAddress(one: Identity): Known[] {
    return all(byAddress.get(one.address)).filter(
      (each) => !hasAnotherId(each, one) || resembles(each.identity, one),
    );
  }

  function withId(one: Identity): Known[] {
    const own = ownId(one.sourceId, authority);
    if (own !== undefined) return all([own]);
    const print = one.sourceId === undefined ? undefined : fingerprint(one.sourceId);
    const ids = new Set([...remembered.withSourceId(one), ...byFingerprint.get(print)]);
    // What is one entry's anywhere is enough, as long as it was one's so far.
    const isEnough = isUniversal(one.sourceId) && ids.size === 1;
    return all([...ids]).filter((each) => isEnough || resembles(each.identity, one));
  }

  function withTitle(one: Identity): Known[] {
    // What its source called so, and what is called so now.
    const before = all(remembered.withHeading(one));
    const ofOneDay = () =>
      [one, { title: one.title }].flatMap((each) => byTitleAndDay.get(titleAndDay(each)));
    const titled = one.day === undefined ? byTitle.get(one.title) : ofOneDay();
    const now = all(titled).filter(({ identity }) => isConsistent(identity, one));
    return [before, now].flatMap((ones) => {
      const admissible = ones.filter((each) => !hasAnotherId(each, one));
      return [...admissible.filter(({ identity }) => isExactly(identity, one)), ...admissible];
    });
  }

  function inFile(one: Identity): Known[] {
    return all(remembered.withFile(one)).filter(
      (each) =>
        !hasAnotherId(each, one) &&
        agree(each.identity.address, one.address) &&
        isRevision(each.identity, one),
    );
  }

  /** Tells whether an article is known to have another id than its source gives this one. */
  function hasAnotherId({ article: { id } }: Known, { from = "", sourceId }: Identity): boolean {
    if (sourceId === undefined) return false;
    const own = ownId(sourceId, authority);
    if (own !== undefined) return own !== id;
    const print = fingerprintIn(id);
    return (
      !agree(memory.of(from)?.articles[id]?.sourceId, sourceId) ||
      (print !== undefined && print !== fingerprint(sourceId))
    );
  }

  for (const article of articles) add(article);
  return {
    has: (id) => byId.has(id),
    find(one) {
      for (const way of [atAddress, withId, withTitle, inFile]) {
        const isFree = ({ article }: Known) =>
          (found.get(article.id) ?? []).every((other) => isOneArticle(one, other));
        const known = way(one).find(isFree);
        if (known) return known.article;
      }
      return undefined;
    },
    take(article, one) {
      add(article);
      found.set(article.id, [...(found.get(article.id) ?? []), one]);
    },
  };
}

/** Tells whether nothing that is known of two articles of one title speaks against their being one. */
function isConsistent(one: Identity, other: Identity): boolean {
  return agree(one.authors, other.authors) && agree(one.day, other.day) && agree(one.address, other.address);
}

function titleAndDay({ title, day = "" }: Identity): string {
  return `${day} ${title}`;
}

function isExactly(one: Identity, other: Identity): boolean {
  return agree(one.published, other.published) && agree(one.content, other.content);
}

function fingerprintIn(id: string): string | undefined {
  return /~([0-9a-f]{12})(?:-\d+)?$/.exec(id)?.[1];
}
