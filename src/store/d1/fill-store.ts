import type { StoredArticle } from "../../domain/article.ts";
import type { WordSearch } from "../../domain/word-search.ts";
import type { ParsedStore } from "../json-file/parse-store.ts";
import { createStore } from "./create-store.ts";
import { readFacts, runBatch } from "./d1-writer.ts";
import type { Database } from "./database.ts";
import { encodeArticle, type ListName } from "./encode-article.ts";
import type { StoreChanges } from "./store-changes.ts";
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
