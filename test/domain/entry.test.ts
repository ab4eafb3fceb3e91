import { describe, expect, it } from "vitest";
import { type Detail, type Entry, fullEntry, summaryEntry } from "../../src/domain/entry.ts";
import { deriveArticle } from "../../src/store/derive-article.ts";
import { parseArticle, parseStore } from "../../src/store/json-file/parse-store.ts";
import type { ArticleRecord } from "../../src/store/json-file/store-document.ts";
import { anArticle, aStore } from "../support/a-store.ts";

const ORIGIN = "https://feeds.example";
const PAGE = `${ORIGIN}/articles/on-reading`;

/** Returns the entry of an article that says this besides the usual. */
function entry(says: Partial<ArticleRecord> = {}, detail: Detail = "full"): Entry {
  return entryOfRecord(anArticle(says), detail);
}

describe("fullEntry() and summaryEntry()", () => {
  it("makes the id from the authority and the article's id alone", () => {
    const first = entry();
    const moved = entry({ title: "Another", column: "letters", url: "https://other.example/" });

    expect(first.id).toBe("tag:review.example,2020:on-reading");
    expect(moved.id).toBe(first.id);
  });

  it.each([
    "https://review.example/?p=1",
    "12345",
    "读书 7",
  ])("has the id %s under which readers know the article, and its own", (guid) => {
    expect(entry({ guid })).toMatchObject({ id: guid, tagUri: "tag:review.example,2020:on-reading" });
  });

  it("is of the article's page here, and names the original page", () => {
    expect(entry({ url: "https://review.example/论文" })).toMatchObject({
      url: PAGE,
      externalUrl: "https://review.example/%E8%AE%BA%E6%96%87",
    });
  });

  it("leaves out what the article does not say", () => {
    const { published: _unknown, ...record } = anArticle();

    expect(entryOfRecord(record, "full")).toStrictEqual({
      id: "tag:review.example,2020:on-reading",
      tagUri: "tag:review.example,2020:on-reading",
      url: PAGE,
      title: "On reading",
      updated: new Date("2025-01-02T00:00:00Z"),
      authors: [],
      editors: [],
      column: { term: "essays", label: "Essays", scheme: `${ORIGIN}/columns/` },
      tags: [],
      language: "en",
    });
  });

  it.each([
    [
      "resolves addresses in the content against the original page",
      "https://review.example/2025/a",
      "https://review.example/2025/b",
    ],
    ["leaves relative addresses, which the check refuses where no original page is known", undefined, "b"],
  ])("%s", (_what, url, expected) => {
    const says = { content: '<a href="b">b</a>', ...(url !== undefined && { url }) };

    expect(entry(says).content).toBe(`<a href="${expected}">b</a>`);
  });

  it("has a summary and no content where only a summary is asked for", () => {
    const summary = entry({ content: "<p>Text</p>", summary: "Short" }, "summary");

    expect(summary.summary).toBe("Short");
    expect(summary).not.toHaveProperty("content");
  });

  it("begins its content where a summary is asked for and there is none", () => {
    expect(entry({ content: "<p>One</p><p>Two</p>" }, "summary").summary).toBe("One Two");
  });

  it("has no summary where the content has no text to begin", () => {
    const picture = { content: '<img src="https://review.example/a.png" alt="">' };

    expect(entry(picture, "summary")).not.toHaveProperty("summary");
  });

  it("has no summary that was not written, where the article is whole", () => {
    expect(entry({ content: "<p>Text</p>" })).not.toHaveProperty("summary");
  });

  it("says when it last changed, be that its publication", () => {
    const late = entry({ published: "2025-05-01T00:00:00Z", updated: "2025-01-01T00:00:00Z" });

    expect(late.updated).toEqual(new Date("2025-05-01T00:00:00Z"));
  });

  it("has no characters that XML cannot carry (XML 1.0 §2.2)", () => {
    const bad = "a\u0001b";

    expect(
      entry({
        title: bad,
        summary: bad,
        content: bad,
        tags: [bad],
        authors: [{ name: bad, about: bad }],
        editors: [{ name: bad }],
      }),
    ).toMatchObject({
      title: "ab",
      summary: "ab",
      content: "ab",
      tags: [{ term: "ab", label: "ab" }],
      authors: [{ name: "ab", about: "ab" }],
      editors: [{ name: "ab" }],
    });
  });

  it("files under the column's title, or its slug where the column is gone", () => {
    expect(entry({ column: "letters" }).column.label).toBe("Letters");
    expect(entry({ column: "gone" }).column.label).toBe("gone");
  });

  it("is in the article's language, or the site's", () => {
    expect(entry({ language: "zh-CN" }).language).toBe("zh-CN");
    expect(entry().language).toBe("en");
  });
});

function entryOfRecord(record: ArticleRecord, detail: Detail): Entry {
  const { site, columns } = parseStore(aStore([]));
  const article = deriveArticle(parseArticle(record), site);
  const context = { site, columns, origin: ORIGIN };
  return detail === "full" ? fullEntry(article, context) : summaryEntry(article, context);
}
