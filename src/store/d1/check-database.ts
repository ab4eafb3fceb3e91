import type { StoredArticle } from "../../domain/article.ts";
import { jsonPointer } from "../../domain/json-pointer.ts";
import type { WordSearch } from "../../domain/word-search.ts";
import type { Finding } from "../invalid-store-error.ts";
import type { StoreFacts } from "../store-contents.ts";
import { checkChanges } from "./check-changes.ts";
import { countArticles } from "./count-articles.ts";
import { d1Articles, type SavedArticle } from "./d1-articles.ts";
import type { Database } from "./database.ts";
import { noChanges } from "./store-changes.ts";
import { readFacts } from "./store-facts.ts";

/** What a check of a whole store found. */
interface CheckedDatabase {
  readonly findings: readonly Finding[];
  /** What may be a mistake. */
  readonly warnings: readonly Finding[];
  readonly columns: number;
  readonly articles: number;
}

/** What a database is checked with. */
interface CheckOptions {
  /** How messages name the store. */
  readonly name: string;
  readonly search: WordSearch;
  readonly now: Date;
}

/** How many articles are checked at once. */
const GROUP_SIZE = 200;

/** Checks everything in a store, as each change is checked when it is written; articles in groups, so that few are in memory. */
export async function checkDatabase(
  db: Database,
  { name, search, now }: CheckOptions,
): Promise<CheckedDatabase> {
  const { facts } = await readFacts(db, name);
  const findings = [...(await checkGroup(db, facts, [], { search, now }))];
  let articles = 0;
  const check = async (group: readonly SavedArticle[]) => {
    articles += group.length;
    const found = await checkGroup(db, facts, group, { search, now });
    // What is not about an article has been found already.
    findings.push(...found.filter(({ article }) => article !== undefined));
  };
  let group: SavedArticle[] = [];
  for await (const saved of d1Articles(db, facts.site.timeZone).all()) {
    group.push(saved);
    if (group.length < GROUP_SIZE) continue;
    await check(group);
    group = [];
  }
  await check(group);
  return {
    findings,
    warnings: await unusedNames(db, facts, search),
    columns: facts.columns.length,
    articles,
  };
}

async function checkGroup(
  db: Database,
  facts: StoreFacts,
  group: readonly SavedArticle[],
  context: { readonly search: WordSearch; readonly now: Date },
): Promise<readonly Finding[]> {
  const articles = group.map((before) => ({ before, after: before.article }));
  const unchanged = { ...noChanges(facts), articles };
  return checkChanges(db, facts, unchanged, { ...context, updated: facts.updated });
}

/** Returns the authors and tags that named feeds select by and that no article has, as the check of a file does. */
async function unusedNames(
  db: Database,
  { feeds }: StoreFacts,
  search: WordSearch,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [place, { filter }] of feeds.entries()) {
    for (const field of ["authors", "tags", "notAuthors", "notTags"] as const) {
      const isAuthor = field === "authors" || field === "notAuthors";
      for (const [index, name] of (filter[field] ?? []).entries()) {
        const own: StoredArticle["tags"] = [name];
        const count = await countArticles(db, isAuthor ? { authors: own } : { tags: own }, search);
        const message = `found "${name}", ${isAuthor ? "an author" : "a tag"} that no article has; correct it if it was renamed`;
        const pointer = jsonPointer(["feeds", place, "filter", field, index]);
        if (count === 0) findings.push({ pointer, message });
      }
    }
  }
  return findings;
}
