import { afterAll, beforeEach, expect, it, vi } from "vitest";
import { app } from "../../src/app.ts";
import { renderFeed } from "../../src/feed/render-feed.ts";
import { encode } from "../../src/http/coding.ts";
import { renditionCache } from "../../src/http/rendition-cache.ts";
import type { ArticleStore, Snapshot } from "../../src/store/snapshot.ts";
import { anArticle, aStore } from "../support/a-store.ts";
import { bundled, NOW, serve, serveFrom } from "../support/serve.ts";

vi.mock("../../src/feed/render-feed.ts", { spy: true });
vi.mock("../../src/http/coding.ts", { spy: true });
const digest = vi.spyOn(crypto.subtle, "digest");

const document = aStore([anArticle({ authors: [{ name: "Ann" }], tags: ["craft"] })]);
const gzipped = { headers: { "Accept-Encoding": "gzip" } };

beforeEach(() => {
  vi.mocked(renderFeed).mockClear();
  vi.mocked(encode).mockClear();
  digest.mockClear();
});

afterAll(() => {
  digest.mockRestore();
});

/** How much work has been done since the test began. */
function work(): { renders: number; hashes: number; compressions: number } {
  return {
    renders: vi.mocked(renderFeed).mock.calls.length,
    hashes: digest.mock.calls.length,
    compressions: vi.mocked(encode).mock.calls.length,
  };
}

/** Returns a store of `document` that counts the queries of its snapshots. */
function countingStore(of = document) {
  const queries = vi.fn();
  const store = bundled(of);
  const counting: ArticleStore = {
    async snapshot(now) {
      const snapshot = await store.snapshot(now);
      const counted = Object.entries(snapshot).map(([name, member]) => [
        name,
        typeof member === "function"
          ? (...given: unknown[]) => {
              queries(name);
              return Reflect.apply(member, snapshot, given);
            }
          : member,
      ]);
      return Object.fromEntries(counted) as Snapshot;
    },
  };
  return { store: counting, queries };
}

it("a cold feed request renders once, hashes once and compresses once", async () => {
  const get = serve(document);

  await get("/rss.xml", gzipped);

  expect(work()).toEqual({ renders: 1, hashes: 1, compressions: 1 });
});

it.each([
  "/rss.xml",
  "/atom.xml",
  "/feed.json",
  "/columns/essays/rss.xml",
  "/authors/Ann/rss.xml",
])("a warm request of %s renders, hashes and compresses nothing", async (target) => {
  const get = serve(document);
  const cold = await get(target, gzipped);
  const before = work();

  const warm = await get(target, gzipped);

  expect(before).toEqual({ renders: 1, hashes: 1, compressions: 1 });
  expect(work()).toEqual(before);
  expect(await warm.text()).toBe(await cold.text());
});

it.each([
  "/",
  "/columns.json",
  "/articles.json",
  "/articles/on-reading",
  "/tags/craft",
  "/openapi.json",
])("a warm request of %s hashes and compresses nothing", async (target) => {
  const get = serve(document);
  await get(target, gzipped);
  const before = work();

  await get(target, gzipped);

  expect(before).toMatchObject({ hashes: 1, compressions: 1 });
  expect(work()).toEqual(before);
});

it.each([
  "/rss.xml",
  "/columns.json",
  "/articles.json",
  "/articles/on-reading",
  "/columns/essays",
])("a warm request of %s asks the store for no article", async (target) => {
  const { store, queries } = countingStore();
  const get = serveFrom(store);
  await get(target);
  const asked = queries.mock.calls.length;

  await get(target);

  expect(asked).toBeGreaterThan(0);
  expect(queries).toHaveBeenCalledTimes(asked);
});

it.each<{ of: string; target: string; init: RequestInit }>([
  { of: "an unknown parameter", target: "/rss.xml?utm=1", init: gzipped },
  { of: "another unknown parameter", target: "/rss.xml?fbclid=2&utm=3", init: gzipped },
  { of: "an empty query", target: "/rss.xml?", init: gzipped },
  { of: "HEAD", target: "/rss.xml", init: { ...gzipped, method: "HEAD" } },
  { of: "a condition", target: "/rss.xml", init: { headers: { "If-None-Match": "*" } } },
  { of: "no coding", target: "/rss.xml", init: {} },
  { of: "another Accept", target: "/rss.xml", init: { headers: { Accept: "text/html" } } },
  {
    of: "the same codings in other words",
    target: "/rss.xml",
    init: { headers: { "Accept-Encoding": "GZIP;q=1" } },
  },
])("a request with $of is answered from the same entry", async ({ target, init }) => {
  const get = serve(document);
  await get("/rss.xml", gzipped);
  const before = work();

  await get(target, init);

  expect(work()).toEqual(before);
});

it("another order of the parameters is the same entry", async () => {
  const get = serve(document);
  await get("/rss.xml?limit=5&content=summary");
  const before = work();

  await get("/rss.xml?content=summary&limit=5");

  expect(work()).toEqual(before);
});

it("another coding of a kept feed is compressed, not rendered again", async () => {
  const get = serve(document);
  await get("/rss.xml", gzipped);

  await get("/rss.xml", { headers: { "Accept-Encoding": "br" } });

  expect(work()).toEqual({ renders: 1, hashes: 1, compressions: 2 });
});

it("what is kept for one origin is not served to another", async () => {
  const service = app(bundled(document));
  const ask = async (origin: string) =>
    (await service.fetch(new Request(`${origin}/feed.json`), { now: NOW, origin })).json<{
      feed_url: string;
    }>();

  const here = await ask("https://here.example");
  const there = await ask("https://there.example");

  expect(here.feed_url).toBe("https://here.example/feed.json");
  expect(there.feed_url).toBe("https://there.example/feed.json");
});

it("the cache is bounded: of many large feeds, the one not asked for longest is rendered again", async () => {
  const get = serve(aStore([anArticle({ content: `<p>${"x".repeat(2 ** 20)}</p>` })]));
  const targets = Array.from({ length: 40 }, (_, index) => `/feed.json?limit=${index + 1}`);
  for (const target of targets) await get(target);

  await get(targets.at(-1) ?? "");
  const afterNewest = work().renders;
  await get(targets[0] ?? "");

  expect(afterNewest).toBe(40);
  expect(work().renders).toBe(41);
});

const STATE = { facts: { version: "1", lastModified: NOW, nextChange: undefined }, now: NOW };

it("renditionCache() keeps no more bytes than it may", async () => {
  const cache = renditionCache(100_000);
  const render = vi.fn(async () => ({ mediaType: "text/plain", body: "x".repeat(10_000), maxAge: 1 }));
  const keys = Array.from({ length: 50 }, (_, index) => `/${index}`);
  for (const key of keys) await cache.get(key, "identity", STATE, render);

  for (const key of keys.slice(0, 41)) await cache.get(key, "identity", STATE, render);

  expect(render).toHaveBeenCalledTimes(50 + 41);
});

it("renditionCache() keeps nothing that may not be stored", async () => {
  const cache = renditionCache(100_000);
  const render = vi.fn(async () => ({ mediaType: "text/plain", body: "x" }));

  await cache.get("/health", "gzip", STATE, render);
  await cache.get("/health", "gzip", STATE, render);

  expect(render).toHaveBeenCalledTimes(2);
});
