import { expect, it } from "vitest";
import { anArticle, aStore } from "../support/a-store.ts";
import { attributes, parsedPage, texts } from "../support/parsed-page.ts";
import { ORIGIN, serve } from "../support/serve.ts";

const AUTHOR = '"><script>alert(1)</script>';
const get = serve(
  aStore([
    anArticle({ authors: [{ name: AUTHOR }], tags: ["craft"], content: "<p>We read.</p>" }),
    anArticle({
      id: "on-writing",
      title: "On writing",
      column: "letters",
      summary: "Why we write",
      published: "2024-01-01T00:00:00Z",
    }),
  ]),
);

const BROWSER = { headers: { Accept: "text/html,*/*;q=0.8", "Sec-Fetch-Dest": "document" } };
const TYPES = {
  "rss.xml": "application/rss+xml; charset=utf-8",
  "atom.xml": "application/atom+xml; charset=utf-8",
  "feed.json": "application/feed+json; charset=utf-8",
} as const;
const PATHS = [
  "",
  "/columns/essays",
  "/columns/essays+letters",
  `/authors/${encodeURIComponent(AUTHOR)}`,
  "/tags/craft",
];
const FEEDS = PATHS.flatMap((path) =>
  Object.entries(TYPES).map(([file, type]) => ({ target: `${path}/${file}`, type })),
);

/** What readers and browsers accept. */
const ACCEPTED = {
  Chrome: "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
  Firefox: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
  Safari: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
  miniflux:
    "application/xml, application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, text/html, */*;q=0.9",
  newsboat:
    "application/atom+xml,application/rss+xml;q=0.9,application/rdf+xml;q=0.8,application/xml;q=0.7,text/xml;q=0.6,*/*;q=0.1",
  FreshRSS:
    "application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, application/xml;q=0.8, text/html;q=0.6, */*;q=0.1",
  html: "text/html",
};

it.each(FEEDS)("$target is a page in a browser", async ({ target }) => {
  const response = await get(target, BROWSER);

  expect(response.status).toBe(200);
  expect(response.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
});

it.each(FEEDS)("$target is a feed to everybody else, whatever they accept", async ({ target, type }) => {
  const destinations = ["empty", "iframe", "script", "Document", "nested-document", ""];
  const asked = [
    ...Object.values(ACCEPTED).map((accept) => ({ Accept: accept })),
    ...destinations.map((destination) => ({ Accept: ACCEPTED.Chrome, "Sec-Fetch-Dest": destination })),
  ];

  const types = await Promise.all(
    asked.map(async (headers) => (await get(target, { headers })).headers.get("Content-Type")),
  );

  expect(new Set(types)).toEqual(new Set([type]));
});

it.each(FEEDS)("$target tells page and feed apart in Vary and ETag, in a 304 and a HEAD too", async ({
  target,
}) => {
  const [page, feed] = [await get(target, BROWSER), await get(target)];
  const tags = [page, feed].map(({ headers }) => headers.get("ETag") ?? "");
  const asking = (tag: string, sent: object) => get(target, { headers: { ...sent, "If-None-Match": tag } });

  const statuses = [
    (await asking(tags[0] ?? "", BROWSER.headers)).status,
    (await asking(tags[1] ?? "", {})).status,
    (await asking(tags[1] ?? "", BROWSER.headers)).status,
    (await asking(tags[0] ?? "", {})).status,
  ];
  const unchanged = await asking(tags[0] ?? "", BROWSER.headers);
  const head = await get(target, { ...BROWSER, method: "HEAD" });

  expect(tags[0]).not.toBe(tags[1]);
  expect(statuses).toEqual([304, 304, 200, 200]);
  expect([page, feed, unchanged, head].map(({ headers }) => headers.get("Vary"))).toEqual(
    Array(4).fill("Accept-Encoding, Accept, Sec-Fetch-Dest"),
  );
  expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(page.headers));
  expect(await head.text()).toBe("");
});

it("shows the feed's entries, each with the way to its article", async () => {
  const page = await parsedPage(await get("/rss.xml", BROWSER));

  expect(texts(page, ".entries h3")).toEqual(["On reading", "On writing"]);
  expect(attributes(page, ".entries h3 a", "href")).toEqual(["/articles/on-reading", "/articles/on-writing"]);
  expect(texts(page, ".entries .summary")).toEqual(["We read.", "Why we write"]);
  expect(texts(page, ".entries .person")).toEqual([AUTHOR]);
  expect(attributes(page, ".entries time", "datetime")).toEqual([
    "2025-01-02T00:00:00.000Z",
    "2024-01-01T00:00:00.000Z",
  ]);
});

it.each([
  { query: "limit=1", listed: ["On reading"], marks: 0, self: "?limit=1" },
  { query: "content=summary", listed: ["On reading", "On writing"], marks: 2, self: "?content=summary" },
  { query: "exclude=essays", listed: ["On writing"], marks: 1, self: "?not-column=essays" },
  {
    query: "exclude=essays&content=full&utm_source=x",
    listed: ["On writing"],
    marks: 1,
    self: "?not-column=essays",
  },
])("of ?$query it shows that feed, and subscribes to it", async ({ query, listed, marks, self }) => {
  const page = await parsedPage(await get(`/atom.xml?${query}`, BROWSER));
  const own = `${ORIGIN}/atom.xml${self}`;

  expect(texts(page, ".entries h3")).toEqual(listed);
  expect(texts(page, ".entries .mark").length).toBe(marks);
  expect(texts(page, ".addresses code")).toEqual([own]);
  expect(attributes(page, "a[href^='feed:']", "href")).toEqual([`feed:${own}`]);
  expect(attributes(page, "link[type='application/atom+xml']", "href")).toEqual([own]);
  expect(attributes(page, "a[href*='.txt']", "href")).toEqual([`/atom.xml.txt${self}`]);
});

it("of a page after the first it shows that page, subscribes to the feed, and leads on and back", async () => {
  const long = serve(
    aStore(
      ["a", "b", "c"].map((id) =>
        anArticle({ id, title: id.toUpperCase(), updated: "2025-01-03T00:00:00Z" }),
      ),
    ),
  );

  const [first, second] = await Promise.all(
    ["/atom.xml?limit=1", "/atom.xml?limit=1&page=2"].map(async (target) =>
      parsedPage(await long(target, BROWSER)),
    ),
  );

  const older = "/atom.xml?limit=1&after=1735776000000_";
  expect(first && attributes(first, ".pages a", "href")).toEqual([`${older}a`]);
  expect(second && attributes(second, ".pages a", "href")).toEqual(["/atom.xml?limit=1", `${older}b`]);
  expect(second && texts(second, ".entries h3")).toEqual(["B"]);
  expect(second && texts(second, ".addresses code")).toEqual([`${ORIGIN}/atom.xml?limit=1`]);
  expect(second && attributes(second, "a[href*='.txt']", "href")).toEqual([
    "/atom.xml.txt?limit=1&after=1735776000000_a",
  ]);
});

it("announces its own feeds first, then the site's, one of each format, and is not to be indexed", async () => {
  const response = await get("/columns/essays/feed.json", BROWSER);
  const page = await parsedPage(response);

  const announced = attributes(page, "link[rel='alternate']", "href");

  expect(announced).toEqual(
    ["/columns/essays", ""].flatMap((path) => Object.keys(TYPES).map((file) => `${ORIGIN}${path}/${file}`)),
  );
  expect(response.headers.get("Link")?.match(/rel="alternate"/g)?.length).toBe(6);
  expect(attributes(page, "meta[name='robots']", "content")).toEqual(["noindex"]);
  expect(page.querySelector("link[rel='canonical']")).toBeNull();
});

it("of an empty column it says that there is nothing yet", async () => {
  const empty = serve(aStore([anArticle()]));

  const page = await parsedPage(await empty("/columns/letters/rss.xml", BROWSER));

  expect(texts(page, ".empty")[0]).toContain("no article here yet");
});

it.each(FEEDS)("$target.txt is the source of the feed, as text and not to be indexed", async ({ target }) => {
  const [feed, source] = [await get(`${target}?limit=1`), await get(`${target}.txt?limit=1`, BROWSER)];

  expect(source.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
  expect(source.headers.get("X-Robots-Tag")).toBe("noindex");
  expect(source.headers.get("Link")).toBeNull();
  expect(await source.text()).toBe(await feed.text());
});

it("problems of a feed are problems of its preview", async () => {
  const targets = [
    "/rss.xml?limit=0",
    "/columns/none/rss.xml",
    "/columns/letters+essays/rss.xml",
    "/rss.xml.txt?limit=0",
  ];

  const statuses = await Promise.all(targets.map(async (target) => (await get(target, BROWSER)).status));

  expect(statuses).toEqual([400, 404, 301, 400]);
});
