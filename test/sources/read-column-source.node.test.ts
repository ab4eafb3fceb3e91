import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { PoliteFetcher } from "../../src/sources/polite-fetcher.ts";
import { readColumnSource } from "../../src/sources/read-column-source.ts";

const SITE = "https://paper.example";
const CONTEXT = {
  language: "zh-CN",
  timeZone: "Asia/Shanghai",
  authority: "paper.example,2026",
  related: false,
};

/** A fetcher of these documents, by their paths. */
function fetcherOf(documents: Readonly<Record<string, string | Uint8Array>>): PoliteFetcher {
  return {
    remaining: 100,
    close: async () => {},
    fetch: async (address) => {
      const document = documents[new URL(address).pathname];
      if (document === undefined) throw new Error(`${address} was not expected`);
      return { bytes: typeof document === "string" ? Buffer.from(document) : document, url: address };
    },
  };
}

function read(path: string, documents: Readonly<Record<string, string | Uint8Array>>) {
  return readColumnSource(
    { url: SITE + path },
    { column: { title: "理论" }, context: CONTEXT, fetcher: fetcherOf(documents), pages: 1 },
  );
}

function sitemap(...paths: readonly string[]): string {
  const entries = paths.map((path) => `<url><loc>${SITE}${path}</loc></url>`).join("");
  return `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries}</urlset>`;
}

describe("readColumnSource()", () => {
  it("reads the sitemaps of an index that are gzip files, and adds up what they leave out", async () => {
    const listing = await read("/index.xml", {
      "/index.xml":
        "<sitemapindex><sitemap><loc>/1.xml.gz</loc><lastmod>2026-11-26</lastmod></sitemap><sitemap><loc>/2.xml</loc></sitemap></sitemapindex>",
      "/1.xml.gz": gzipSync(sitemap("/a/1001.html", "/about/")),
      "/2.xml": sitemap("/a/1002.html", "/a/1001.html", "/contact/"),
    });

    expect(listing).toMatchObject({
      kind: "sitemap",
      articles: [{ url: `${SITE}/a/1001.html` }, { url: `${SITE}/a/1002.html` }],
      leftOut: [{ reason: "navigation", count: 2, example: `${SITE}/about/` }],
    });
  });

  it("reads a sitemap as text", async () => {
    const text = `${SITE}/a/1001.html\n${SITE}/a/1002.html\n`;

    const listing = await read("/sitemap.txt", { "/sitemap.txt": text });

    expect(listing).toMatchObject({
      kind: "sitemap",
      articles: [{ url: `${SITE}/a/1001.html` }, { url: `${SITE}/a/1002.html` }],
    });
  });

  it.each([
    [
      "larger than any sitemap",
      gzipSync(Buffer.alloc(50_000_001)),
      "Is a gzip file with more than 50 MB; give a smaller one",
    ],
    [
      "cut",
      gzipSync(sitemap("/a/1001.html")).subarray(0, 40),
      "Is a gzip file that is damaged; ask its publisher",
    ],
  ])("refuses a gzip file that is %s", async (_, file, message) => {
    await expect(read("/1.xml.gz", { "/1.xml.gz": file })).rejects.toThrow(message);
  });
});
