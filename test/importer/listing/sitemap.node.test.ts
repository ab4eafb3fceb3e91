import { describe, expect, it } from "vitest";
import {
  isTextSitemap,
  readSitemap,
  readSitemapIndex,
  readTextSitemap,
} from "../../../src/importer/listing/sitemap.ts";

const SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
const NEWS = "http://www.google.com/schemas/sitemap-news/0.9";
const ADDRESS = "https://paper.example/sitemap.xml";
const ARTICLE = "https://paper.example/theory/1001.html";
const OPTIONS = { timeZone: "Asia/Shanghai", isEveryPage: false };

function read(text: string, options = OPTIONS) {
  return readSitemap({ name: "sitemap", text, url: ADDRESS }, options);
}

function urls(entries: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset ${SITEMAP}>${entries}</urlset>`;
}

describe("readSitemap()", () => {
  it.each([
    ["the usual prefix", `<urlset ${SITEMAP} xmlns:news="${NEWS}">`, "news:"],
    ["another prefix", `<urlset ${SITEMAP} xmlns:n="${NEWS}">`, "n:"],
    ["a prefix that is not declared", `<urlset ${SITEMAP}>`, "news:"],
    ["no prefix", `<urlset ${SITEMAP}>`, ""],
  ])("reads the title and date of a news sitemap with %s", (_, start, prefix) => {
    const news = `<${prefix}news><${prefix}publication><${prefix}name>试验报</${prefix}name></${prefix}publication><${prefix}publication_date>2026-11-26T08:00:00+08:00</${prefix}publication_date><${prefix}title><![CDATA[标题 & ]]>副题</${prefix}title></${prefix}news>`;

    const { articles } = read(`${start}<url><loc>${ARTICLE}</loc>${news}</url></urlset>`);

    expect(articles).toStrictEqual([
      { url: ARTICLE, title: "标题 & 副题", published: new Date("2026-11-26T00:00:00Z") },
    ]);
  });

  it("takes no title from the pictures and videos of an article", () => {
    const { articles } = read(
      `<urlset ${SITEMAP} xmlns:image="i" xmlns:video="v"><url><loc>${ARTICLE}</loc><image:image><image:loc>https://paper.example/1.jpg</image:loc><image:title>图</image:title></image:image><video:video><video:title>视频</video:title><video:publication_date>2026-11-26</video:publication_date></video:video></url></urlset>`,
    );

    expect(articles).toStrictEqual([{ url: ARTICLE }]);
  });

  it("sorts by the date of the last change, in any form, and keeps the order of others", () => {
    const dates = [
      "2026",
      "2026-11",
      "",
      "2026-11-26T08:30+08:00",
      "2026-11-25",
      "昨天",
      "2026-11-27T00:00:00.5Z",
    ];
    const entry = (date: string, n: number) =>
      `<url><loc>/a/${100 + n}.html</loc><lastmod>${date}</lastmod></url>`;

    const { articles } = read(urls(dates.map(entry).join("")));

    const numbers = articles.map(({ url }) => url.slice(-8, -5));
    expect(numbers).toEqual(["106", "103", "104", "101", "100", "102", "105"]);
  });

  it("leaves out other hosts, files, and pages that are no articles, and says so", () => {
    const { articles, leftOut } = read(
      urls(
        `<url><loc>${ARTICLE}?utm_source=x</loc></url><url><loc>https://other.example/a/1.html</loc></url><url><loc>/about/</loc></url><url><loc>/a/2026/report-1001.pdf</loc></url>`,
      ),
    );

    expect(articles).toEqual([{ url: ARTICLE }]);
    expect(leftOut).toEqual([
      { reason: "other host", count: 1, example: "https://other.example/a/1.html" },
      { reason: "navigation", count: 1, example: "https://paper.example/about/" },
      { reason: "file", count: 1, example: "https://paper.example/a/2026/report-1001.pdf" },
    ]);
  });

  it("reads every page where the operator says which addresses are those of articles", () => {
    const { articles } = read(urls("<url><loc>/notes/bread</loc></url>"), { ...OPTIONS, isEveryPage: true });

    expect(articles).toEqual([{ url: "https://paper.example/notes/bread" }]);
  });

  it.each([
    ["is cut", urls("<url><loc>/a/1001.html</loc></url>").slice(0, -20)],
    ["has an ampersand that is not escaped", urls("<url><loc>/show?id=1&c=2</loc></url>")],
    ["closes another element", "<urlset><url></loc></urlset>"],
  ])("refuses a document that %s in one line", (_, text) => {
    expect(() => read(text)).toThrow(
      /^Is a sitemap that is not well-formed XML, at \d+:\d+: .+; ask its publisher$/,
    );
  });

  it("reads its first 50,000 addresses in the time of a test", { timeout: 15_000 }, () => {
    const entry = (n: number) => `<url><loc>/a/${n}.html</loc><lastmod>2026-11-26</lastmod></url>`;
    const text = urls([...Array(50_002).keys()].map(entry).join(""));

    const { articles } = read(text, { ...OPTIONS, isEveryPage: true });

    expect(articles).toHaveLength(50_000);
    expect(articles.at(-1)?.url).toMatch(/\/a\/49999\.html$/);
  });
});

describe("readSitemapIndex()", () => {
  it("returns the sitemaps of the site, the most recently changed first", () => {
    const entry = (loc: string, lastmod: string) =>
      `<sitemap><loc>${loc}</loc><lastmod>${lastmod}</lastmod></sitemap>`;
    const text = `<sitemapindex ${SITEMAP}>${entry("/1.xml", "2026-11-01")}${entry("/2.xml.gz", "2026-11-26T09:00:00+08:00")}${entry("/3.xml", "2026-11-26T08:00:00Z")}${entry("https://other.example/4.xml", "2026-11-27")}${entry("/5.xml", "")}</sitemapindex>`;

    const sitemaps = readSitemapIndex({ name: "index", text, url: ADDRESS }, "Asia/Shanghai");

    const paths = sitemaps.map((url) => new URL(url).pathname);
    expect(paths).toEqual(["/3.xml", "/2.xml.gz", "/1.xml", "/5.xml"]);
  });
});

describe("a sitemap as text", () => {
  it("lists the addresses of articles in its order", () => {
    const text = `\uFEFF${ARTICLE}\r\n\r\nhttps://paper.example/about/\nhttps://other.example/theory/1002.html\n`;

    const { articles, leftOut } = readTextSitemap({ name: "text", text, url: ADDRESS }, OPTIONS);

    expect(articles).toEqual([{ url: ARTICLE }]);
    expect(leftOut.map(({ reason }) => reason)).toEqual(["navigation", "other host"]);
  });

  it.each([
    ["https://paper.example/a\nhttps://paper.example/b", true],
    ["https://paper.example/a b", false],
    ["see https://paper.example/a", false],
    ["", false],
  ])("is known by its lines: %j", (text, isSitemap) => {
    expect(isTextSitemap(text)).toBe(isSitemap);
  });
});
