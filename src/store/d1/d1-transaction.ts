import { isDeepStrictEqual } from "node:util";
import type { StoredArticle } from "../../domain/article.ts";
import { articleRecord } from "../../domain/article-record.ts";
import { type RemovedArticle, removedArticle } from "../../domain/removed-article.ts";
import type { WordSearch } from "../../domain/word-search.ts";
import { withPlace, withPublication } from "../article-dates.ts";
import type { Committed, Transaction } from "../article-writer.ts";
import { checkArticle } from "../json-file/check-store.ts";
import { memoryArticles } from "../json-file/memory-articles.ts";
import { memoryRemoved } from "../json-file/memory-removed.ts";
import { withoutFeeds } from "../json-file/record-lists.ts";
import type { StoreFacts } from "../store-contents.ts";
import { withoutText } from "../without-text.ts";
import { articleMatcher, countArticles } from "./count-articles.ts";
import { d1Articles, listKeys, type SavedArticle } from "./d1-articles.ts";
import type { Database } from "./database.ts";
import type { StoreChanges } from "./store-changes.ts";

/** A transaction on a database whose changes are kept in memory. */
interface D1Edit {
  readonly transaction: Transaction;
  /** Returns what the transaction has changed so far. */
  changes(): Promise<EditChanges>;
}

/** What a transaction changes, and what its caller is told of it. */
interface EditChanges extends StoreChanges {
  readonly isChanged: boolean;
  readonly ids: Committed<unknown>["articles"];
}

/** Begins a transaction at the instant `now` on a store with these `facts`; nothing is written. */
export function editD1(db: Database, facts: StoreFacts, search: WordSearch, now: Date): D1Edit {
  let { site, columns, feeds, redirects } = facts;
  const saved = d1Articles(db, site.timeZone);
  /** The articles that were looked up by their ids, as they are in the database. */
  const originals = new Map<string, SavedArticle | undefined>();
  const put = new Map<string, StoredArticle>();
  const removed = new Set<string>();
  /** The articles in `put`, with the indexes that they are found by. */
  const changed = memoryArticles([], site.timeZone);

  /** Reads the articles with these ids that have not been read yet. */
  async function loadOriginals(ids: Iterable<string>): Promise<void> {
    const unknown = [...ids].filter((id) => !originals.has(id));
    if (unknown.length === 0) return;
    for (const id of unknown) originals.set(id, undefined);
    for (const one of await saved.withIds(unknown)) originals.set(one.article.id, one);
  }
  const loadChanged = () => loadOriginals([...put.keys(), ...removed]);

  function keep(found: SavedArticle): SavedArticle {
    originals.set(found.article.id, found);
    return found;
  }

  const isUntouched = ({ article: { id } }: SavedArticle) => !put.has(id) && !removed.has(id);

  /** Returns these put articles after `found`, or among them where they were in the database. */
  async function inOrder(
    found: readonly SavedArticle[],
    some: readonly StoredArticle[],
  ): Promise<readonly StoredArticle[]> {
    await loadOriginals(some.map(({ id }) => id));
    return [
      ...found.map(({ seq, article }) => ({ seq, article })),
      ...some.map((article) => ({
        seq: originals.get(article.id)?.seq ?? Number.POSITIVE_INFINITY,
        article,
      })),
    ]
      .sort((a, b) => (a.seq === b.seq ? 0 : a.seq - b.seq))
      .map(({ article }) => article);
  }

  async function newlyRemoved(): Promise<readonly RemovedArticle[]> {
    await loadOriginals(removed);
    return [...removed].flatMap((id) => {
      const original = originals.get(id);
      const tombstone = original && removedArticle(original.article, now);
      return tombstone ? [tombstone] : [];
    });
  }

  const transaction: Transaction = {
    now,
    updated: facts.updated,
    get site() {
      return site;
    },
    get columns() {
      return columns;
    },
    get feeds() {
      return feeds;
    },
    get removedFeeds() {
      return withoutFeeds(facts, feeds).removedFeeds;
    },
    get redirects() {
      return redirects;
    },
    former: facts.former,

    async get(id) {
      if (removed.has(id)) return undefined;
      const article = put.get(id);
      if (article) return article;
      await loadOriginals([id]);
      return originals.get(id)?.article;
    },

    async find(keys) {
      const listed = listKeys(keys);
      const found = (await saved.find(listed)).map(keep);
      for (const id of listed.ids) if (!originals.has(id)) originals.set(id, undefined);
      return inOrder(found.filter(isUntouched), await changed.find(listed));
    },

    async count(filter) {
      await loadChanged();
      const matches = articleMatcher(filter, search);
      const isMatch = (article: StoredArticle | undefined) => (article && matches(article) ? 1 : 0);
      let count = await countArticles(db, filter, search);
      for (const id of [...put.keys(), ...removed])
        count += isMatch(put.get(id)) - isMatch(originals.get(id)?.article);
      return count;
    },

    async *all() {
      const added = new Map(put);
      for await (const { article } of saved.all()) {
        added.delete(article.id);
        if (!removed.has(article.id)) yield put.get(article.id) ?? article;
      }
      yield* added.values();
    },

    async *allWithoutTexts() {
      const added = new Map(put);
      for await (const article of saved.allWithoutTexts()) {
        const changed = added.get(article.id);
        added.delete(article.id);
        if (!removed.has(article.id)) yield changed ? withoutText(changed) : article;
      }
      for (const article of added.values()) yield withoutText(article);
    },

    async findRemoved(keys) {
      const listed = listKeys(keys);
      const before = await saved.findRemoved(listed);
      const after = await memoryRemoved(await newlyRemoved()).find(listed);
      return [...before.filter(({ id }) => !put.has(id)), ...after];
    },

    async *allRemoved() {
      for await (const one of saved.allRemoved()) if (!put.has(one.id)) yield one;
      yield* await newlyRemoved();
    },

    async check(articles) {
      await loadOriginals(articles.map(({ id }) => id));
      return articles.flatMap((article) =>
        checkArticle(articleRecord(dated(article), site.timeZone), { columns, now }),
      );
    },

    async put(article) {
      removed.delete(article.id);
      put.set(article.id, article);
      changed.put(article);
    },

    async remove(id) {
      put.delete(id);
      changed.remove(id);
      removed.add(id);
    },

    async putSite(after) {
      if (!isDeepStrictEqual(site, after)) site = after;
    },

    async putColumns(after) {
      if (!isDeepStrictEqual(columns, after)) columns = after;
    },

    async putFeeds(after) {
      if (!isDeepStrictEqual(feeds, after)) feeds = after;
    },

    async putRedirects(after) {
      if (!isDeepStrictEqual(redirects, after)) redirects = after;
    },
  };

  /** Returns `article` with the dates that it gets when it is written. */
  function dated(article: StoredArticle): StoredArticle {
    return withPublication(withPlace(article, originals.get(article.id)?.article), now);
  }

  return {
    transaction,
    async changes() {
      await loadChanged();
      const isOriginal = (article: StoredArticle) =>
        isDeepStrictEqual(originals.get(article.id)?.article, article);
      const after = [...put.values()].filter((article) => !isOriginal(article));
      const isThere = ({ id }: StoredArticle) => originals.get(id) !== undefined;
      const [updated, added] = [after.filter(isThere), after.filter((article) => !isThere(article))];
      const gone = [...removed].flatMap((id) => originals.get(id) ?? []);
      return {
        site,
        columns,
        ...(feeds === facts.feeds ? { feeds, removedFeeds: facts.removedFeeds } : withoutFeeds(facts, feeds)),
        redirects,
        isChanged:
          after.length + gone.length > 0 ||
          site !== facts.site ||
          columns !== facts.columns ||
          feeds !== facts.feeds ||
          redirects !== facts.redirects,
        articles: [
          ...updated.map((article) => ({ before: originals.get(article.id), after: dated(article) })),
          ...gone.map((before) => ({ before })),
          ...added.map((article) => ({ after: dated(article) })),
        ],
        ids: {
          added: added.map(({ id }) => id),
          updated: updated.map(({ id }) => id),
          removed: gone.map(({ article: { id } }) => id),
        },
        restored: added.map(({ id }) => id),
        removed: await newlyRemoved(),
      };
    },
  };
}
