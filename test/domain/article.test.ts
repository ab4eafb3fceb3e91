import { describe, expect, it } from "vitest";
import { articleOf, lastChange, newestFirst, sortInstant } from "../../src/domain/article.ts";
import type { ArticleRecord } from "../../src/store/json-file/store-document.ts";
import { anArticle } from "../support/a-store.ts";

const EARLY = "2025-01-01T00:00:00Z";
const LATE = "2025-02-01T00:00:00Z";

/** Returns an article with a date of each kind, where it is known. */
function dated(updated: string, published?: string, id = "a") {
  const { published: _default, ...record } = anArticle({ id, updated });
  return articleOf(published === undefined ? record : { ...record, published });
}

describe("articleOf()", () => {
  it("reads dates as instants", () => {
    const article = articleOf(
      anArticle({ published: "2020-11-26T08:27:11+08:00", updated: "2020-11-26T01:00:00Z" }),
    );

    expect(article.published).toEqual(new Date("2020-11-26T00:27:11Z"));
    expect(article.updated).toEqual(new Date("2020-11-26T01:00:00Z"));
  });

  it("has empty lists, and no field, for what the record does not say", () => {
    const record: ArticleRecord = { id: "a", title: "A", column: "essays", updated: EARLY };

    expect(articleOf(record)).toStrictEqual({
      ...record,
      updated: new Date(EARLY),
      authors: [],
      editors: [],
      tags: [],
    });
  });

  it("keeps everything else as the record says it", () => {
    const says = {
      authors: [{ name: "Ann", about: "Reader", url: "https://ann.example/" }],
      editors: [{ name: "Ed" }],
      source: { name: "Daily", url: "https://daily.example/" },
      url: "https://review.example/a",
      summary: "S",
      content: "<p>C</p>",
      tags: ["t"],
      language: "zh-CN",
      image: "https://review.example/a.png",
    };

    expect(articleOf(anArticle(says))).toMatchObject(says);
  });
});

it.each([
  ["the edit", LATE, EARLY, LATE],
  ["the publication where that came later", EARLY, LATE, LATE],
  ["the edit where the publication is not known", EARLY, undefined, EARLY],
])("lastChange() is %s", (_what, updated, published, expected) => {
  expect(lastChange(dated(updated, published))).toEqual(new Date(expected));
});

it.each([
  ["the publication", LATE, EARLY, EARLY],
  ["the edit where the publication is not known", LATE, undefined, LATE],
])("sortInstant() is %s", (_what, updated, published, expected) => {
  expect(sortInstant(dated(updated, published))).toEqual(new Date(expected));
});

describe("newestFirst()", () => {
  it("orders by publication, by edit where there is none, and by id at the same instant", () => {
    const articles = [
      dated(LATE, EARLY, "old-but-edited"),
      dated(LATE, LATE, "b"),
      dated(LATE, undefined, "a"),
      dated("2025-03-01T00:00:00Z", undefined, "newest"),
    ];

    const ordered = articles.toSorted(newestFirst).map(({ id }) => id);

    expect(ordered).toEqual(["newest", "a", "b", "old-but-edited"]);
  });

  it("orders the same from whatever order", () => {
    const articles = ["c", "B", "a", "10", "9"].map((id) => dated(EARLY, EARLY, id));

    const ordered = articles.toSorted(newestFirst);

    expect(articles.toReversed().toSorted(newestFirst)).toEqual(ordered);
    expect(ordered.map(({ id }) => id)).toEqual(["10", "9", "B", "a", "c"]);
  });
});
