import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import robotsParser from "robots-parser";
import { parseSitemapIndex } from "sitemap";
import { describe, expect, it } from "vitest";
import { aFullStore } from "../support/a-full-store.ts";
import { anArticle, aStore } from "../support/a-store.ts";
import { type Get, ORIGIN, serve } from "../support/serve.ts";
import { inDocument } from "../support/xpath.ts";

const XSD = await readFile("node_modules/sitemap/schema/sitemap.xsd", "utf8");
const DAY = 86_400_000;
const FIRST = Date.parse("2020-01-01T00:00:00Z");
/** What a sitemap and a list of sitemaps hold at most (sitemaps.org). */
const MOST = 50_000;

/** A store of many invented articles, the oldest first, by forty authors. */
const MANY = 2345;
const many = aStore(
  Array.from({ length: MANY }, (_, index) => {
    const instant = new Date(FIRST + (index * DAY) / 2).toISOString();
    return anArticle({
      id: `article-${index}`,
      column: index % 3 === 0 ? "letters" : "essays",
      authors: [{ name: `Author ${index % 40}` }],
      tags: index % 100 === 0 ? [`tag & ${index}`] : [],
      published: instant,
      updated: instant,
    });
  }),
);

interface Listed {
  readonly loc: string;
  readonly lastmod: string | undefined;
}

/** What a sitemap lists, after the schema of sitemaps.org has found it good. */
async function listedIn(get: Get, path: string): Promise<Listed[]> {
  const text = await (await get(path)).text();
  const schema = XmlDocument.fromString(XSD);
  const validator = XsdValidator.fromDoc(schema);
  const document = XmlDocument.fromString(text);
  try {
    validator.validate(document);
  } finally {
    for (const one of [document, validator, schema]) one.dispose();
  }
  return inDocument(text, (find) => {
    const count = find("/*/*").length;
    return Array.from({ length: count }, (_, index) => ({
      loc: find(`/*/*[${index + 1}]/*[local-name()='loc']`)[0] ?? "",
      lastmod: find(`/*/*[${index + 1}]/*[local-name()='lastmod']`)[0],
    }));
  });
}

describe("/sitemap.xml", () => {
  it("lists every page once, each with its last change, where one is enough", async () => {
    const listed = await listedIn(serve(aFullStore()), "/sitemap.xml");

    expect(listed).toEqual([
      { loc: `${ORIGIN}/`, lastmod: "2025-06-01T00:00:00.000Z" },
      { loc: `${ORIGIN}/columns/essays`, lastmod: "2025-01-02T00:00:00.000Z" },
      { loc: `${ORIGIN}/columns/letters`, lastmod: "2025-02-01T00:00:00.000Z" },
      { loc: `${ORIGIN}/feeds/partner`, lastmod: undefined },
      { loc: `${ORIGIN}/feeds/everything`, lastmod: undefined },
      { loc: `${ORIGIN}/authors/Li%20Na`, lastmod: "2025-01-02T00:00:00.000Z" },
      { loc: `${ORIGIN}/authors/%E7%8E%8B%20%E5%B0%8F%2F%E6%98%8E`, lastmod: "2025-01-02T00:00:00.000Z" },
      { loc: `${ORIGIN}/tags/books`, lastmod: "2025-01-02T00:00:00.000Z" },
      { loc: `${ORIGIN}/tags/%E9%98%85%E8%AF%BB`, lastmod: "2025-01-02T00:00:00.000Z" },
      { loc: `${ORIGIN}/articles/on-writing`, lastmod: "2025-02-01T00:00:00.000Z" },
      { loc: `${ORIGIN}/articles/on-reading`, lastmod: "2025-01-02T00:00:00.000Z" },
    ]);
  });

  it("lists what answers with a page that says it is canonical", async () => {
    const get = serve(aFullStore());
    const listed = await listedIn(get, "/sitemap.xml");

    const canonical = await Promise.all(
      listed.map(async ({ loc }) => {
        const page = await get(loc.slice(ORIGIN.length), { headers: { Accept: "text/html" } });
        return /<link rel="canonical" href="([^"]*)"/.exec(await page.text())?.[1];
      }),
    );

    expect(canonical).toEqual(listed.map(({ loc }) => loc));
  });

  it("says of no change of a column without articles, and of no embargoed article", async () => {
    const waiting = anArticle({
      id: "waiting",
      published: "2030-01-01T00:00:00Z",
      authors: [{ name: "Nobody" }],
    });

    const listed = await listedIn(serve(aStore([waiting])), "/sitemap.xml");

    expect(listed).toEqual([
      { loc: `${ORIGIN}/`, lastmod: "2025-06-01T00:00:00.000Z" },
      { loc: `${ORIGIN}/columns/essays`, lastmod: undefined },
      { loc: `${ORIGIN}/columns/letters`, lastmod: undefined },
    ]);
  });

  it("says of a list the last change in it, though an older article was edited", async () => {
    const edited = anArticle({
      id: "old",
      published: "2024-01-01T00:00:00Z",
      updated: "2025-05-01T00:00:00Z",
    });

    const listed = await listedIn(serve(aStore([edited, anArticle()])), "/sitemap.xml");

    expect(listed.find(({ loc }) => loc.endsWith("/essays"))?.lastmod).toBe("2025-05-01T00:00:00.000Z");
  });

  it("of many articles lists sitemaps by month, which together list every page once", async () => {
    const get = serve(many);
    const index = await (await get("/sitemap.xml")).text();

    const sitemaps = await parseSitemapIndex(Readable.from([index]));
    const parts = await Promise.all(sitemaps.map(({ url }) => listedIn(get, url.slice(ORIGIN.length))));

    const addresses = parts.flat().map(({ loc }) => loc);
    expect(sitemaps.slice(0, 3).map(({ url }) => url)).toEqual(
      ["lists", "2023-03", "2023-02"].map((part) => `${ORIGIN}/sitemaps/${part}.xml`),
    );
    expect(sitemaps.map(({ lastmod }) => lastmod)).toEqual(
      parts.map((listed) => listed.map(({ lastmod = "" }) => lastmod).reduce((a, b) => (a > b ? a : b))),
    );
    expect(addresses).toHaveLength(1 + 2 + 40 + 24 + MANY);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(Math.max(...parts.map((listed) => listed.length))).toBeLessThanOrEqual(MOST);
  });

  it("a new article changes the part of its month and that of the lists, and no other", async () => {
    const newest = anArticle({
      id: "newest",
      published: "2023-03-30T00:00:00Z",
      updated: "2023-03-30T00:00:00Z",
    });
    const more = { ...many, articles: [newest, ...many.articles] };
    const textOf = async (get: Get, part: string) => (await get(`/sitemaps/${part}.xml`)).text();

    const changed = await Promise.all(
      ["lists", "2023-03", "2023-02", "2020-01"].map(
        async (part) => (await textOf(serve(many), part)) !== (await textOf(serve(more), part)),
      ),
    );

    expect(changed).toEqual([true, true, false, false]);
  });

  it.each([
    "0",
    "1",
    "list",
    "2023-3",
    "2023-13",
    "1999-01",
    "2023-03-01",
  ])("has no part %s", async (part) => {
    const response = await serve(many)(`/sitemaps/${part}.xml`);

    expect(response.status).toBe(404);
  });
});

describe("/robots.txt", () => {
  it.each([
    "/",
    "/columns/essays?after=1_a",
    "/rss.xml?limit=5",
    "/articles.json",
  ])("lets anybody read %s, and names the sitemap", async (path) => {
    const response = await serve(aFullStore())("/robots.txt");
    const robots = robotsParser(`${ORIGIN}/robots.txt`, await response.text());

    expect(response.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
    expect(robots.isAllowed(`${ORIGIN}${path}`, "AnyBot/1.0")).toBe(true);
    expect(robots.getSitemaps()).toEqual([`${ORIGIN}/sitemap.xml`]);
  });
});
