import { expect, it } from "vitest";
import { anArticle, aStore } from "../support/a-store.ts";
import { ORIGIN, serve } from "../support/serve.ts";

/** A week apart, so that no feed holds more than its limit. */
const ESSAYS = Array.from({ length: 120 }, (_, index) =>
  anArticle({
    id: `essay-${index}`,
    published: new Date(Date.UTC(2023, 0, 1 + 7 * index)).toISOString(),
    summary: "Short",
    content: "<p>Long</p>",
  }),
);
const get = serve(aStore([...ESSAYS, anArticle({ id: "letter", column: "letters" })]));

interface Feed {
  readonly feed_url: string;
  readonly items: readonly { id: string; content_html?: string; summary?: string }[];
}

async function feed(target: string): Promise<Feed> {
  return (await get(target)).json<Feed>();
}

it.each([
  { target: "/feed.json", count: 20 },
  { target: "/feed.json?limit=1", count: 1 },
  { target: "/feed.json?limit=20", count: 20 },
  { target: "/feed.json?limit=99", count: 99 },
  { target: "/feed.json?limit=100", count: 100 },
  { target: "/columns/letters/feed.json?limit=100", count: 1 },
  { target: "/articles.json", count: 20 },
  { target: "/articles.json?limit=100", count: 100 },
])("$target has $count articles", async ({ target, count }) => {
  const { items } = await feed(target);

  expect(items).toHaveLength(count);
});

it.each(
  [
    ["limit", ["0", "101", "-1", "1.5", "1e1", "0x10", "007", "", "%20", "ten", "+5", "%EF%BC%95", "NaN"]],
    ["limit", ["Infinity", "9".repeat(400), "5%00", "5,6", "1;2"]],
    ["content", ["", "FULL", "none", "full,summary", "constructor"]],
    ["exclude", ["", ",", "none", "essays,none", "essays,,letters", "__proto__", "Essays"]],
  ].flatMap(([name, values]) => [values ?? []].flat().map((value) => ({ name, value }))),
)("/rss.xml?$name=$value is a 400 that says what is allowed", async ({ name, value }) => {
  const response = await get(`/rss.xml?${name}=${value}`);
  const problem = await response.json<{ type: string; detail: string }>();

  expect(response.status).toBe(400);
  expect(problem.type).toContain("bad-parameter");
  expect(problem.detail).toMatch(/^"(?:limit|content|exclude)" is .*(?:1 to 100|"summary"|essays, letters)/);
});

it.each([
  "",
  "abc",
  "1",
  "1_",
  "_a",
  "1e3_a",
  "99999999999999999_a",
  "8640000000000001_a",
  "1_%00",
  "1_a b",
])('the cursor "%s" is a 400', async (cursor) => {
  const response = await get(`/articles.json?cursor=${cursor}`);

  expect(response.status).toBe(400);
});

it.each([
  "column=Not%20a%20slug",
  "column=",
  "limit=0",
  "content=short",
])("/articles.json?%s is a 400", async (query) => {
  const { status } = await get(`/articles.json?${query}`);

  expect(status).toBe(400);
});

it.each(["column=none", "author=nobody", "tag=none"])("/articles.json?%s is a 404", async (query) => {
  const { status } = await get(`/articles.json?${query}`);

  expect(status).toBe(404);
});

it.each([
  "/rss.xml?limit=5&limit=5",
  "/atom.xml?content=full&limit=3&content=full",
  "/feed.json?exclude=essays&exclude=letters",
  "/articles.json?limit=1&limit=2",
])("%s, which says a parameter twice, is a 400", async (target) => {
  const { status } = await get(target);

  expect(status).toBe(400);
});

it.each([
  { target: "/rss.xml?utm_source=x", same: "/rss.xml" },
  { target: "/rss.xml?", same: "/rss.xml" },
  { target: "/rss.xml?Limit=0", same: "/rss.xml" },
  { target: "/rss.xml?cursor=abc", same: "/rss.xml" },
  { target: "/rss.xml?utm=1&utm=2&%ff=%00&__proto__=x", same: "/rss.xml" },
  { target: "/columns/essays/atom.xml?exclude=none", same: "/columns/essays/atom.xml" },
  { target: "/articles/essay-1?limit=0&content=none", same: "/articles/essay-1" },
  { target: "/columns.json?limit=0", same: "/columns.json" },
  { target: "/feed.json?fbclid=1&limit=3", same: "/feed.json?limit=3" },
  { target: "/articles.json?utm=1&limit=3", same: "/articles.json?limit=3" },
])("$target is $same: a parameter that is not known makes no difference", async ({ target, same }) => {
  const plain = await get(same);

  const response = await get(target);

  expect(response.status).toBe(200);
  expect(response.headers.get("ETag")).toBe(plain.headers.get("ETag"));
  expect(await response.text()).toBe(await plain.text());
});

it.each([
  { target: "/feed.json", self: "/feed.json" },
  { target: "/feed.json?content=full&page=1&paged=1", self: "/feed.json" },
  { target: "/feed.json?limit=20", self: "/feed.json?limit=20" },
  { target: "/feed.json?utm=1&limit=5", self: "/feed.json?limit=5" },
  { target: "/feed.json?content=summary&limit=5", self: "/feed.json?limit=5&content=summary" },
  { target: "/feed.json?exclude=letters,essays", self: "/feed.json?not-column=essays&not-column=letters" },
  { target: "/feed.json?exclude=letters+letters", self: "/feed.json?not-column=letters" },
  { target: "/columns/essays/feed.json?exclude=letters", self: "/columns/essays/feed.json" },
])("$target names itself $self, in the body and in Link", async ({ target, self }) => {
  const response = await get(target);
  const { feed_url } = await response.json<Feed>();

  expect(feed_url).toBe(`${ORIGIN}${self}`);
  const [link] = response.headers.get("Link")?.split(", ") ?? [];
  expect(link).toBe(`<${ORIGIN}${self}>; rel="self"; type="application/feed+json"`);
});

it("content=summary leaves content out and keeps the summary; content=full has both", async () => {
  const [short] = (await feed("/feed.json?content=summary&limit=1")).items;
  const [whole] = (await feed("/feed.json?content=full&limit=1")).items;

  expect(short).toMatchObject({ summary: "Short" });
  expect(short).not.toHaveProperty("content_html");
  expect(whole).toMatchObject({ summary: "Short", content_html: "<p>Long</p>" });
});

it.each([
  { exclude: "essays", count: 1 },
  { exclude: "letters", count: 100 },
  { exclude: "essays,letters", count: 0 },
  { exclude: "essays+letters", count: 0 },
])("exclude=$exclude leaves $count of 100 articles in the site feed", async ({ exclude, count }) => {
  const { items } = await feed(`/feed.json?limit=100&exclude=${exclude}`);

  expect(items).toHaveLength(count);
});
