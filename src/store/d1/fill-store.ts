import type { StoredArticle } from "../../domain/article.ts";
import type { NamedFeeds } from "../../domain/named-feed.ts";
import type { WordSearch } from "../../domain/word-search.ts";
import { UserError } from "../../operator/user-error.ts";
import { deriveColumn, deriveSite } from "../derive-article.ts";
import { wholeSecond } from "../json-file/modification-dates.ts";
import type { ParsedStore } from "../json-file/parse-store.ts";
import { readFacts, runBatch } from "./d1-writer.ts";
import { type Database, query } from "./database.ts";
import { encodeArticle, type ListName } from "./encode-article.ts";
import type { StoreChanges } from "./store-changes.ts";
import { servedFeeds } from "./store-queries.ts";
import { writeChanges } from "./write-changes.ts";

/** What an empty database is filled with. */
interface FillOptions {
  /** How messages name the store. */
  readonly name: string;
  readonly search: WordSearch;
  readonly now: Date;
}

/** What a database is filled with; its articles need not be in memory. */
interface FilledStore extends Omit<ParsedStore, "articles"> {
  readonly articles: Iterable<StoredArticle> | AsyncIterable<StoredArticle>;
}

/** How many articles are written at once. */
const GROUP_SIZE = 200;

/** Creates a store without articles in an empty database. */
export async function createStore(
  db: Database,
  {
    site,
    columns,
    feeds,
    removedFeeds,
    updated,
  }: Pick<ParsedStore, "site" | "columns" | "updated" | keyof NamedFeeds>,
  { name, now }: Pick<FillOptions, "name" | "now">,
): Promise<void> {
  const modified = wholeSecond(now.getTime());
  const served = columns.map((column) => ({ ...deriveColumn(column), modified }));
  try {
    await db.batch([
      query(
        `INSERT INTO store (id, version, updated, modified, site_modified, site, columns, served_site, served_columns,
            feeds, removed_feeds)
          VALUES (1, 1, ?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
        updated.getTime(),
        modified,
        JSON.stringify(site),
        JSON.stringify(columns),
        JSON.stringify(deriveSite(site)),
        JSON.stringify(served),
        JSON.stringify(servedFeeds(feeds, { feeds: "[]" }, modified)),
        JSON.stringify(removedFeeds),
      ),
      query(
        "INSERT INTO lists (number, kind, name, count, drafts, modified, lost) VALUES (1, 'site', '', 0, 0, 0, 0)",
      ),
    ]);
  } catch (error) {
    if (error instanceof Error && error.message.includes("UNIQUE constraint failed: store.id"))
      throw new UserError(`${name}: the database holds a store already`);
    throw error;
  }
}

/** Fills an empty database with what another store holds, which has passed its check. */
export async function fillStore(db: Database, store: FilledStore, options: FillOptions): Promise<void> {
  await createStore(db, store, options);
  const { articles, former, removed, redirects, updated, site } = store;
  const encodeGroup = (group: readonly StoredArticle[]) =>
    new Map(group.map((article) => [article, encodeArticle(article, site, options.search)]));

  /** Writes `changes`; while the database works, does `meanwhile`, and returns its result. */
  async function write<Result>(
    changes: Partial<StoreChanges>,
    context: { readonly ended?: readonly ListName[]; readonly encoded?: ReturnType<typeof encodeGroup> },
    meanwhile: () => Promise<Result>,
  ): Promise<Result> {
    const { row, facts } = await readFacts(db, options.name);
    const all = {
      ...facts,
      isChanged: true,
      articles: [],
      ids: NO_IDS,
      restored: [],
      removed: [],
      ...changes,
    };
    const queries = await writeChanges(db, all, {
      ...options,
      store: row,
      facts,
      former: { ended: context.ended ?? [], returned: [] },
      encode: (article) => context.encoded?.get(article) ?? encodeArticle(article, site, options.search),
      updated,
    });
    const written = runBatch(db, queries);
    const [result] = await Promise.all([meanwhile(), written]);
    return result;
  }

  const groups = inGroups(articles);
  const encodeNext = async () => {
    const next = await groups.next();
    return next.done ? undefined : encodeGroup(next.value);
  };
  for (let encoded = await encodeNext(); encoded; ) {
    const changes = [...encoded.keys()].map((after) => ({ after }));
    encoded = await write({ articles: changes }, { encoded }, encodeNext);
  }
  const ended = [
    ...former.authors.map((name): ListName => ({ kind: "author", name })),
    ...former.tags.map((name): ListName => ({ kind: "tag", name })),
  ];
  await write({ redirects, removed }, { ended }, async () => undefined);
}

async function* inGroups(
  articles: FilledStore["articles"],
): AsyncGenerator<readonly StoredArticle[], undefined> {
  let group: StoredArticle[] = [];
  for await (const article of articles) {
    group.push(article);
    if (group.length < GROUP_SIZE) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

const NO_IDS: StoreChanges["ids"] = { added: [], updated: [], removed: [] };
