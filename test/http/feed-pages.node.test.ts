import { describe, expect, it } from "vitest";
import type { ArticleRecord } from "../../src/store/json-file/store-document.ts";
import { anArticle, aStore } from "../support/a-store.ts";
import { type Get, ORIGIN, serve } from "../support/serve.ts";
import { inDocument } from "../support/xpath.ts";

const HOUR = 3_600_000;
const NEWEST = Date.UTC(2025, 0, 10);

interface Feed {
  readonly feed_url: string;
  readonly next_url?: string;
  readonly items: readonly { readonly id: string }[];
}

/** Returns an article that is so many hours older than the newest. */
function hoursOld(hours: number, says: Partial<ArticleRecord> = {}): ArticleRecord {
  const published = new Date(NEWEST - hours * HOUR).toISOString();
  return anArticle({ id: `old-${hours}`, published, updated: published, ...says });
}

/** Returns `count` articles, the first now and each other so many hours before the one before it. */
function every(hours: number, count: number): ArticleRecord[] {
  return Array.from({ length: count }, (_, index) => hoursOld(index * hours));
}

async function read(get: Get, target: string): Promise<Feed> {
  return (await get(target)).json<Feed>();
}

function idsOf({ items }: Feed): string[] {
  return items.map(({ id }) => id.replace("tag:review.example,2020:old-", ""));
}

/** Follows `next_url` from `target` on, and returns the ids of each page. */
async function pagesFrom(get: Get, target: string): Promise<string[][]> {
  const pages: string[][] = [];
  for (let at: string | undefined = target; at !== undefined; ) {
    const feed: Feed = await read(get, at.replace(ORIGIN, ""));
    pages.push(idsOf(feed));
    at = feed.next_url;
  }
  return pages;
}

describe("a feed without a limit", () => {
  it.each([
    { title: "25 at once", articles: every(0.01, 25), count: 25 },
    { title: "one a day", articles: every(24, 30), count: 20 },
    { title: "one an hour", articles: every(1, 60), count: 49 },
    { title: "150 at once", articles: every(0.01, 150), count: 100 },
    { title: "few", articles: every(24, 3), count: 3 },
  ])("of $title holds $count: the newest 20 and all of the 48 hours before the newest, up to 100", async ({
    articles,
    count,
  }) => {
    const { items } = await read(serve(aStore(articles)), "/feed.json");

    expect(items).toHaveLength(count);
  });

  it("counts the 48 hours from the newest entry of its own scope, whatever the time is", async () => {
    const letters = every(0.01, 25).map((article, index) => ({
      ...article,
      id: `l-${index}`,
      column: "letters",
    }));
    const newer = hoursOld(-1000);
    const get = serve(aStore([newer, ...letters]));

    const [site, column, later] = [
      await read(get, "/feed.json"),
      await read(get, "/columns/letters/feed.json"),
      await (await get("/columns/letters/feed.json", {}, new Date("2099-01-01T00:00:00Z"))).json<Feed>(),
    ];

    expect(site.items).toHaveLength(20);
    expect(column.items).toHaveLength(25);
    expect(later).toEqual(column);
  });

  it("includes what is exactly 48 hours older than the newest, and nothing older", async () => {
    const get = serve(aStore([...every(0.01, 20), hoursOld(48), hoursOld(48.001)]));

    const feed = await read(get, "/feed.json");

    expect(idsOf(feed).slice(20)).toEqual(["48"]);
  });

  it.each(["/feed.json?limit=20", "/feed.json?limit=5"])("%s holds what its limit says", async (target) => {
    const { items } = await read(serve(aStore(every(0.01, 25))), target);

    expect(items).toHaveLength(Number(target.split("=")[1]));
  });
});

describe("the pages of a feed (RFC 5005 §3)", () => {
  it.each([
    { target: "/feed.json", sizes: [49, 20, 1] },
    { target: "/feed.json?limit=30", sizes: [30, 30, 10] },
    { target: "/feed.json?limit=35&content=summary", sizes: [35, 35] },
    { target: "/columns/essays/feed.json?limit=69", sizes: [69, 1] },
    { target: "/feed.json?exclude=essays", sizes: [0] },
  ])("of $target hold every entry once, in order", async ({ target, sizes }) => {
    const articles = every(1, 70);
    const expected = target.includes("exclude") ? [] : articles.map(({ id }) => id.slice("old-".length));

    const pages = await pagesFrom(serve(aStore(articles)), target);

    expect(pages.map(({ length }) => length)).toEqual(sizes);
    expect(pages.flat()).toEqual(expected);
  });

  it("stay where they are while articles are added", async () => {
    const before = every(24, 50);
    const { next_url = "" } = await read(serve(aStore(before)), "/feed.json");

    const page = await read(
      serve(aStore([...every(24, 5).map(newerThan), ...before])),
      next_url.replace(ORIGIN, ""),
    );

    expect(idsOf(page)).toEqual(before.slice(20, 40).map(({ id }) => id.slice("old-".length)));
  });

  it("name the next page and the feed in the document and in Link, with the parameters of the feed", async () => {
    const get = serve(aStore(every(24, 5)));
    const query = "?limit=2&content=summary";
    const olderThan = (hours: number) => `${query}&after=${NEWEST - hours * HOUR}_old-${hours}`;

    for (const [file, type] of [
      ["rss.xml", "application/rss+xml"],
      ["atom.xml", "application/atom+xml"],
      ["feed.json", "application/feed+json"],
    ]) {
      const address = `${ORIGIN}/${file}`;
      const [first, second, last] = [
        linksOf(await get(`/${file}${query}`)),
        linksOf(await get(`/${file}${olderThan(24)}`)),
        linksOf(await get(`/${file}${olderThan(72)}`)),
      ];

      const self = { rel: "self", href: address + query, type };
      expect(first).toEqual([self, { rel: "next", href: address + olderThan(24) }]);
      expect(second).toEqual([
        { ...self, href: address + olderThan(24) },
        { rel: "first", href: address + query },
        { rel: "next", href: address + olderThan(72) },
      ]);
      expect(last).toEqual([
        { ...self, href: address + olderThan(72) },
        { rel: "first", href: address + query },
      ]);
    }
  });

  it("say the same in RSS and Atom as in Link", async () => {
    const get = serve(aStore(every(24, 5)));

    for (const file of ["rss.xml", "atom.xml"]) {
      for (const query of ["?limit=2", "?limit=2&page=2", "?limit=2&page=3"]) {
        const response = await get(`/${file}${query}`);
        const body = await response.text();
        const links = linksOf(response);

        for (const rel of ["self", "first", "next"]) {
          const found = inDocument(body, (find) =>
            find(`/*/atom:link[@rel='${rel}']/@href|/*/channel/atom:link[@rel='${rel}']/@href`),
          );
          expect(found).toEqual(links.filter((link) => link.rel === rel).map(({ href }) => href));
        }
      }
    }
  });

  it("have the id and title of the feed, each its own entity tag, and a 304", async () => {
    const get = serve(aStore(every(24, 5)));
    const [first, second] = [await get("/atom.xml?limit=2"), await get("/atom.xml?limit=2&page=2")];
    const etag = second.headers.get("ETag") ?? "";
    const again = await get("/atom.xml?limit=2&page=2", { headers: { "If-None-Match": etag } });
    const idOf = async (response: Response) =>
      inDocument(await response.text(), (find) => find("/atom:feed/atom:id|/atom:feed/atom:title"));

    expect(etag).not.toBe(first.headers.get("ETag"));
    expect(again.status).toBe(304);
    expect(await idOf(second)).toEqual(await idOf(first));
  });

  it("beyond the last article are valid and empty, and lead back to the feed", async () => {
    const get = serve(aStore(every(24, 5)));

    const response = await get("/feed.json?after=0_a");

    expect(response.status).toBe(200);
    expect((await response.json<Feed>()).items).toEqual([]);
    expect(response.headers.get("Link")).toContain(`<${ORIGIN}/feed.json>; rel="first"`);
  });
});

describe("page and paged", () => {
  it.each([
    { query: "page=1", page: 0 },
    { query: "paged=1", page: 0 },
    { query: "page=2", page: 1 },
    { query: "paged=2", page: 1 },
    { query: "page=2&paged=2", page: 1 },
    { query: "paged=3", page: 2 },
    { query: "limit=30&page=2", page: 1, feed: "?limit=30" },
  ])("?$query is that page, byte for byte", async ({ query, page, feed = "" }) => {
    const get = serve(aStore(every(1, 70)));
    let target = `/rss.xml${feed}`;
    for (let turned = 0; turned < page; turned++) {
      const links = linksOf(await get(target));
      target = links.find(({ rel }) => rel === "next")?.href.replace(ORIGIN, "") ?? "";
    }

    const [response, expected] = [await get(`/rss.xml?${query}`), await get(target)];

    expect(response.headers.get("Link")).toBe(expected.headers.get("Link"));
    expect(await response.text()).toBe(await expected.text());
  });

  it("follow a customary address, as readers of WordPress ask", async () => {
    const response = await serve(aStore(every(1, 70)))("/feed/?page=2&paged=2");

    expect(response.headers.get("Location")).toBe("/rss.xml?page=2&paged=2");
  });

  it.each([
    "page=4",
    "paged=999999",
    "limit=100&page=2",
    "exclude=essays&page=2",
  ])("?%s, beyond the end, is a 404", async (query) => {
    const { status } = await serve(aStore(every(1, 70)))(`/rss.xml?${query}`);

    expect(status).toBe(404);
  });

  it("has numbers for pages with at most 2,000 articles before them, and says so", async () => {
    const get = serve(aStore(every(1, 2050)));

    const [last, beyond] = [await get("/rss.xml?limit=20&page=101"), await get("/rss.xml?limit=20&page=102")];

    expect([last.status, beyond.status]).toEqual([200, 404]);
    expect(await beyond.json()).toMatchObject({ detail: expect.stringContaining("2000") });
  });

  it.each([
    "page=0",
    "page=-1",
    "page=two",
    "page=",
    "paged=1.5",
    "paged=0",
    "page=9999999",
    "page=2&paged=3",
    "page=2&after=0_a",
    "after=2",
  ])("?%s is a 400", async (query) => {
    const { status } = await serve(aStore(every(1, 70)))(`/rss.xml?${query}`);

    expect(status).toBe(400);
  });
});

function newerThan(article: ArticleRecord, index: number): ArticleRecord {
  return hoursOld(-24 * (index + 1), { ...article, id: `newer-${index}`, published: undefined });
}

interface Link {
  readonly rel: string;
  readonly href: string;
  readonly type?: string;
}

function linksOf(response: Response): Link[] {
  return (response.headers.get("Link") ?? "").split(", ").map((link) => {
    const [, href = "", rel = "", type] = /^<(.*)>; rel="(\w+)"(?:; type="(.*)")?$/.exec(link) ?? [];
    return { rel, href, ...(type !== undefined && { type }) };
  });
}
