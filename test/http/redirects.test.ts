import { expect, it } from "vitest";
import { anArticle, aStore } from "../support/a-store.ts";
import { serve } from "../support/serve.ts";

const get = serve(
  aStore([anArticle({ authors: [{ name: "王峰" }], tags: ["books"] })], {
    redirects: [
      { from: "/?feed=rss2", to: "/rss.xml" },
      { from: "/?cat=5&feed=rss2", to: "/columns/essays/rss.xml" },
      { from: "/index.php/feed", to: "/rss.xml?limit=50" },
      { from: "/rss/news.xml", to: "/columns/letters/rss.xml" },
      { from: "/栏目/feed", to: "/tags/books/feed.json" },
      { from: "/Articles/123.html", to: "/articles/on-reading" },
      { from: "/%C0%B8%C4%BF.xml", to: "/atom.xml" },
      { from: "/authors/王 峰/rss.xml", to: "/authors/王峰/rss.xml" },
      { from: "/first", to: "/second" },
      { from: "/second", to: "/third?page=1" },
      { from: "/third?page=1", to: "/atom.xml" },
      { from: "/tags/books/rss.xml", to: "/rss.xml" },
    ],
  }),
);

it.each([
  ["/?feed=rss2", "/rss.xml"],
  ["/?%66eed=rs%732", "/rss.xml"],
  ["/?cat=5&feed=rss2", "/columns/essays/rss.xml"],
  ["/?feed=rss2&cat=5", "/columns/essays/rss.xml"],
  ["/index.php/feed", "/rss.xml?limit=50"],
  ["/index.php/feed/", "/rss.xml?limit=50"],
  ["//index.php//feed", "/rss.xml?limit=50"],
  ["/index%2Ephp/f%65ed", "/rss.xml?limit=50"],
  ["/index.php/feed?", "/rss.xml?limit=50"],
  ["/rss/news.xml", "/columns/letters/rss.xml"],
  ["/栏目/feed", "/tags/books/feed.json"],
  ["/%e6%a0%8f%e7%9b%ae/feed", "/tags/books/feed.json"],
  ["/%c0%b8%C4%bf.xml", "/atom.xml"],
  ["/authors/%E7%8E%8B%20%E5%B3%B0/rss.xml", `/authors/${encodeURIComponent("王峰")}/rss.xml`],
  ["/first", "/atom.xml"],
  ["/second", "/atom.xml"],
])("the old address %s moves permanently, in one step, to %s (RFC 9110 §15.4.2)", async (old, target) => {
  const response = await get(old);

  expect(response.status).toBe(301);
  expect(response.headers.get("Location")).toBe(target);
  expect(response.headers.get("Cache-Control")).toBe("public, max-age=86400");
  expect((await get(target)).status).toBe(200);
});

it("an old address whose first segment is in another case leads on too", async () => {
  const lower = await get("/Articles/123.html");

  const response = await get(lower.headers.get("Location") ?? "");

  expect(response.headers.get("Location")).toBe("/articles/on-reading");
});

it.each([
  ["a feed", "/rss.xml"],
  ["the home page", "/"],
  ["the home page with another query", "/?feed=atom"],
  ["the home page with more parameters than a redirect has", "/?feed=rss2&cat=6"],
  ["a tag that an article has", "/tags/books/rss.xml"],
])("a redirect hides nothing: %s is answered itself", async (_, target) => {
  expect((await get(target)).status).toBe(200);
});

it.each([
  "/rss/news.xml?page=2",
  "/rss/News.xml",
  "/third",
  "/third?page=2",
])("%s, which no redirect names exactly, is a 404", async (target) => {
  expect((await get(target)).status).toBe(404);
});

it("HEAD is redirected as GET is, and other methods are not (RFC 9110 §9.3.2)", async () => {
  const statuses = await Promise.all(
    ["HEAD", "POST", "OPTIONS"].map(async (method) => (await get("/first", { method })).status),
  );

  expect(statuses).toEqual([301, 405, 204]);
});
