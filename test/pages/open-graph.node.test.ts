import { describe, expect, it } from "vitest";
import { aFullStore } from "../support/a-full-store.ts";
import { anArticle, aStore } from "../support/a-store.ts";
import { pageHead } from "../support/page-head.ts";
import { ORIGIN, serve } from "../support/serve.ts";

/** What ogp.me lets be said several times. */
const LISTS = new Set(["article:tag"]);

async function propertiesOf(path: string, get = serve(aFullStore())) {
  const response = await get(path, { headers: { Accept: "text/html" } });
  return pageHead(await response.text(), `${ORIGIN}${path}`).properties;
}

describe("Open Graph", () => {
  it("of an article says when, where and about what it is, once each", async () => {
    const properties = await propertiesOf("/articles/on-reading");

    expect(properties).toEqual([
      ["og:site_name", "Example Review"],
      ["og:title", "On reading"],
      ["og:type", "article"],
      ["og:locale", "en_GB"],
      ["og:description", "Why we read"],
      ["og:url", `${ORIGIN}/articles/on-reading`],
      ["og:image", "https://review.example/reading.png"],
      ["og:image:type", "image/png"],
      ["og:image:width", "1200"],
      ["og:image:height", "800"],
      ["og:image:alt", "A reader & <books>"],
      ["article:published_time", "2025-01-02T00:00:00.000Z"],
      ["article:modified_time", "2025-01-02T00:00:00.000Z"],
      ["article:section", "Essays"],
      ["article:tag", "books"],
      ["article:tag", "阅读"],
    ]);
  });

  it("of an undated article says no date of publication", async () => {
    const properties = await propertiesOf("/articles/on-writing");

    expect(properties.map(([property]) => property)).not.toContain("article:published_time");
  });

  it.each([
    "/",
    "/columns/essays",
    "/columns/essays+letters",
    "/authors/Li%20Na",
    "/tags/books",
    "/no-such-page",
  ])("of %s says nothing twice", async (path) => {
    const properties = await propertiesOf(path);

    const once = properties.map(([property]) => property).filter((property) => !LISTS.has(property));
    expect(once).toEqual(expect.arrayContaining(["og:title", "og:type", "og:locale", "og:image"]));
    expect(new Set(once).size).toBe(once.length);
  });

  it.each([
    ["zh-CN", "zh_CN"],
    ["zh", "zh_CN"],
    ["zh-Hant", "zh_TW"],
    ["zh-Hans-SG", "zh_SG"],
    ["en", "en_US"],
  ])("says the language %s as %s", async (language, locale) => {
    const get = serve(aStore([anArticle({ language })]));

    expect(await propertiesOf("/articles/on-reading", get)).toContainEqual(["og:locale", locale]);
  });
});
