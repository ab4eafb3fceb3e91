import { expect, it } from "vitest";
import { anArticle, aStore } from "../support/a-store.ts";
import { ORIGIN, serve } from "../support/serve.ts";

const get = serve(
  aStore([anArticle({ authors: [{ name: "Li Na" }], tags: ["books"] })], {
    formerAuthors: ["Li", "王 峰"],
    formerTags: ["rain", "books"],
    redirects: [
      { from: "/authors/Li/rss.xml", to: "/authors/Li%20Na/rss.xml" },
      { from: "/authors/Li", to: "/authors/Li%20Na" },
      { from: "/tags/books/rss.xml", to: "/rss.xml" },
    ],
  }),
);
const FORMER = `/authors/${encodeURIComponent("王 峰")}`;

it.each([
  `${FORMER}/rss.xml`,
  `${FORMER}/atom.xml`,
  `${FORMER}/feed.json`,
  `${FORMER}/rss.xml?limit=5&page=1`,
  `${FORMER}.json`,
  `${FORMER}/subscribe`,
  FORMER,
  "/tags/rain/rss.xml",
  "/articles.json?tag=rain",
  "/authors/Li/atom.xml",
])("%s, of a name whose articles are all gone, is empty and no fault", async (target) => {
  const { status } = await get(target);

  expect(status).toBe(200);
});

it("the feed of a name whose articles are all gone has its id, its title and no entry", async () => {
  const feed = await (await get("/tags/rain/feed.json")).json();

  expect(feed).toMatchObject({
    title: "rain - Example Review",
    feed_url: `${ORIGIN}/tags/rain/feed.json`,
    items: [],
  });
});

it.each([
  ["/authors/Li/rss.xml", "/authors/Li%20Na/rss.xml"],
  ["/authors/Li/rss.xml?utm_source=x", "/authors/Li%20Na/rss.xml"],
  ["/authors/Li/", "/authors/Li"],
  ["/authors/Li", "/authors/Li%20Na"],
])("a redirect from %s goes before the empty feed", async (target, location) => {
  const response = await get(target);

  expect([response.status, response.headers.get("Location")]).toEqual([301, location]);
});

it("a name that has articles again is served, whatever is listed", async () => {
  const { items } = await (await get("/tags/books/feed.json")).json<{ items: readonly unknown[] }>();
  const { status } = await get("/tags/books/rss.xml");

  expect([items.length, status]).toEqual([1, 200]);
});

it.each([
  "/authors/Nobody/rss.xml",
  "/tags/Li/rss.xml",
  "/authors/rain",
])("%s, a name that never had articles, is a 404", async (target) => {
  const { status } = await get(target);

  expect(status).toBe(404);
});

it.each(["/opml.xml", "/sitemap.xml"])("%s does not list names without articles", async (target) => {
  const body = await (await get(target)).text();

  expect(body).not.toMatch(/rain|%E7%8E%8B|Li[/"<]/);
});
