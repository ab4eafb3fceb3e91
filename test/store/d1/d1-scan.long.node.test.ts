import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateDocument } from "../../../bench/generated-store.ts";
import { parseSlug, type Slug } from "../../../src/domain/slug.ts";
import { parseWords } from "../../../src/domain/words.ts";
import { plainText } from "../../../src/html/markup.ts";
import { WORD_SEARCH } from "../../../src/store/character-variants.ts";
import type { ArticleRecord } from "../../../src/store/json-file/store-document.ts";
import type { ArticleStore, Order, Snapshot } from "../../../src/store/snapshot.ts";
import { aD1Store } from "../../support/a-d1-store.ts";
import { type LocalD1, startD1 } from "../../support/a-database.ts";
import { bundled } from "../../support/serve.ts";

const ARTICLES = 500;
/** How many articles a page has. */
const LIMIT = 60;

/** What is added to the titles and texts of some articles: other scripts and forms, and words that begin alike. */
const ADDED = [
  "學習與勞動",
  "學習 学习",
  "Ｇ20峰會",
  "G20 峰会",
  "g200",
  "COVID-19疫情",
  "covid 1",
  "OpenAI发布",
  "open-source",
  "3.5万 35000",
  "１２３年",
  "naïve Café",
  "Москва 2026",
  "劳动，者",
  "“劳动者”",
];

/** An article with its texts, lines and fields, in the form in which words are looked up. */
interface Scanned {
  readonly id: string;
  readonly column: string;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  readonly instant: number;
  readonly title: readonly string[];
  readonly head: readonly string[];
  readonly all: readonly string[];
}

/** A part of a query, and what the scan looks for. */
interface AskedTerm {
  readonly query: string;
  readonly pattern: RegExp;
  readonly isExcluded: boolean;
}

interface Asked {
  readonly terms: readonly AskedTerm[];
  readonly columns: readonly Slug[];
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  readonly notColumns: readonly Slug[];
  readonly notAuthors: readonly string[];
  readonly notTags: readonly string[];
  readonly since: Date | undefined;
  readonly until: Date | undefined;
  readonly order: Order;
}

const generated = generateDocument({ count: ARTICLES, characters: 250, seed: 7 });
const document = {
  ...generated,
  articles: generated.articles.map((article, index): ArticleRecord => {
    const added = ADDED[Math.floor(index / 3) % ADDED.length] ?? "";
    if (index % 3 === 0) return { ...article, title: `${added} ${article.title}` };
    return index % 3 === 1 ? { ...article, content: `${article.content ?? ""}<p>${added}</p>` } : article;
  }),
};
const NOW = new Date(generated.updated);

const fold = (text: string) =>
  WORD_SEARCH.normalize({ title: text, authors: [], editors: [], tags: [] }).split("\u001F")[0] ?? "";

/** Every visible article, newest first. */
const scanned: readonly Scanned[] = document.articles
  .map((article) => {
    const { title, summary = "", authors = [], editors = [], source, tags = [], content = "" } = article;
    const names = [...authors, ...editors, ...(source ? [source] : [])].map(({ name }) => name);
    const [foldedTitle, ...rest] = [title, summary, ...names, ...tags].map(fold);
    const head = [foldedTitle ?? "", ...rest];
    return {
      id: article.id,
      column: article.column,
      authors: authors.map(({ name }) => name),
      tags,
      instant: Date.parse(article.published ?? article.added ?? article.updated),
      title: [foldedTitle ?? ""],
      head,
      all: [...head, ...plainText(content).split("\n").map(fold)],
    };
  })
  .filter(({ instant }) => instant <= NOW.getTime())
  .sort((a, b) => b.instant - a.instant || (a.id < b.id ? -1 : 1));

let d1: LocalD1;
let stores: Readonly<Record<string, ArticleStore>>;
beforeAll(async () => {
  d1 = await startD1();
  stores = { "in D1": await aD1Store(d1, document), bundled: bundled(document) };
}, 60_000);
afterAll(() => d1.close());

/** Returns a part of a text of the store, with what surrounds it. */
const part = fc
  .record({
    article: fc.nat(scanned.length - 1),
    isHead: fc.boolean(),
    at: fc.nat(),
    length: fc.integer({ min: 1, max: 8 }),
  })
  .map(({ article, isHead, at, length }) => {
    const one = scanned[article];
    const texts = (isHead ? one?.head : one?.all)?.filter((text) => text !== "") ?? [];
    const text = texts[at % texts.length] ?? "";
    return [...text]
      .slice(at % text.length)
      .slice(0, length)
      .join("");
  });

/** A character of a word, and one of a word in a script with spaces between words: the store has no others. */
const WORD = "[\\p{L}\\p{N}\\p{M}]";
const LETTER = `[${WORD}--\\p{sc=Han}]`;
const isLetter = (character: string) => new RegExp(`^${LETTER}$`, "v").test(character);

/** Writes a term for `text`, and the pattern of what it finds in folded text; `undefined` where it has no word. */
function termOf(text: string, isPhrase: boolean, isExcluded: boolean): AskedTerm | undefined {
  // Without quotes, punctuation would make several terms of it.
  const words = fold(text).match(new RegExp(`${WORD}+`, "gu")) ?? [];
  const [first = "", ...rest] = isPhrase ? words : words.slice(0, 1);
  const written = [first, ...rest].join("，");
  if (first === "") return undefined;
  const last = [...(rest.at(-1) ?? first)].at(-1) ?? "";
  const start = isLetter([...first][0] ?? "") ? `(?<!${LETTER})` : "";
  const end = isPhrase && isLetter(last) ? `(?!${LETTER})` : "";
  const pattern = [first, ...rest].map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
  return {
    query: `${isExcluded ? "-" : ""}${isPhrase ? `"${written}"` : written}`,
    pattern: new RegExp(`${start}${pattern.join("[^\\p{L}\\p{N}\\p{M}]+")}${end}`, "v"),
    isExcluded,
  };
}

const term = fc
  .tuple(
    fc.oneof({ weight: 4, arbitrary: part }, { weight: 1, arbitrary: fc.constantFrom(...ADDED) }),
    fc.boolean(),
    fc.integer({ min: 0, max: 4 }),
  )
  .map(([text, isPhrase, kind]) => termOf(text, isPhrase, kind === 0));

const names = (field: "authors" | "tags") => [...new Set(scanned.flatMap((article) => article[field]))];
const slugs = generated.columns.flatMap(({ slug }) => parseSlug(slug) ?? []);
/** Up to two of `values`, usually none. */
const few = <Value>(values: readonly Value[]) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.subarray([...values], { minLength: 1, maxLength: 2 }) },
  );
const date = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.nat(scanned.length - 1).map((index) => new Date(scanned[index]?.instant ?? 0)) },
);
const asked: fc.Arbitrary<Asked> = fc.record({
  terms: fc.array(term, { maxLength: 4 }).map((terms) => terms.flatMap((one) => one ?? [])),
  columns: few(slugs),
  authors: few(names("authors")),
  tags: few(names("tags")),
  notColumns: few(slugs),
  notAuthors: few(names("authors")),
  notTags: few(names("tags")),
  since: date,
  until: date,
  order: fc.constantFrom("newest", "relevance"),
});

/** Looks at every article; returns the ids of those that match, in order. */
function scan(query: Asked): readonly string[] {
  const found = scanned.flatMap((article) => {
    const has = (texts: readonly string[], { pattern }: AskedTerm) =>
      texts.some((text) => pattern.test(text));
    const isAny = (some: readonly string[], values: readonly string[]) =>
      some.some((one) => values.includes(one));
    const included = query.terms.filter(({ isExcluded }) => !isExcluded);
    const isMatch =
      included.every((one) => has(article.all, one)) &&
      !query.terms.some((one) => one.isExcluded && has(article.all, one)) &&
      (query.columns.length === 0 || isAny(query.columns, [article.column])) &&
      (query.authors.length === 0 || isAny(query.authors, article.authors)) &&
      (query.tags.length === 0 || isAny(query.tags, article.tags)) &&
      !isAny(query.notColumns, [article.column]) &&
      !isAny(query.notAuthors, article.authors) &&
      !isAny(query.notTags, article.tags) &&
      article.instant >= (query.since?.getTime() ?? Number.NEGATIVE_INFINITY) &&
      article.instant < (query.until?.getTime() ?? Number.POSITIVE_INFINITY);
    if (!isMatch) return [];
    const tier = included.every((one) => has(article.title, one))
      ? 0
      : included.every((one) => has(article.head, one))
        ? 1
        : 2;
    return [{ id: article.id, tier }];
  });
  // A stable sort: within a tier, the newest stay first.
  if (query.order === "relevance" && query.terms.length > 0) found.sort((a, b) => a.tier - b.tier);
  return found.map(({ id }) => id);
}

/** Returns the ids of the articles that a store finds, page by page, and its count of them. */
async function find(snapshot: Snapshot, { terms, since, until, order, ...lists }: Asked) {
  const words = parseWords(terms.map(({ query }) => query).join(" "));
  const filter = {
    ...Object.fromEntries(
      Object.entries(lists).flatMap(([name, values]) =>
        values.length > 0 ? [[name, [...values].sort()]] : [],
      ),
    ),
    ...(words && { words }),
    ...(since && { since }),
    ...(until && { until }),
  };
  const ids: string[] = [];
  const counted = snapshot.summaries([filter]);
  let page = await snapshot.list(filter, { limit: LIMIT, order });
  ids.push(...page.heads.map(({ id }) => id));
  while (page.next) {
    page = await snapshot.list(filter, { limit: LIMIT, order, after: page.next });
    ids.push(...page.heads.map(({ id }) => id));
  }
  const [summary] = await counted;
  return { ids, summary };
}

describe("a store in D1, and one that is bundled", () => {
  it("find just what a scan of all articles finds, for any words and filters, in both orders", async () => {
    let [queries, results, empty] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { minLength: 20, maxLength: 20 }), async (some) => {
        for (const [name, store] of Object.entries(stores)) {
          const snapshot = await store.snapshot(NOW);
          await Promise.all(
            some.map(async (one) => {
              const expected = scan(one);
              const { ids, summary } = await find(snapshot, one);
              const query = { ...one, terms: one.terms.map((each) => each.query).join(" ") };
              expect({ name, query, ids }).toEqual({ name, query, ids: expected });
              if (!summary?.isMore) expect(summary?.count).toBe(expected.length);
              queries += 1;
              results += expected.length;
              if (expected.length === 0) empty += 1;
            }),
          );
        }
      }),
      // To look for a simpler failure takes long, and a failure names its query.
      { numRuns: 100, endOnFailure: true },
    );
    // Enough of the queries find something.
    expect(empty).toBeLessThan(0.8 * queries);
    expect(results).toBeGreaterThan(queries);
  }, 600_000);
});
