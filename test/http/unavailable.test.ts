import { afterEach, describe, expect, it, vi } from "vitest";
import {
  type ArticleStore,
  type HeadPage,
  type Snapshot,
  StoreUnavailable,
} from "../../src/store/snapshot.ts";
import { anArticle, aStore } from "../support/a-store.ts";
import { bundled, NOW, serveFrom } from "../support/serve.ts";

const logged = vi.spyOn(console, "error").mockImplementation(() => {});

afterEach(() => {
  logged.mockClear();
});

const STORE = bundled(
  aStore([
    anArticle({ authors: [{ name: "Ann" }], tags: ["craft"], content: "<p>Text</p>" }),
    anArticle({ id: "older", published: "2024-01-01T00:00:00Z" }),
    anArticle({ id: "later", published: "2026-01-01T01:00:00Z", updated: "2025-01-01T00:00:00Z" }),
  ]),
);

/** The names of the queries of a snapshot. */
const QUERIES = Object.entries(await STORE.snapshot(NOW)).flatMap(([name, member]) =>
  typeof member === "function" ? [name] : [],
);

/** Returns a store whose `query`, or that as a whole, fails while `fails` is set, and its switch. */
function failingStore(query: string): ArticleStore & { fails: boolean } {
  const failure = () => Promise.reject(new StoreUnavailable(`no answer to ${query}`));
  const store = {
    fails: false,
    async snapshot(now: Date): Promise<Snapshot> {
      if (!store.fails) return STORE.snapshot(now);
      if (query === "snapshot") return failure();
      // What is asked of a snapshot with another version has to be asked again.
      return { ...(await STORE.snapshot(now)), version: "another", [query]: failure };
    },
  };
  return store;
}

const REQUESTS = [
  { target: "/rss.xml", query: "listWhole" },
  { target: "/rss.xml?content=summary", query: "list" },
  { target: "/feed.json?page=2&limit=1", query: "lastModifiedOf" },
  { target: "/authors/Ann/atom.xml", query: "absentNames" },
  { target: "/tags/craft/rss.xml?limit=3", query: "redirectTarget" },
  { target: "/articles/on-reading.json", query: "article" },
  { target: "/articles/on-reading.json", query: "articleLastModified" },
  { target: "/articles/on-reading", query: "prevNext", accept: "text/html" },
  { target: "/articles/on-reading", query: "isRemoved", accept: "text/html" },
  { target: "/", query: "summaries", accept: "text/html" },
  { target: "/opml.xml", query: "authors" },
  { target: "/sitemap.xml", query: "sitemap" },
  { target: "/sitemaps/lists.xml", query: "sitemapPart" },
];

/** What no request above asks for: another list of names, and what a snapshot answers without its store. */
const NOT_ASKED = ["feedLastModified", "mark", "tags"];

describe("while the store cannot answer,", () => {
  it("every query is tried", () => {
    expect(QUERIES.filter((query) => !REQUESTS.some((row) => row.query === query))).toEqual(NOT_ASKED);
  });

  it.each([
    ...REQUESTS,
    ...REQUESTS.map((row) => ({ ...row, query: "snapshot" })),
  ])("$target gets what it got before, with its Age, though $query fails", async ({
    target,
    query,
    accept = "*/*",
  }) => {
    const store = failingStore(query);
    const get = serveFrom(store);
    const headers = { Accept: accept, "Accept-Encoding": "gzip" };
    const before = await get(target, { headers });
    const known = await before.arrayBuffer();
    await get(target, { headers }, new Date(NOW.getTime() + 10_000));

    store.fails = true;
    const after = await get(target, { headers }, new Date(NOW.getTime() + 75_999));

    expect([before.status, after.status]).toEqual([200, 200]);
    expect(new Uint8Array(await after.arrayBuffer())).toEqual(new Uint8Array(known));
    expect(after.headers.get("Age")).toBe("65");
    expect(before.headers.get("Age")).toBeNull();
    for (const name of ["ETag", "Last-Modified", "Content-Type", "Content-Encoding", "Vary", "Link"])
      expect(after.headers.get(name)).toBe(before.headers.get(name));
    expect(logged).toHaveBeenCalledOnce();
    expect(logged.mock.calls[0]?.[0]).toContain("65 s");
  });

  it.each([
    ...REQUESTS,
    ...REQUESTS.map((row) => ({ ...row, query: "snapshot" })),
    { target: "/health", query: "summaries" },
    { target: "/tags/none", query: "snapshot" },
    { target: "/?feed=rss2", query: "redirectTarget" },
  ])("$target is 503 with Retry-After where it was never asked for and $query fails", async ({
    target,
    query,
    accept = "*/*",
  }) => {
    const store = failingStore(query);
    store.fails = true;

    const response = await serveFrom(store)(target, { headers: { Accept: accept } });

    expect(response.status).toBe(503);
    expect(response.headers.get("Retry-After")).toBe("60");
    expect(response.headers.get("Cache-Control")).toBe("private, no-store");
    const text = await response.text();
    if (accept === "*/*")
      expect(JSON.parse(text)).toMatchObject({ type: "tag:lanmu,2026:problem/unavailable" });
    expect(logged).toHaveBeenCalledOnce();
  });

  it("a conditional request gets 304 for what it got before", async () => {
    const store = failingStore("snapshot");
    const get = serveFrom(store);
    const etag = (await get("/rss.xml")).headers.get("ETag") ?? "";

    store.fails = true;
    const response = await get(
      "/rss.xml",
      { headers: { "If-None-Match": etag } },
      new Date(NOW.getTime() + 5000),
    );

    expect(response.status).toBe(304);
    expect(response.headers.get("Age")).toBe("5");
  });

  it("another coding of what it got before is made of it", async () => {
    const store = failingStore("snapshot");
    const get = serveFrom(store);
    const before = await get("/feed.json", { headers: { "Accept-Encoding": "identity" } });

    store.fails = true;
    const after = await get("/feed.json", { headers: { "Accept-Encoding": "gzip" } });

    expect(after.headers.get("Content-Encoding")).toBe("gzip");
    const text = new Response(after.body?.pipeThrough(new DecompressionStream("gzip"))).text();
    expect(await text).toBe(await before.text());
  });

  it.each([
    { now: "is removed", removed: [{ id: "on-reading", title: "On reading" }], status: 410, redirects: [] },
    {
      now: "has moved",
      removed: [{ id: "on-reading", title: "On reading" }],
      status: 301,
      redirects: [{ from: "/articles/on-reading.json", to: "/articles/older.json" }],
    },
  ])("what $now is not answered as it was before that", async ({ removed, redirects, status }) => {
    let store: ArticleStore = STORE;
    const get = serveFrom({ snapshot: (now) => store.snapshot(now) });
    const ask = () => get("/articles/on-reading.json", { headers: { "Accept-Encoding": "br" } });
    const before = await ask();
    store = bundled(
      aStore([anArticle({ id: "older" })], { removed, redirects, updated: "2025-06-02T00:00:00Z" }),
    );
    const then = await ask();

    store = { snapshot: () => Promise.reject(new StoreUnavailable("no answer")) };
    const after = await ask();

    expect([before.status, then.status, after.status]).toEqual([200, status, 503]);
  });

  it("an address that may be an old one does not get what another address got", async () => {
    const store = failingStore("snapshot");
    const get = serveFrom(store);
    await get("/", { headers: { Accept: "application/json" } });

    store.fails = true;
    const response = await get("/?feed=rss2", { headers: { Accept: "application/json" } });

    expect(response.status).toBe(503);
  });

  it("a person gets a page that says so, where the publication is known", async () => {
    const store = failingStore("snapshot");
    const get = serveFrom(store);
    const headers = { Accept: "text/html", "Sec-Fetch-Dest": "document" };
    await get("/rss.xml");

    store.fails = true;
    const response = await get("/columns/letters", { headers });

    expect(response.status).toBe(503);
    expect(response.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    expect(await response.text()).toContain("Not available now");
  });

  it("nothing stays fresh beyond the next publication, which nobody could then see", async () => {
    const store = failingStore("snapshot");
    const get = serveFrom(store);
    await get("/rss.xml");

    store.fails = true;
    const response = await get("/rss.xml", {}, new Date("2026-01-01T01:00:05Z"));

    expect(response.headers.get("Cache-Control")).toBe("public, max-age=0, must-revalidate");
  });

  it("the next request after it is answered as ever", async () => {
    const store = failingStore("snapshot");
    const get = serveFrom(store);
    await get("/rss.xml");
    store.fails = true;
    await get("/rss.xml");

    store.fails = false;
    const response = await get("/rss.xml");

    expect([response.status, response.headers.get("Age")]).toEqual([200, null]);
  });
});

describe("a page that a store ends early", () => {
  const cutShort: ArticleStore = {
    async snapshot(now) {
      const snapshot = await STORE.snapshot(now);
      const next = { instant: new Date("2025-01-02T00:00:00Z"), id: "a" };
      const empty = async (): Promise<HeadPage<never>> => ({
        heads: [],
        next,
        isSecond: false,
        lastModified: snapshot.lastModified,
      });
      return { ...snapshot, list: empty, listWhole: empty };
    },
  };

  it.each([
    ["/rss.xml?limit=2", '<https://feeds.example/rss.xml?limit=2&after=1735776000000_a>; rel="next"'],
    [
      "/atom.xml?page=2&limit=2",
      '<https://feeds.example/atom.xml?limit=2&after=1735776000000_a>; rel="next"',
    ],
    ["/articles.json", '<https://feeds.example/articles.json?cursor=1735776000000_a>; rel="next"'],
  ])("%s names the next one, though it holds nothing", async (target, link) => {
    const response = await serveFrom(cutShort)(target);

    expect(response.status).toBe(200);
    expect(response.headers.get("Link")).toContain(link);
  });

  it("is a page with a link to older articles", async () => {
    const response = await serveFrom(cutShort)("/tags/craft?after=1735776000001_a", {
      headers: { Accept: "text/html" },
    });

    expect(await response.text()).toContain('href="/tags/craft?after=1735776000000_a"');
  });
});
