import { describe, expect, it } from "vitest";
import { parseArticle } from "../../../src/store/json-file/parse-store.ts";
import type { ArticleRecord } from "../../../src/store/json-file/store-document.ts";
import { anArticle } from "../../support/a-store.ts";

describe("parseArticle()", () => {
  it("reads dates as instants", () => {
    const article = parseArticle(
      anArticle({ published: "2020-11-26T08:27:11+08:00", updated: "2020-11-26T01:00:00Z" }),
    );

    expect(article.published).toEqual(new Date("2020-11-26T00:27:11Z"));
    expect(article.updated).toEqual(new Date("2020-11-26T01:00:00Z"));
  });

  it("has empty lists, and no fields, for what is absent in the record", () => {
    const record: ArticleRecord = { id: "a", title: "A", column: "essays", updated: "2025-01-01T00:00:00Z" };

    expect(parseArticle(record)).toStrictEqual({
      ...record,
      updated: new Date("2025-01-01T00:00:00Z"),
      authors: [],
      editors: [],
      tags: [],
    });
  });

  it("keeps everything else as it is in the record", () => {
    const says = {
      authors: [{ name: "Ann", about: "Reader", url: "https://ann.example/" }],
      editors: [{ name: "Ed" }],
      source: { name: "Daily", url: "https://daily.example/" },
      url: "https://review.example/a",
      summary: "S",
      content: "<p>C</p>",
      tags: ["t"],
      language: "zh-CN",
      image: { url: "https://review.example/a.png", width: 3, height: 2, type: "image/png", alt: "A" },
    };

    expect(parseArticle(anArticle(says))).toMatchObject(says);
  });

  it("reads an address as a picture of which nothing else is known", () => {
    const { image } = parseArticle(anArticle({ image: "https://review.example/a.png" }));

    expect(image).toEqual({ url: "https://review.example/a.png" });
  });
});
