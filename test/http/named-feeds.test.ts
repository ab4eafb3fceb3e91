import { describe, expect, it } from "vitest";
import type { StoreDocument } from "../../src/store/json-file/store-document.ts";
import { anArticle, aStore } from "../support/a-store.ts";
import { ORIGIN, serve } from "../support/serve.ts";

const DAY_MS = 86_400_000;

/** Thirty articles, one a day: of both columns in turn, every third by Ann and Bo, every fifth tagged top. */
const ARTICLES = Array.from({ length: 30 }, (_, index) =>
  anArticle({
    id: `a${String(index).padStart(2, "0")}`,
    column: index % 2 === 0 ? "essays" : "letters",
    authors: index % 3 === 0 ? [{ name: "Ann" }, { name: "Bo" }] : [{ name: "Cy" }],
    tags: index % 5 === 0 ? ["top", `n${index}`] : ["other"],
    published: new Date(Date.UTC(2025, 0, 1) + index * DAY_MS).toISOString(),
    updated: "2025-03-01T00:00:00Z",
    content: "<p>The whole text</p>",
    summary: "A summary",
  }),
);
const STORE: StoreDocument = aStore(ARTICLES, {
  feeds: [
    { slug: "essays-by-ann", title: "Essays by Ann", filter: { columns: ["essays"], authors: ["Ann"] } },
    {
      slug: "partner",
      title: "For our partner",
      description: "What they print",
      filter: { notColumns: ["letters"], since: "2025-01-11" },
      limit: 4,
      content: "summary",
    },
    { slug: "all", title: "All" },
    { slug: "words", title: "Words", filter: { words: "bo reading", tags: ["top"] } },
    { slug: "nothing-yet", title: "Nothing yet", filter: { authors: ["Nobody"], tags: ["none"] } },
  ],
  removedFeeds: ["former", "moved"],
  redirects: [{ from: "/feeds/moved/rss.xml", to: "/feeds/partner/rss.xml" }],
});
const get = serve(STORE);

interface JsonFeed {
  readonly title: string;
  readonly description: string;
  readonly feed_url: string;
  readonly home_page_url: string;
  readonly next_url?: string;
  readonly items: readonly { readonly url: string; readonly content_html?: string }[];
}
const feedAt = async (target: string): Promise<JsonFeed> => (await get(target)).json();
const idsOf = ({ items }: JsonFeed) => items.map(({ url }) => url.split("/").at(-1));
const idOfChannel = async (target: string) => /<id>([^<]*)/.exec(await (await get(target)).text())?.[1];
const ids = (...numbers: readonly number[]) => numbers.map((number) => `a${String(number).padStart(2, "0")}`);

describe("a named feed", () => {
  it("holds the articles that its filter matches, newest first", async () => {
    expect(idsOf(await feedAt("/feeds/essays-by-ann/feed.json"))).toEqual(ids(24, 18, 12, 6, 0));
  });

  it("holds the articles in which its words are", async () => {
    const [all, ofColumn] = await Promise.all([
      feedAt("/feeds/words/feed.json"),
      feedAt("/feeds/words/feed.json?column=letters"),
    ]);

    expect([idsOf(all), idsOf(ofColumn)]).toEqual([ids(15, 0), ids(15)]);
  });

  it("has the title and description of the store, its own addresses, and an id made of its slug", async () => {
    const feed = await feedAt("/feeds/partner/feed.json");

    expect(feed).toMatchObject({
      title: "For our partner - Example Review",
      description: "What they print",
      feed_url: `${ORIGIN}/feeds/partner/feed.json`,
      home_page_url: `${ORIGIN}/feeds/partner`,
    });
    expect(await idOfChannel("/feeds/partner/atom.xml")).toBe("tag:review.example,2020:feeds/feeds/partner");
  });

  it("holds as many articles as its limit says, and as much of each as its content says", async () => {
    const first = await feedAt("/feeds/partner/feed.json");
    const next = await feedAt(first.next_url?.slice(ORIGIN.length) ?? "");

    expect([idsOf(first), idsOf(next)]).toEqual([ids(28, 26, 24, 22), ids(20, 18, 16, 14)]);
    expect(first.items[0]?.content_html ?? "").not.toContain("whole text");
  });

  it("keeps its pages by number to its limit", async () => {
    expect(idsOf(await feedAt("/feeds/partner/feed.json?page=3"))).toEqual(ids(12, 10));
    expect((await get("/feeds/partner/feed.json?page=4")).status).toBe(404);
  });

  it.each([
    ["?limit=2", ids(28, 26), "?limit=2"],
    ["?limit=4", ids(28, 26, 24, 22), ""],
    ["?content=summary&limit=1", ids(28), "?limit=1"],
    ["?content=full&limit=1", ids(28), "?limit=1&content=full"],
  ])("with %s holds what the address says, and has a self without what the feed says itself", async (query, found, self) => {
    const feed = await feedAt(`/feeds/partner/feed.json${query}`);

    expect(idsOf(feed)).toEqual(found);
    expect(feed.feed_url).toBe(`${ORIGIN}/feeds/partner/feed.json${self}`);
    expect((feed.items[0]?.content_html ?? "").includes("whole text")).toBe(query.includes("full"));
  });

  it("without a filter has every article, and without a limit as many as other feeds", async () => {
    const [all, site] = await Promise.all([feedAt("/feeds/all/feed.json"), feedAt("/feed.json")]);

    expect(idsOf(all)).toEqual(idsOf(site));
  });

  it("that selects by names without articles is empty, and no fault", async () => {
    const response = await get("/feeds/nothing-yet/feed.json");

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ title: "Nothing yet - Example Review", items: [] });
  });

  it("keeps its id when its filter and title are edited", async () => {
    const [feed, ...others] = STORE.feeds ?? [];
    const edited = serve({
      ...STORE,
      feeds: [{ slug: feed?.slug ?? "", title: "Letters", filter: { columns: ["letters"] } }, ...others],
    });

    const text = await (await edited("/feeds/essays-by-ann/atom.xml")).text();

    expect(text).toContain("<id>tag:review.example,2020:feeds/feeds/essays-by-ann</id>");
    expect(text).toContain(">Letters - Example Review</title>");
  });
});

describe("a filter in the address of a named feed", () => {
  it.each([
    ["?column=letters", [], "Essays by Ann (in letters)"],
    ["?column=essays&column=letters", ids(24, 18, 12, 6, 0), "Essays by Ann (in essays, letters)"],
    // An article by both of them is by Ann and by Bo.
    ["?author=Bo", ids(24, 18, 12, 6, 0), "Essays by Ann (by Bo)"],
    ["?author=Cy", [], "Essays by Ann (by Cy)"],
    ["?tag=top", ids(0), "Essays by Ann (tagged top)"],
    ["?not-tag=top", ids(24, 18, 12, 6), "Essays by Ann (not tagged top)"],
    ["?since=2025-01-08&until=2025-01-19", ids(18, 12), "Essays by Ann (since 2025-01-08; until 2025-01-19)"],
  ])("%s leaves what matches both, under an id and a title of its own", async (query, found, title) => {
    const feed = await feedAt(`/feeds/essays-by-ann/feed.json${query}`);

    expect(idsOf(feed)).toEqual(found);
    expect(feed.title).toBe(`${title} - Example Review`);
    expect(feed.feed_url).toBe(`${ORIGIN}/feeds/essays-by-ann/feed.json${query}`);
    expect(await idOfChannel(`/feeds/essays-by-ann/atom.xml${query}`)).toBe(
      `tag:review.example,2020:feeds/feeds/essays-by-ann${query.replaceAll("&", "&#x26;")}`,
    );
  });

  it.each([
    ["?column=none", 404],
    ["?author=Nobody", 404],
    ["?tag=none", 404],
    ["?not-column=none", 400],
    ["?since=yesterday", 400],
    ["?limit=0", 400],
    ["?content=none", 400],
    ["?not-author=Nobody&unknown=1", 200],
  ])("%s answers as on every feed: %i", async (query, status) => {
    expect((await get(`/feeds/essays-by-ann/rss.xml${query}`)).status).toBe(status);
  });
});

describe("the addresses of a named feed", () => {
  it.each([
    ["/feeds/partner/rss.xml", "application/rss+xml"],
    ["/feeds/partner/atom.xml", "application/atom+xml"],
    ["/feeds/partner/feed.json", "application/feed+json"],
    ["/feeds/partner/rss.xml.txt", "text/plain"],
    ["/feeds/partner/subscribe", "text/html"],
    ["/feeds/partner", "text/html"],
    ["/feeds/partner.json", "application/json"],
  ])("%s is %s", async (target, type) => {
    const response = await get(target);

    expect([response.status, response.headers.get("Content-Type")?.split(";")[0]]).toEqual([200, type]);
  });

  it.each([
    ["/feeds/partner/feed", "/feeds/partner/rss.xml"],
    ["/feeds/partner/atom", "/feeds/partner/atom.xml"],
    ["/feeds/partner/", "/feeds/partner"],
    ["/Feeds/partner/rss.xml", "/feeds/partner/rss.xml"],
    ["/feeds/Partner/rss.xml?limit=2", "/feeds/partner/rss.xml?limit=2"],
    ["/feeds/PARTNER.json", "/feeds/partner.json"],
    ["/feeds/moved/rss.xml", "/feeds/partner/rss.xml"],
  ])("%s redirects permanently to %s", async (target, location) => {
    const response = await get(target);

    expect([response.status, response.headers.get("Location")]).toEqual([301, location]);
  });

  it.each([
    ["/feeds/none/rss.xml", 404],
    ["/feeds/none", 404],
    ["/feeds", 404],
    ["/feeds/constructor/rss.xml", 404],
    ["/feeds/partner+all/rss.xml", 404],
    ["/feeds/former/rss.xml", 410],
    ["/feeds/former/feed", 410],
    ["/feeds/former/feed.json?limit=3", 410],
    ["/feeds/former/subscribe", 410],
    ["/feeds/former.json", 410],
    ["/feeds/former", 410],
    ["/feeds/moved/atom.xml", 410],
  ])("%s answers %i", async (target, status) => {
    const response = await get(target, { headers: { Accept: "application/json" } });

    expect(response.status).toBe(status);
    expect(response.headers.get("Content-Type")).toContain("application/problem+json");
  });

  it("as JSON says how many articles it has, and where its feeds are", async () => {
    expect(await (await get("/feeds/partner.json")).json()).toEqual({
      title: "For our partner - Example Review",
      description: "What they print",
      url: `${ORIGIN}/feeds/partner`,
      count: 10,
      newest: "2025-01-29T00:00:00.000Z",
      feeds: {
        rss: `${ORIGIN}/feeds/partner/rss.xml`,
        atom: `${ORIGIN}/feeds/partner/atom.xml`,
        json: `${ORIGIN}/feeds/partner/feed.json`,
      },
    });
  });
});

describe("named feeds are listed", () => {
  const page = async (target: string) => (await get(target, { headers: { Accept: "text/html" } })).text();

  it("on the home page and the page of subscribing, by title", async () => {
    const [home, subscribe] = await Promise.all([page("/"), page("/subscribe")]);

    expect(home).toContain(
      '<a href="/feeds/partner">For our partner</a><div class="hint">What they print</div>',
    );
    expect(subscribe).toMatch(/<a class="button" href="\/feeds\/partner\/subscribe"[^>]*>For our partner</);
  });

  it("with their own feeds first for autodiscovery on their pages", async () => {
    const html = await page("/feeds/partner");

    const feeds = [...html.matchAll(/<link rel="alternate"[^>]*href="([^"]*)"/g)].map(([, href]) => href);
    expect(feeds.slice(0, 4)).toEqual(
      ["/feeds/partner/rss.xml", "/feeds/partner/atom.xml", "/feeds/partner/feed.json", "/rss.xml"].map(
        (path) => `${ORIGIN}${path}`,
      ),
    );
  });

  it("in /index.json and the sitemap", async () => {
    const { named_feeds } = await (await get("/index.json")).json<{ named_feeds: readonly object[] }>();
    const sitemap = await (await get("/sitemap.xml")).text();

    expect(named_feeds).toHaveLength(5);
    expect(named_feeds[1]).toEqual({
      slug: "partner",
      title: "For our partner",
      description: "What they print",
      url: `${ORIGIN}/feeds/partner`,
      feeds: {
        rss: `${ORIGIN}/feeds/partner/rss.xml`,
        atom: `${ORIGIN}/feeds/partner/atom.xml`,
        json: `${ORIGIN}/feeds/partner/feed.json`,
      },
    });
    expect(sitemap).toContain(`<loc>${ORIGIN}/feeds/partner</loc>`);
  });

  it("nowhere on pages where the store has none", async () => {
    const without = serve(aStore(ARTICLES));

    const pages = await Promise.all(
      ["/", "/subscribe"].map(async (path) =>
        (await without(path, { headers: { Accept: "text/html" } })).text(),
      ),
    );

    expect(pages.join("")).not.toContain("More feeds");
  });
});
