import { expect, it } from "vitest";
import type { ArticleRecord } from "../../src/store/json-file/store-document.ts";
import { anArticle, aStore } from "../support/a-store.ts";
import { type Get, NOW, ORIGIN, serve } from "../support/serve.ts";

const WHOLE = anArticle({
  authors: [{ name: "王晓峰", about: "Head of department", url: "https://people.example/wang" }],
  editors: [{ name: "迟语洋" }],
  source: { name: "Workers' Daily", url: "https://daily.example/" },
  url: "https://review.example/2025/on-reading",
  updated: "2025-01-03T00:00:00Z",
  summary: "In short",
  content: "<p>One &amp; two</p>\n<p>Three</p>",
  tags: ["工匠精神", "craft"],
  language: "zh-CN",
  image: "https://review.example/picture.jpg",
});
const TEASER = anArticle({
  id: "teaser",
  published: undefined,
  updated: "2024-01-01T00:00:00Z",
  summary: "Short",
});

const get = serve(aStore([WHOLE, TEASER]));

interface List {
  readonly items: readonly { id: string; url: string }[];
  readonly next_url?: string;
}

/** What a client says that wants data. */
const DATA = { headers: { Accept: "application/json" } };

async function json<T = unknown>(target: string, ask: Get = get): Promise<T> {
  return (await ask(target, DATA)).json<T>();
}

const idsOf = ({ items }: List) => items.map(({ url }) => url.replace(`${ORIGIN}/articles/`, ""));

it.each(["/articles/on-reading", "/articles/on-reading.json"])("%s is the whole article", async (target) => {
  const document = await json(target);

  expect(document).toEqual({
    id: "tag:review.example,2020:on-reading",
    url: `${ORIGIN}/articles/on-reading`,
    external_url: "https://review.example/2025/on-reading",
    title: "On reading",
    summary: "In short",
    content_html: "<p>One &amp; two</p>\n<p>Three</p>",
    content_text: expect.stringMatching(/^One & two\n+Three$/),
    date_published: "2025-01-02T00:00:00.000Z",
    date_modified: "2025-01-03T00:00:00.000Z",
    authors: [{ name: "王晓峰", about: "Head of department", url: "https://people.example/wang" }],
    editors: [{ name: "迟语洋" }],
    tags: ["工匠精神", "craft"],
    language: "zh-CN",
    image: "https://review.example/picture.jpg",
    column: { slug: "essays", title: "Essays", url: `${ORIGIN}/columns/essays` },
    source: { name: "Workers' Daily", url: "https://daily.example/" },
  });
});

it("a teaser has what is known of it, and nothing else", async () => {
  const document = await json<object>("/articles/teaser.json");

  const fields = ["column", "date_modified", "id", "language", "summary", "title", "url"];
  expect(Object.keys(document).sort()).toEqual(fields);
});

it("an article and its entry in the feed have the same id, url, title and dates", async () => {
  const [item] = (await json<{ items: Record<string, unknown>[] }>("/feed.json")).items;

  const document = await json("/articles/on-reading");

  const { id, url, title, date_published, date_modified } = item ?? {};
  expect(document).toMatchObject({ id, url, title, date_published, date_modified });
});

it.each([
  { query: "", ids: ["a", "b", "c", "d"] },
  { query: "?column=letters", ids: ["b", "d"] },
  { query: "?author=Ann", ids: ["a", "b"] },
  { query: "?tag=%E5%B7%A5%E4%BC%9A", ids: ["b", "c"] },
  { query: "?column=letters&author=Ann", ids: ["b"] },
  { query: "?column=essays&author=Ann&tag=%E5%B7%A5%E4%BC%9A", ids: [] },
  { query: "?limit=2", ids: ["a", "b"] },
])("/articles.json$query lists $ids, newest first", async ({ query, ids }) => {
  const ask = serve(
    aStore([
      anArticle({ id: "d", column: "letters", published: undefined, updated: "2025-01-01T00:00:00Z" }),
      anArticle({ id: "c", published: "2025-01-02T00:00:00Z", tags: ["工会"] }),
      anArticle({
        id: "b",
        published: "2025-01-02T00:00:00Z",
        column: "letters",
        authors: [{ name: "Ann" }],
        tags: ["工会"],
      }),
      anArticle({ id: "a", published: "2025-01-03T00:00:00Z", authors: [{ name: "Bo" }, { name: "Ann" }] }),
    ]),
  );

  const list = await json<List>(`/articles.json${query}`, ask);

  expect(idsOf(list)).toEqual(ids);
});

const MANY = Array.from({ length: 23 }, (_, index): ArticleRecord => {
  const day = String(1 + (index % 5)).padStart(2, "0");
  return anArticle({ id: `article-${index}`, published: `2025-02-${day}T00:00:00Z`, tags: ["craft"] });
});

/** Every page from `target` on, each asked of `ask`. */
async function pages(target: string, ask: Get): Promise<List[]> {
  const all: List[] = [];
  for (let next: string | undefined = target; next !== undefined; ) {
    const page: List = await json<List>(next, ask);
    all.push(page);
    next = page.next_url?.slice(ORIGIN.length);
  }
  return all;
}

it.each([1, 2, 5, 7, 22, 23, 24, 100])("pages of %d give every article once, in order", async (limit) => {
  const ask = serve(aStore(MANY));
  const everything = idsOf(await json<List>("/articles.json?limit=100", ask));

  const all = await pages(`/articles.json?limit=${limit}&tag=craft`, ask);

  expect(all.flatMap(idsOf)).toEqual(everything);
  expect(new Set(everything).size).toBe(23);
  expect(all).toHaveLength(Math.ceil(23 / limit));
});

it("paging loses and repeats nothing while articles are added at the top", async () => {
  const before = serve(aStore(MANY));
  const newest = ["x", "y"].map((id) => anArticle({ id, published: "2025-05-01T00:00:00Z" }));
  const after = serve(aStore([...newest, ...MANY], { updated: "2025-06-02T00:00:00Z" }));
  const whole = idsOf(await json<List>("/articles.json?limit=100", before));
  const first = await json<List>("/articles.json?limit=10", before);

  const rest = await pages(first.next_url?.slice(ORIGIN.length) ?? "", after);

  expect([first, ...rest].flatMap(idsOf)).toEqual(whole);
});

it("paging goes on where the article that a cursor names has been removed", async () => {
  const first = await json<List>("/articles.json?limit=10", serve(aStore(MANY)));
  const [last] = idsOf(first).slice(-1);
  const without = serve(aStore(MANY.filter(({ id }) => id !== last)));

  const rest = await pages(first.next_url?.slice(ORIGIN.length) ?? "", without);

  expect(rest.flatMap(idsOf)).toHaveLength(13);
});

it("the Link header names the next page as next_url does, with the parameters that matter", async () => {
  const ask = serve(aStore(MANY));
  const response = await ask("/articles.json?utm=1&tag=craft&limit=10&content=summary");
  const { next_url = "" } = await response.json<List>();

  expect(response.headers.get("Link")).toBe(`<${next_url}>; rel="next"`);
  expect(new URL(next_url).origin).toBe(ORIGIN);
  expect([...new URL(next_url).searchParams.keys()].sort()).toEqual(["content", "cursor", "limit", "tag"]);
});

it("the last page has no next", async () => {
  const response = await serve(aStore(MANY))("/articles.json?limit=100");

  expect(response.headers.has("Link")).toBe(false);
  expect(await response.json()).not.toHaveProperty("next_url");
});

it("/articles.json?content=summary has summaries and no content", async () => {
  const { items } = await json<List>("/articles.json?content=summary&limit=1");

  expect(items[0]).toMatchObject({ summary: "In short" });
  expect(items[0]).not.toHaveProperty("content_html");
  expect(items[0]).not.toHaveProperty("content_text");
});

it("an empty store has an empty list, not a missing one", async () => {
  const response = await serve(aStore([]))("/articles.json", {}, NOW);

  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ items: [] });
});

/** A store of subjects: an author and a tag that need encoding, and an empty column. */
const AUTHOR = encodeURIComponent("王晓峰");
const ARTICLE = anArticle({ authors: [{ name: "王晓峰" }], tags: ["Q&A"] });
const OLDER = anArticle({ id: "older", published: undefined, updated: "2024-01-01T00:00:00Z" });

const ask = serve(aStore([ARTICLE, OLDER]));

const feedsOf = (path: string) => ({
  rss: `${ORIGIN}${path}/rss.xml`,
  atom: `${ORIGIN}${path}/atom.xml`,
  json: `${ORIGIN}${path}/feed.json`,
});

const ESSAYS = {
  url: `${ORIGIN}/columns/essays`,
  count: 2,
  newest: "2025-01-02T00:00:00.000Z",
  feeds: feedsOf("/columns/essays"),
};
const LETTERS = { url: `${ORIGIN}/columns/letters`, count: 0, feeds: feedsOf("/columns/letters") };

it("/columns.json lists every column in the printed order, an empty one included", async () => {
  const document = await (await ask("/columns.json")).json();

  expect(document).toEqual({
    columns: [
      { slug: "essays", title: "Essays", ...ESSAYS },
      { slug: "letters", title: "Letters", description: "Letters to the editor", ...LETTERS },
    ],
  });
});

it.each([
  { path: "/columns/essays", says: { title: "Essays - Example Review", ...ESSAYS } },
  { path: "/columns/letters", says: { description: "Letters to the editor", ...LETTERS } },
  { path: "/columns/essays+letters", says: { count: 2, feeds: feedsOf("/columns/essays+letters") } },
  {
    path: `/authors/${AUTHOR}`,
    says: { title: "王晓峰 - Example Review", count: 1, feeds: feedsOf(`/authors/${AUTHOR}`) },
  },
  { path: "/tags/Q%26A", says: { title: "Q&A - Example Review", count: 1, feeds: feedsOf("/tags/Q%26A") } },
])("$path and its .json say what there is of it", async ({ path, says }) => {
  const [plain, dotted] = await Promise.all([ask(path, DATA), ask(`${path}.json`)]);
  const document = await plain.json();

  expect(document).toMatchObject({ ...says, url: `${ORIGIN}${path}` });
  expect(await dotted.json()).toEqual(document);
});

it("an empty column has no newest date", async () => {
  const document = await (await ask("/columns/letters", DATA)).json();

  expect(document).not.toHaveProperty("newest");
});

it.each([
  "/columns/none",
  "/columns/none.json",
  "/authors/nobody",
  "/authors/nobody.json",
  "/tags/none",
])("%s is a 404", async (target) => {
  const { status } = await ask(target);

  expect(status).toBe(404);
});

it.each([
  "/columns/essays",
  "/columns/letters",
  `/authors/${AUTHOR}`,
  "/tags/Q%26A",
  "",
])("every feed that %s names is there", async (path) => {
  const { feeds } = await (await ask(path || "/", DATA)).json<{ feeds: Record<string, string> }>();

  const answers = await Promise.all(Object.values(feeds).map((url) => ask(url.slice(ORIGIN.length))));

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
});

it.each([
  "/",
  "/index.json",
])("%s says what the publication is, and every address that it names is there", async (target) => {
  const document = await (await ask(target, DATA)).json<Record<string, unknown>>();
  const addresses = JSON.stringify(document).match(new RegExp(`${ORIGIN}[^"]*`, "g")) ?? [];
  const named = addresses.filter((address) => !address.includes("{"));

  const answers = await Promise.all(named.map((url) => ask(url.slice(ORIGIN.length))));

  expect(document).toMatchObject({
    title: "Example Review",
    description: "A made-up review",
    language: "en",
    home_page_url: "https://review.example/",
    count: 2,
    feeds: feedsOf(""),
    columns: [{ slug: "essays" }, { slug: "letters" }],
    articles_url: `${ORIGIN}/articles.json`,
    columns_url: `${ORIGIN}/columns.json`,
    article_url_template: `${ORIGIN}/articles/{id}.json`,
    author_url_template: `${ORIGIN}/authors/{author}.json`,
    tag_url_template: `${ORIGIN}/tags/{tag}.json`,
    openapi_url: `${ORIGIN}/openapi.json`,
    health_url: `${ORIGIN}/health`,
  });
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
});

it("/health says that it is well, which store it serves, and how many articles that has", async () => {
  const document = await (await ask("/health")).json();

  expect(document).toEqual({ status: "ok", version: expect.any(String), articles: 2 });
});

it("the version that /health tells moves with the store", async () => {
  const later = serve(aStore([ARTICLE, OLDER], { updated: "2025-06-02T00:00:00Z" }));
  const versions = await Promise.all(
    [ask, later].map(async (one) => (await (await one("/health")).json<{ version: string }>()).version),
  );

  expect(new Set(versions).size).toBe(2);
});
