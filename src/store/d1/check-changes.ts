import { articleRecord } from "../../domain/article-record.ts";
import { formatInstant } from "../../domain/format-instant.ts";
import { identifierKey } from "../../domain/identifier-key.ts";
import { tagUri } from "../../domain/site.ts";
import type { WordSearch } from "../../domain/word-search.ts";
import type { Finding } from "../invalid-store-error.ts";
import { checkStore } from "../json-file/check-store.ts";
import { columnRecord, feedRecord } from "../json-file/format-store.ts";
import { removedRecord } from "../json-file/removed-record.ts";
import type { ArticleRecord, StoreDocument } from "../json-file/store-document.ts";
import type { StoreFacts } from "../store-contents.ts";
import { countArticles } from "./count-articles.ts";
import { d1Articles } from "./d1-articles.ts";
import type { Database } from "./database.ts";
import type { StoreChanges } from "./store-changes.ts";

/**
 * Checks what a store would hold after `changes` at the instant `now`: what they touch, and what has to do with it. What
 * was in the store before has passed its check. Pointers to a value of an article are into that article.
 */
export async function checkChanges(
  db: Database,
  facts: StoreFacts,
  changes: StoreChanges,
  {
    search,
    now,
    updated = now,
  }: {
    readonly search: WordSearch;
    readonly now: Date;
    /** The date of the store after them; `now` where it is absent. */
    readonly updated?: Date;
  },
): Promise<readonly Finding[]> {
  const { site, columns, feeds, removedFeeds, redirects } = changes;
  const toRecord = (article: Parameters<typeof articleRecord>[0]): ArticleRecord =>
    articleRecord(article, site.timeZone);
  const after = changes.articles.flatMap((change) => change.after ?? []);
  const touched = new Set([
    ...after.map(({ id }) => id),
    ...changes.articles.flatMap(({ before }) => before?.article.id ?? []),
  ]);
  const related = await readRelated(db, changes);
  const unchanged = related.articles.filter(({ id }) => !touched.has(id)).map(toRecord);
  const articles = [...unchanged, ...after.map(toRecord)];
  const isStillRemoved = ({ id }: { readonly id: string }) => !changes.restored.includes(id);
  const removed = [...related.removed.filter(isStillRemoved), ...changes.removed];
  const document: StoreDocument = {
    updated: formatInstant(updated, site.timeZone),
    site,
    columns: columns.map((column) => columnRecord(column)),
    feeds: feeds.map((feed) => feedRecord(feed, site.timeZone)),
    removedFeeds: [...removedFeeds],
    redirects: [...redirects],
    removed: removed.map((article) => removedRecord(article, site.timeZone)),
    articles,
  };
  const checked = checkStore(document, now, new Set(unchanged));
  const findings = checked.ok ? [] : checked.findings.map((finding) => inArticle(finding, document));
  return [...findings, ...(await missingColumns(db, facts, changes, search))];
}

/** Reads the articles and removed ones that what is changed has to be compared with. */
async function readRelated(db: Database, { articles, site, redirects }: StoreChanges) {
  const saved = d1Articles(db, site.timeZone);
  const after = articles.flatMap((change) => change.after ?? []);
  const guids = after.flatMap(({ guid }) => guid ?? []);
  // The id of an entry is made from that of its article, and may be the guid of no other.
  const prefix = tagUri(site, "");
  const keys = {
    ids: [
      ...after.map(({ id }) => id),
      ...guids.flatMap((guid) => (guid.startsWith(prefix) ? [guid.slice(prefix.length)] : [])),
      ...redirects.flatMap(({ from, to }) => [...segmentsOf(from), ...segmentsOf(to)]),
    ],
    guids: [...guids, ...after.map(({ id }) => tagUri(site, id))].map(identifierKey),
  };
  const [found, removed] = await Promise.all([saved.find(keys), saved.findRemoved(keys)]);
  return { articles: found.map(({ article }) => article), removed };
}

/** Returns the segments of a path that may be the id of an article. */
function segmentsOf(address: string): readonly string[] {
  const { pathname } = new URL(`http://host.invalid${address}`);
  return pathname.split("/").flatMap((segment) => {
    try {
      const text = decodeURIComponent(segment);
      return [text, text.replace(/\.\w+$/, "")];
    } catch {
      return [];
    }
  });
}

/** Reports each column that is to be removed and has articles. */
async function missingColumns(
  db: Database,
  facts: StoreFacts,
  { columns, articles }: StoreChanges,
  search: WordSearch,
): Promise<readonly Finding[]> {
  const gone = facts.columns.filter(({ slug }) => columns.every((column) => column.slug !== slug));
  const findings = await Promise.all(
    gone.map(async ({ slug }): Promise<readonly Finding[]> => {
      let count = await countArticles(db, { columns: [slug] }, search);
      // Those that would come into it are reported one by one.
      for (const { before } of articles) if (before?.article.column === slug) count -= 1;
      if (count === 0) return [];
      const message = `found ${count} articles in the column "${slug}"; move them to another column, or keep the column`;
      return [{ pointer: "/columns", message }];
    }),
  );
  return findings.flat();
}

/** Returns `finding` with a pointer into its article, and with the ids of other articles in place of pointers. */
function inArticle({ pointer, article, message }: Finding, document: StoreDocument): Finding {
  const idAt = (list: string, index: string) => {
    const records = list === "articles" ? document.articles : document.removed;
    return `the ${list === "articles" ? "" : "removed "}article ${records?.[Number(index)]?.id}`;
  };
  return {
    pointer: article === undefined ? pointer : pointer.replace(/^\/articles\/\d+/, ""),
    ...(article !== undefined && { article }),
    message: /\/(?:id|guid)$/.test(pointer)
      ? message.replace(
          /(?<=", (?:as in|the id of the entry of) )\/(articles|removed)\/(\d+)(?=; )/,
          (_, list, index) => idAt(list, index),
        )
      : message,
  };
}
