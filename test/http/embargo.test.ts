import { expect, it } from "vitest";
import type { ArticleRecord } from "../../src/store/json-file/store-document.ts";
import { anArticle, aStore } from "../support/a-store.ts";
import { serve } from "../support/serve.ts";

const INSTANT = new Date("2026-03-01T08:00:00+08:00");
const BEFORE = ahead(1);
const OLD = anArticle({ authors: [{ name: "Ann" }], tags: ["craft"] });
const SOON = anArticle({
  id: "soon",
  title: "Soon",
  published: "2026-03-01T08:00:00+08:00",
  updated: "2025-05-01T00:00:00Z",
  authors: [{ name: "Ann" }, { name: "Newcomer" }],
  tags: ["craft", "novelty"],
});

const withIt = serve(aStore([SOON, OLD]));
const withoutIt = serve(aStore([OLD]));

/** Everything that tells of articles that are there already. */
const EVERYWHERE = [
  "/",
  "/health",
  "/columns.json",
  "/articles.json",
  "/articles.json?column=essays&author=Ann&tag=craft&limit=1",
  ...["", "/columns/essays", "/columns/essays+letters", "/authors/Ann", "/tags/craft"].flatMap((scope) =>
    ["rss.xml", "atom.xml", "feed.json", "feed.json?limit=1"].map((file) => `${scope}/${file}`),
  ),
  ...["/columns/essays", "/authors/Ann", "/tags/craft"].flatMap((subject) => [subject, `${subject}.json`]),
];

/** What there is only once the article is there. */
const ITS_OWN = [
  "/articles/soon",
  "/articles/soon.json",
  "/articles.json?author=Newcomer",
  "/articles.json?tag=novelty",
  "/authors/Newcomer",
  "/authors/Newcomer/rss.xml",
  "/tags/novelty.json",
  "/tags/novelty/feed.json",
];

function ahead(milliseconds: number): Date {
  return new Date(INSTANT.getTime() - milliseconds);
}

/** How many seconds an answer may be used for, fresh or stale. */
function lifetime({ headers }: Response): number {
  const directives = headers.get("Cache-Control") ?? "";
  const seconds = directives.matchAll(/(?:max-age|s-maxage|stale-[a-z-]+)=(\d+)/g);
  return [...seconds].reduce((sum, [, digits]) => sum + Number(digits), 0);
}

it.each(EVERYWHERE)("%s says one millisecond before what it says without the article", async (target) => {
  const expected = await withoutIt(target, {}, BEFORE);

  const response = await withIt(target, {}, BEFORE);

  expect(response.status).toBe(200);
  expect(await response.text()).toBe(await expected.text());
  expect(response.headers.get("ETag")).toBe(expected.headers.get("ETag"));
  expect(response.headers.get("Last-Modified")).toBe(expected.headers.get("Last-Modified"));
  expect(response.headers.get("Link")).toBe(expected.headers.get("Link"));
});

it.each(EVERYWHERE)("%s says something new at the instant itself", async (target) => {
  const before = await withIt(target, {}, BEFORE);
  const headers = { "If-None-Match": before.headers.get("ETag") ?? "" };

  const response = await withIt(target, { headers }, INSTANT);

  expect(response.status).toBe(200);
  expect(await response.text()).not.toBe(await before.text());
  expect(response.headers.get("ETag")).not.toBe(before.headers.get("ETag"));
});

it.each(
  EVERYWHERE,
)("Last-Modified of %s moves to the instant, for a reader that has only dates", async (t) => {
  const before = await withIt(t, {}, BEFORE);
  const headers = { "If-Modified-Since": before.headers.get("Last-Modified") ?? "" };

  const response = await withIt(t, { headers }, INSTANT);

  expect(response.status).toBe(200);
  expect(response.headers.get("Last-Modified")).toBe(INSTANT.toUTCString());
});

it.each(ITS_OWN)("%s is a 404 one millisecond before, and a 200 at the instant", async (target) => {
  const before = await withIt(target, {}, BEFORE);
  const after = await withIt(target, {}, INSTANT);

  expect([before.status, after.status]).toEqual([404, 200]);
});

it.each(ITS_OWN)("the 404 of %s tells no more than that of an article that never was", async (target) => {
  const expected = await withoutIt(target, {}, BEFORE);

  const response = await withIt(target, {}, BEFORE);

  expect(await response.text()).toBe(await expected.text());
});

it.each(
  [1, 999, 1000, 1001, 30_000, 60_000, 299_000, 300_500, 900_000, 900_001, 86_400_000, 90_000_000].flatMap(
    (left) =>
      ["/rss.xml", "/columns.json", "/articles/on-reading", "/articles/soon", "/tags/novelty/rss.xml"].map(
        (target) => ({ left, target }),
      ),
  ),
)("$target is neither fresh nor served stale beyond the instant, $left ms ahead (RFC 9111 §4.2, RFC 5861 §3)", async ({
  left,
  target,
}) => {
  const response = await withIt(target, {}, ahead(left));

  expect(response.headers.get("Cache-Control")).toMatch(/\bmax-age=\d+(?![.\d])/);
  expect(lifetime(response) * 1000).toBeLessThanOrEqual(left);
});

it("a 304 just before the instant is no longer fresh either", async () => {
  const response = await withIt("/rss.xml", { headers: { "If-None-Match": "*" } }, ahead(5000));

  expect(response.status).toBe(304);
  expect(lifetime(response)).toBeLessThanOrEqual(5);
});

it("once nothing lies ahead, freshness is what it always is", async () => {
  const expected = await withoutIt("/rss.xml", {}, INSTANT);

  const response = await withIt("/rss.xml", {}, INSTANT);

  expect(response.headers.get("Cache-Control")).toBe(expected.headers.get("Cache-Control"));
});

it("several embargoes end one after another, each at its own instant", async () => {
  const days = ["2026-03-01", "2026-03-02", "2026-03-03"];
  const articles = days.map((day): ArticleRecord => ({ ...SOON, id: day, published: `${day}T00:00:00Z` }));
  const get = serve(aStore(articles.reverse()));
  const instants = [ahead(1), ...days.map((day) => new Date(`${day}T00:00:00Z`))];

  const health = await Promise.all(
    instants.map(async (now) =>
      (await get("/health", {}, now)).json<{ articles: number; version: string }>(),
    ),
  );

  expect(health.map(({ articles }) => articles)).toEqual([0, 1, 2, 3]);
  expect(new Set(health.map(({ version }) => version)).size).toBe(4);
});

it("articles of one instant appear together", async () => {
  const get = serve(aStore(["a", "b", "c"].map((id) => ({ ...SOON, id }))));

  const before = await (await get("/feed.json", {}, BEFORE)).json<{ items: unknown[] }>();
  const after = await (await get("/feed.json", {}, INSTANT)).json<{ items: unknown[] }>();

  expect([before.items.length, after.items.length]).toEqual([0, 3]);
});
