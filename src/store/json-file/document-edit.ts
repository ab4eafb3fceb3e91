import { isDeepStrictEqual } from "node:util";
import type { StoredArticle } from "../../domain/article.ts";
import { articleRecord } from "../../domain/article-record.ts";
import { formatInstant } from "../../domain/format-instant.ts";
import { type FormerNames, NO_FORMER_NAMES } from "../../domain/former-names.ts";
import { removedArticle } from "../../domain/removed-article.ts";
import { withPlace } from "../article-dates.ts";
import type { Committed, Transaction } from "../article-writer.ts";
import { checkArticle } from "./check-store.ts";
import { siteRecord, updatedArticleRecord } from "./format-store.ts";
import { memoryArticles } from "./memory-articles.ts";
import { memoryRemoved } from "./memory-removed.ts";
import { parseStore } from "./parse-store.ts";
import { columnRecords, redirectRecords, withFeeds, withoutFeeds, withRemoved } from "./record-lists.ts";
import type { ArticleRecord, StoreDocument } from "./store-document.ts";

/** A transaction on a document in memory. */
interface DocumentEdit {
  readonly transaction: Transaction;
  /** Returns what the transaction made of the document. */
  result(): EditedDocument;
}

/** What a transaction made of a document. */
interface EditedDocument extends Pick<Committed<unknown>, "articles" | "ended"> {
  /** The document it began with, where it changed nothing; records that did not change are identical. */
  readonly document: StoreDocument;
  /** The records that have passed the check by themselves. */
  readonly checked: ReadonlySet<ArticleRecord>;
}

/** Begins a transaction on `before`, which has passed its check, at the instant `now`. */
export function editDocument(before: StoreDocument, now: Date): DocumentEdit {
  const { updated, articles: parsed, removed: parsedRemoved, ...store } = parseStore(before);
  let { site, columns, feeds, redirects } = store;
  const originals = new Map(parsed.map((article) => [article.id, article]));
  const originalRecords = new Map(before.articles.map((record) => [record.id, record]));
  const articles = memoryArticles(parsed, site.timeZone);
  const originalRemoved = new Map(parsedRemoved.map((article) => [article.id, article]));
  const removedArticles = memoryRemoved(parsedRemoved);
  /** The records of the articles, made once each. */
  const records = new WeakMap<StoredArticle, ArticleRecord>();
  const checked = new Set<ArticleRecord>(before.articles);
  const [put, removed] = [new Map<string, StoredArticle>(), new Set<string>()];

  function recordOf(article: StoredArticle): ArticleRecord {
    const known = records.get(article);
    if (known) return known;
    const record = withPublication(newRecordOf(article), now);
    records.set(article, record);
    return record;
  }

  function newRecordOf(article: StoredArticle): ArticleRecord {
    const [previous, original] = [originalRecords.get(article.id), originals.get(article.id)];
    if (previous && original === article) return previous;
    const placed = withPlace(article, original);
    return previous
      ? updatedArticleRecord(previous, placed, site.timeZone)
      : articleRecord(placed, site.timeZone);
  }

  const transaction: Transaction = {
    now,
    updated,
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
      return withoutFeeds(store, feeds).removedFeeds;
    },
    get redirects() {
      return redirects;
    },
    former: store.former,
    get: articles.get,
    find: articles.find,
    count: articles.count,
    all: articles.all,
    allWithoutTexts: articles.allWithoutTexts,
    findRemoved: removedArticles.find,
    allRemoved: removedArticles.all,

    async check(some) {
      return some.flatMap((article) => {
        const record = recordOf(article);
        const findings = checkArticle(record, { columns, now });
        if (findings.length === 0) checked.add(record);
        return findings;
      });
    },

    async put(article) {
      const original = originals.get(article.id);
      const isOriginal = original !== undefined && isDeepStrictEqual(original, article);
      const kept = isOriginal ? original : article;
      articles.put(kept);
      removed.delete(article.id);
      removedArticles.remove(article.id);
      if (isOriginal) put.delete(article.id);
      else put.set(article.id, kept);
    },

    async remove(id) {
      articles.remove(id);
      put.delete(id);
      const original = originals.get(id);
      if (original) removed.add(id);
      const tombstone = original ? removedArticle(original, now) : originalRemoved.get(id);
      if (tombstone) removedArticles.put(tombstone);
    },

    async putSite(changed) {
      if (!isDeepStrictEqual(site, changed)) site = changed;
    },

    async putColumns(changed) {
      if (!isDeepStrictEqual(columns, changed)) columns = changed;
    },

    async putFeeds(changed) {
      if (!isDeepStrictEqual(feeds, changed)) feeds = changed;
    },

    async putRedirects(changed) {
      if (!isDeepStrictEqual(redirects, changed)) redirects = changed;
    },
  };

  return {
    transaction,
    result() {
      const ids = [...put.keys()];
      const changes = {
        added: ids.filter((id) => !originals.has(id)),
        updated: ids.filter((id) => originals.has(id)),
        removed: [...removed],
      };
      const isChanged =
        put.size + removed.size > 0 ||
        site !== store.site ||
        columns !== store.columns ||
        feeds !== store.feeds ||
        redirects !== store.redirects;
      if (!isChanged) return { document: before, articles: changes, ended: NO_FORMER_NAMES, checked };

      const kept = [...originals.values()].filter(({ id }) => !removed.has(id));
      const added = changes.added.flatMap((id) => put.get(id) ?? []);
      const after = [...kept.map((article) => put.get(article.id) ?? article), ...added];
      const changed = [...ids, ...removed].flatMap((id) => originals.get(id) ?? []);
      const former = formerNames(store.former, published(changed, now), published(after, now));
      return {
        document: {
          ...before,
          updated: formatInstant(now, site.timeZone),
          site: site === store.site ? before.site : siteRecord(site, before.site),
          columns: columns === store.columns ? before.columns : columnRecords(before.columns, columns),
          ...(feeds !== store.feeds && withFeeds(before, withoutFeeds(store, feeds), site.timeZone)),
          ...(redirects !== store.redirects && { redirects: redirectRecords(before.redirects, redirects) }),
          ...(former.authors !== store.former.authors && { formerAuthors: [...former.authors] }),
          ...(former.tags !== store.former.tags && { formerTags: [...former.tags] }),
          ...withRemoved(before.removed, removedArticles.values(), site.timeZone),
          articles: after.map(recordOf),
        },
        articles: changes,
        ended: {
          authors: former.authors.filter((name) => !store.former.authors.includes(name)),
          tags: former.tags.filter((name) => !store.former.tags.includes(name)),
        },
        checked,
      };
    },
  };
}

function published(articles: readonly StoredArticle[], now: Date): readonly StoredArticle[] {
  return articles.filter((article) => article.published === undefined || article.published <= now);
}

/** Returns the names that are former after a change: of those before it and of `changed`, what `articles` do not have. */
function formerNames(
  before: FormerNames,
  changed: readonly StoredArticle[],
  articles: readonly StoredArticle[],
): FormerNames {
  const namesOf = {
    authors: ({ authors }: StoredArticle) => authors.map(({ name }) => name),
    tags: ({ tags }: StoredArticle) => tags,
  };
  const former = (kind: keyof FormerNames) => {
    const present = new Set(articles.flatMap(namesOf[kind]));
    const known = new Set([...before[kind], ...changed.flatMap(namesOf[kind])]);
    const after = [...known].filter((name) => !present.has(name));
    return isDeepStrictEqual(after, before[kind]) ? before[kind] : after;
  };
  return { authors: former("authors"), tags: former("tags") };
}

/** Returns `record` with the date of its publication, where it was published after its last edit. */
function withPublication(record: ArticleRecord, now: Date): ArticleRecord {
  const { published, updated } = record;
  if (published === undefined || new Date(published) > now || new Date(updated) >= new Date(published))
    return record;
  return { ...record, updated: published };
}
