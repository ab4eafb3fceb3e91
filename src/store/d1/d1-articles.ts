import type { StoredArticle } from "../../domain/article.ts";
import type { RemovedArticle } from "../../domain/removed-article.ts";
import type { ArticleKeys, RemovedArticleKeys } from "../article-writer.ts";
import { memoryArticles } from "../json-file/memory-articles.ts";
import { memoryRemoved } from "../json-file/memory-removed.ts";
import type { ArticleWithoutText } from "../without-text.ts";
import { lookUpHashes } from "./article-keys.ts";
import type { Database } from "./database.ts";
import { jsonParameters } from "./json-parameters.ts";
import { selectPages } from "./select-pages.ts";
import {
  parseStored,
  parseWithoutText,
  STORED_COLUMNS,
  type StoredRow,
  type WithoutTextRow,
} from "./stored-rows.ts";

/** How many whole articles are read at once. */
const PAGE_SIZE = 100;

/** What has a number, its position in the order in which it was added. */
interface NumberedRow {
  readonly seq: number;
}

const PAGE = { size: PAGE_SIZE, keyOf: ({ seq }: NumberedRow) => seq };

/** An article in the database. */
export interface SavedArticle extends NumberedRow {
  /** Its position in the order of all articles; `null` for a draft. */
  readonly place: number | null;
  readonly article: StoredArticle;
}

/** Look-ups of articles as they were written, and of what is kept of removed ones. */
interface D1Articles {
  /** Returns the articles with these ids, in the order in which they were added. */
  withIds(ids: Iterable<string>): Promise<readonly SavedArticle[]>;
  /** Returns the articles that have any of `keys`, in the order in which they were added. */
  find(keys: ArticleKeys): Promise<readonly SavedArticle[]>;
  /** Yields every article, in the order in which they were added. */
  all(): AsyncIterable<SavedArticle>;
  allWithoutTexts(): AsyncIterable<ArticleWithoutText>;
  findRemoved(keys: RemovedArticleKeys): Promise<readonly RemovedArticle[]>;
  allRemoved(): AsyncIterable<RemovedArticle>;
}

/** A table of articles, or of removed ones, as look-ups read it. */
interface Table<Row, Item> {
  /** Selects its rows, given those of a table expression `found (seq)` in their order. */
  readonly selectFound: string;
  /** Selects the rows after the parameter in the order of `seq`, up to a number. */
  readonly selectAfter: string;
  readonly keys: "keys" | "removed_keys";
  readonly name: "articles" | "removed";
  parse(row: Row): Item;
}

const ARTICLES: Table<StoredRow, SavedArticle> = {
  selectFound: `SELECT ${STORED_COLUMNS} FROM found
    CROSS JOIN articles ON articles.seq = found.seq
    CROSS JOIN bodies ON bodies.seq = found.seq ORDER BY found.seq`,
  selectAfter: `SELECT ${STORED_COLUMNS} FROM articles CROSS JOIN bodies ON bodies.seq = articles.seq
    WHERE articles.seq > ?1 ORDER BY articles.seq LIMIT ${PAGE_SIZE}`,
  keys: "keys",
  name: "articles",
  parse: (row) => ({ seq: row.seq, place: row.place, article: parseStored(row) }),
};

interface RemovedRow extends NumberedRow {
  readonly article: string;
}

const REMOVED: Table<RemovedRow, RemovedArticle & { readonly seq: number }> = {
  selectFound:
    "SELECT removed.seq, article FROM found CROSS JOIN removed ON removed.seq = found.seq ORDER BY found.seq",
  selectAfter: `SELECT seq, article FROM removed WHERE seq > ?1 ORDER BY seq LIMIT ${PAGE_SIZE}`,
  keys: "removed_keys",
  name: "removed",
  parse: ({ seq, article }) => ({ seq, ...parseRemoved(article) }),
};

/** How many articles are read at once without their texts. */
const HEADS_PAGE_SIZE = 1000;

const SELECT_WITHOUT_TEXTS = `SELECT seq, id, place, head, written FROM articles
  WHERE seq > ?1 ORDER BY seq LIMIT ${HEADS_PAGE_SIZE}`;

/** Returns look-ups in `db`, for a site in `timeZone`. */
export function d1Articles(db: Database, timeZone: string): D1Articles {
  /** Yields what has any of these hashes and ids, in the order of `seq`, each once. */
  async function* found<Row extends NumberedRow, Item>(
    { selectFound, keys, name, parse }: Table<Row, Item>,
    hashes: string,
    ids: string,
  ): AsyncGenerator<Item> {
    const sql = `WITH found AS (
      SELECT seq FROM (
        SELECT ${keys}.seq FROM json_each(?2) AS hashes CROSS JOIN ${keys} ON ${keys}.hash = hashes.value
        UNION SELECT ${name}.seq FROM json_each(?3) AS ids CROSS JOIN ${name} ON ${name}.id = ids.value
      ) WHERE seq > ?1 ORDER BY seq LIMIT ${PAGE_SIZE}
    ) ${selectFound}`;
    for await (const row of selectPages<Row>(db, { sql, ...PAGE }, hashes, ids)) yield parse(row);
  }

  /** Returns what has any of these hashes and ids, and perhaps others, in the order of `seq`, each once. */
  async function candidates<Row extends NumberedRow, Item extends NumberedRow>(
    table: Table<Row, Item>,
    hashes: readonly number[],
    ids: Iterable<string>,
  ): Promise<readonly Item[]> {
    const [hashLists, idLists] = [jsonParameters(hashes), jsonParameters(ids)];
    const bySeq = new Map<number, Item>();
    for (let part = 0; part < Math.max(hashLists.length, idLists.length); part++) {
      for await (const item of found(table, hashLists[part] ?? "[]", idLists[part] ?? "[]"))
        bySeq.set(item.seq, item);
    }
    return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  }

  async function* every<Row extends NumberedRow, Item>({
    selectAfter,
    parse,
  }: Table<Row, Item>): AsyncGenerator<Item> {
    for await (const row of selectPages<Row>(db, { sql: selectAfter, ...PAGE })) yield parse(row);
  }

  return {
    withIds: (ids) => candidates(ARTICLES, [], ids),

    async find(asked) {
      const keys = listKeys(asked);
      const saved = await candidates(ARTICLES, lookUpHashes(keys), keys.ids);
      // Different keys may have one hash.
      const exact = memoryArticles(
        saved.map(({ article }) => article),
        timeZone,
      );
      const matching = new Set((await exact.find(keys)).map(({ id }) => id));
      return saved.filter(({ article }) => matching.has(article.id));
    },

    all: () => every(ARTICLES),

    async *allWithoutTexts() {
      const pages = { ...PAGE, sql: SELECT_WITHOUT_TEXTS, size: HEADS_PAGE_SIZE };
      for await (const row of selectPages<WithoutTextRow>(db, pages)) yield parseWithoutText(row);
    },

    async findRemoved(asked) {
      const keys = listKeys(asked);
      const removed = await candidates(REMOVED, lookUpHashes(keys), keys.ids);
      return memoryRemoved(removed.map(withoutSeq)).find(keys);
    },

    async *allRemoved() {
      for await (const removed of every(REMOVED)) yield withoutSeq(removed);
    },
  };
}

/** Returns keys that can be read more than once. */
export function listKeys<Title>({
  ids = [],
  guids = [],
  addresses = [],
  sourceIdHashes = [],
  titles = [],
}: Omit<ArticleKeys, "titles"> & { readonly titles?: Iterable<Title> }) {
  return {
    ids: [...ids],
    guids: [...guids],
    addresses: [...addresses],
    sourceIdHashes: [...sourceIdHashes],
    titles: [...titles],
  };
}

function withoutSeq({ seq: _, ...removed }: RemovedArticle & { readonly seq: number }): RemovedArticle {
  return removed;
}

/** Parses what is kept of a removed article, which was checked when it was written. */
function parseRemoved(json: string): RemovedArticle {
  const { published, ...removed } = JSON.parse(json) as Omit<RemovedArticle, "published"> & {
    readonly published?: number;
  };
  return { ...removed, ...(published !== undefined && { published: new Date(published) }) };
}

/** Writes what {@linkcode D1Articles.allRemoved} reads. */
export function formatRemoved({ published, ...removed }: RemovedArticle): string {
  return JSON.stringify({ ...removed, ...(published && { published: published.getTime() }) });
}
