import { expect, it } from "vitest";
import { anArticle, aStore } from "../support/a-store.ts";
import { attributes, parsedPage, texts } from "../support/parsed-page.ts";
import { ORIGIN, serve } from "../support/serve.ts";

const NAMES = ["王晓峰 & 李娜", 'O\'Brien "Bob"', '"><script>alert(1)</script>', "50% + 1", "a/b?c#d"];

const get = serve(aStore([anArticle({ authors: NAMES.map((name) => ({ name })), tags: ["C++", "Q&A"] })]));

const SUBJECTS = [
  "",
  "/columns/essays",
  "/columns/essays+letters",
  "/tags/C%2B%2B",
  "/tags/Q%26A",
  ...NAMES.map((name) => `/authors/${encodeURIComponent(name)}`),
];

/** What each link of a reader holds of the feed's address, found without a look at how it was written. */
const READERS: Readonly<Record<string, (href: string) => string | null>> = {
  Feedbin: (href) => new URL(href).searchParams.get("subscribe"),
  Feedly: (href) => decodeURIComponent(new URL(href).pathname.split("/")[3] ?? "").replace(/^feed\//, ""),
  Inoreader: (href) => new URL(href).searchParams.get("add_feed"),
  NewsBlur: (href) => new URL(href).searchParams.get("url"),
  "The Old Reader": (href) => new URL(href).searchParams.get("url"),
  "A reader on this device": (href) => /^feed:(.*)$/.exec(new URL(href).href)?.[1] ?? null,
};

it.each(SUBJECTS)("%s/subscribe hands each reader the address of that feed", async (path) => {
  const page = await parsedPage(await get(`${path}/subscribe`));

  const links = [...page.querySelectorAll("section a.button[href*=':']")];
  const handed = links.map((link) => [
    link.textContent,
    READERS[link.textContent]?.(link.getAttribute("href") ?? ""),
  ]);

  expect(handed).toEqual(Object.keys(READERS).map((name) => [name, `${ORIGIN}${path}/rss.xml`]));
});

it.each(SUBJECTS)("%s/subscribe shows, links and copies addresses that are feeds", async (path) => {
  const page = await parsedPage(await get(`${path}/subscribe`));
  const feeds = ["rss.xml", "atom.xml", "feed.json"].map((file) => `${ORIGIN}${path}/${file}`);

  const shown = texts(page, ".addresses code").map((address) => new URL(address).href);
  const linked = attributes(page, ".addresses a", "href").map((href) => `${ORIGIN}${href}`);
  const announced = attributes(page, 'link[rel="alternate"]', "href").slice(0, 3);
  const statuses = await Promise.all(
    feeds.map(async (feed) => (await get(feed.slice(ORIGIN.length))).status),
  );

  expect(shown).toEqual(feeds);
  expect(linked).toEqual(feeds);
  expect(announced).toEqual(feeds);
  expect(attributes(page, ".addresses button", "data-copy")).toEqual(feeds);
  expect(statuses).toEqual([200, 200, 200]);
});

it.each(SUBJECTS)("%s/subscribe shows nothing that needs a script until there is one", async (path) => {
  const page = await parsedPage(await get(`${path}/subscribe`));

  expect(texts(page, "button:not([hidden])").length).toBe(texts(page, "[hidden] form button").length);
  expect(texts(page, "form").length).toBe(texts(page, "[hidden] > form").length);
  expect(attributes(page, "a[href^='javascript:'], [onclick], [style], style", "href")).toEqual([]);
  expect(texts(page, "script:not([src]):not([type='application/ld+json'])")).toEqual([]);
});

it("texts of a store stay texts", async () => {
  const name = '"><script>alert(1)</script>';

  const page = await parsedPage(await get(`/authors/${encodeURIComponent(name)}/subscribe`));

  expect(texts(page, "h1")).toEqual([`Subscribe to ${name}`]);
  expect(texts(page, "script:not([src])").filter((text) => text.includes("alert(1)"))).toEqual([]);
});

it("/subscribe leads to each column's own page and to lists of them all", async () => {
  const page = await parsedPage(await get("/subscribe"));

  const own = attributes(page, "a.button[href^='/']", "href");

  expect(own).toEqual([
    "/columns/essays/subscribe",
    "/columns/letters/subscribe",
    "/columns.opml",
    "/opml.xml",
  ]);
});

it.each([
  ["/columns/letters+essays/subscribe", "/columns/essays+letters/subscribe"],
  ["/Subscribe", "/subscribe"],
  ["/subscribe/", "/subscribe"],
])("%s moves to %s", async (target, location) => {
  const response = await get(target);

  expect(response.status).toBe(301);
  expect(response.headers.get("Location")).toBe(location);
});

it.each([
  "/columns/none/subscribe",
  "/authors/none/subscribe",
  "/tags/none/subscribe",
])("%s is 404", async (target) => {
  expect((await get(target)).status).toBe(404);
});

it("is in the language of the publication", async () => {
  const { site, ...rest } = aStore([anArticle({ language: "zh-CN" })]);

  const chinese = serve({ ...rest, site: { ...site, language: "zh-CN" } });
  const page = await parsedPage(await chinese("/columns/essays/subscribe"));

  expect(texts(page, "h1")).toEqual(["订阅“Essays”"]);
});
