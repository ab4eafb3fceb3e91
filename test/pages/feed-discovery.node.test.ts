import rssFinder from "rss-finder";
import { getRssUrlsFromHtmlBody } from "rss-url-finder";
import { afterAll, describe, expect, it } from "vitest";
import { aFullStore } from "../support/a-full-store.ts";
import { onLoopback } from "../support/on-loopback.ts";
import { pageHead } from "../support/page-head.ts";

const HTML = { headers: { Accept: "text/html" } };
const FORMATS = [
  ["rss.xml", "application/rss+xml"],
  ["atom.xml", "application/atom+xml"],
  ["feed.json", "application/feed+json"],
];
const { origin, close } = await onLoopback(aFullStore());
afterAll(close);

/** Every page that can be reached from the front page by links. */
async function reachablePages(): Promise<string[]> {
  const seen = new Set(["/"]);
  const pages: string[] = [];
  for (const path of seen) {
    const response = await fetch(`${origin}${path}`, HTML);
    const text = await response.text();
    if (!response.headers.get("Content-Type")?.startsWith("text/html")) continue;
    pages.push(path);
    for (const target of pageHead(text, `${origin}${path}`).paths) seen.add(target);
  }
  return pages;
}

/** The path below which the feeds are that a page is of: its own, or those of its article's column. */
const FEEDS_OF: Readonly<Record<string, string>> = {
  "/": "",
  "/search": "",
  "/articles/on-reading": "/columns/essays",
  "/articles/on-writing": "/columns/letters",
};
const BESIDES = ["/columns/essays+letters", "/no-such-page"];
const reached = await reachablePages();
const PAGES = [...reached, ...BESIDES].map((path) => ({
  path,
  feeds: FEEDS_OF[path] ?? (path === "/no-such-page" ? "" : path.replace(/\/subscribe$/, "")),
}));

describe("from the front page's address alone", () => {
  it("every page is reached", () => {
    expect(reached).toEqual(
      expect.arrayContaining([
        "/",
        "/columns/essays",
        "/columns/letters",
        "/articles/on-reading",
        "/articles/on-writing",
        "/authors/Li%20Na",
        "/authors/%E7%8E%8B%20%E5%B0%8F%2F%E6%98%8E",
        "/tags/books",
        "/tags/%E9%98%85%E8%AF%BB",
      ]),
    );
  });

  it.each(
    PAGES.filter(({ path }) => path !== "/no-such-page"),
  )("rss-finder finds the feeds of $path first", async ({ path, feeds }) => {
    const { feedUrls, site } = await rssFinder(`${origin}${path}`);

    expect(feedUrls[0]?.url).toBe(`${origin}${feeds}/rss.xml`);
    expect(feedUrls.every(({ title }) => title?.includes("Example Review"))).toBe(true);
    expect(site.favicon).toBe(`${origin}/favicon.svg`);
  });

  it.each(PAGES)("rss-url-finder finds the feeds of $path first", async ({ path, feeds }) => {
    const page = await fetch(`${origin}${path}`, HTML);

    const found = getRssUrlsFromHtmlBody(await page.text());

    expect(found[0]?.url).toBe(`${origin}${feeds}/rss.xml`);
  });

  it.each(PAGES)("$path announces its own feeds, then the site's, once a format, and nothing else", async ({
    path,
    feeds,
  }) => {
    const page = await fetch(`${origin}${path}`, HTML);
    const { alternates } = pageHead(await page.text(), `${origin}${path}`);

    const announced = [...new Set([feeds, ""])].flatMap((below) =>
      FORMATS.map(([file, type]) => ({ type, href: `${origin}${below}/${file}` })),
    );
    expect(alternates.map(({ type, href }) => ({ type, href }))).toEqual(announced);
    expect(new Set(alternates.map(({ title }) => title)).size).toBe(announced.length);
    expect((page.headers.get("Link") ?? "").match(/<[^>]*>; rel="alternate"; type="[^"]*"/g)).toEqual(
      announced.map(({ href, type }) => `<${href}>; rel="alternate"; type="${type}"`),
    );
  });

  it.each(PAGES)("every feed that $path announces is there, under its title and type", async ({ path }) => {
    const page = await fetch(`${origin}${path}`, HTML);
    const { alternates } = pageHead(await page.text(), `${origin}${path}`);

    const answers = await Promise.all(alternates.map(({ href }) => fetch(href)));

    expect(answers.map(({ status, headers }) => [status, headers.get("Content-Type")])).toEqual(
      alternates.map(({ type }) => [200, `${type}; charset=utf-8`]),
    );
  });

  it.each([
    "/index.json",
    "/columns.json",
    "/articles.json",
    "/articles/on-reading.json",
    "/openapi.json",
  ])("%s, which is no feed, announces none and is announced nowhere", async (path) => {
    const response = await fetch(`${origin}${path}`);

    expect(response.headers.get("Link") ?? "").not.toContain("alternate");
  });
});
